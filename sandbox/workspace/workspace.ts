import { refuse } from './refusal.ts'
import type { Manifest } from './manifest.ts'
import type { SandboxClock } from '../surface.ts'
import type { Channel, Employee, Message, World } from './world.ts'

/** The one workspace and the ways to reach what surrounds it; passed to everything that reads or changes it. */
export interface Workspace {
  world: World
  manifest: Manifest
  clock: SandboxClock
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  url: string
  /** Sends an event to the bot if it is subscribed to `subscription`. */
  emit(subscription: string, event: Record<string, unknown>): void
  /** Tells the watchers that something visible changed. */
  changed(): void
}

/** A fresh message `ts`: the sandbox clock in microseconds, never the same twice, always increasing. */
export function stamp(ws: Workspace): string {
  const now = ws.clock.now().getTime() * 1000
  ws.world.lastStamp = Math.max(now, ws.world.lastStamp + 1)
  return asTs(ws.world.lastStamp)
}

export function asTs(micros: number): string {
  return `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')}`
}

/** A fresh id such as `C0000001K`. */
export function freshId(ws: Workspace, prefix: string): string {
  ws.world.lastId += 1
  return `${prefix}0${ws.world.lastId.toString(36).toUpperCase().padStart(8, '0')}`
}

export function seconds(ws: Workspace): number {
  return Math.floor(ws.clock.now().getTime() / 1000)
}

export function channelOf(ws: Workspace, id: string): Channel {
  return ws.world.channels[id] ?? refuse('channel_not_found')
}

export function personOf(ws: Workspace, id: string): Employee {
  return ws.world.people[id] ?? refuse('user_not_found')
}

export function messageOf(channel: Channel, ts: string): Message {
  return channel.messages.find((m) => m.ts === ts) ?? refuse('message_not_found')
}

export function isMember(channel: Channel, user: string): boolean {
  return channel.members.includes(user)
}

export function isBotIn(ws: Workspace, channel: Channel): boolean {
  return isMember(channel, ws.world.bot.userId)
}

/** `channel`, `group`, `im` or `mpim`, as events name it. */
export function channelType(channel: Channel): 'channel' | 'group' | 'im' | 'mpim' {
  if (channel.isIm) return 'im'
  if (channel.isMpim) return 'mpim'
  return channel.isPrivate ? 'group' : 'channel'
}
