/** The projection of the workspace, shown even in quiet times: the channels that the policy names. */
import { dueKey } from '#due/due-key.ts'
import type { ChannelRef, Slot } from '#reconcile/slot.ts'
import { urgencies } from '#urgency.ts'

export type ChannelUse = 'stakeholders' | 'tech' | 'postmortems'

/** The reference to a channel that the policy names by id or by name. */
export function policyChannel(use: ChannelUse, channels: Record<ChannelUse, string>): ChannelRef {
  return isId(channels[use])
    ? { id: channels[use] }
    : { owner: dueKey('workspace', 'channels'), slot: `channel:${use}` }
}

export function projectWorkspace(channels: Record<ChannelUse, string>): Slot[] {
  const beside = Object.values(channels)
    .filter((name) => !isId(name))
    .map(nameOf)
  return (Object.keys(channels) as ChannelUse[]).map((use) =>
    isId(channels[use])
      ? { kind: 'join', name: `channel:${use}`, urgency: urgencies.talk, channel: { id: channels[use] } }
      : {
          kind: 'room',
          name: `channel:${use}`,
          urgency: urgencies.talk,
          channelName: nameOf(channels[use]),
          private: false,
          adopt: true,
          beside,
        },
  )
}

function nameOf(channel: string): string {
  return channel.replace(/^#/, '')
}

function isId(channel: string): boolean {
  return /^[CG][A-Z0-9]{6,}$/.test(channel)
}
