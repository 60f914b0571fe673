import type { Delivery } from './delivery.ts'
import type { World } from '../workspace/world.ts'
import type { Manifest } from '../workspace/manifest.ts'

/** Wraps an event in Slack's `event_callback` and sends it, if the manifest subscribes to it. */
export function makeEmit(parts: {
  world: World
  manifest: Manifest
  now: () => Date
  delivery: () => Delivery
}): (subscription: string, event: Record<string, unknown>) => void {
  let count = 0
  const run = Math.random().toString(36).slice(2, 6).toUpperCase()
  return (subscription, event) => {
    if (!parts.manifest.events.includes(subscription)) return
    count += 1
    const { team, bot } = parts.world
    const authorization = {
      enterprise_id: null,
      team_id: team.id,
      user_id: bot.userId,
      is_bot: true,
      is_enterprise_install: false,
    }
    const payload = {
      token: 'unused',
      team_id: team.id,
      context_team_id: team.id,
      context_enterprise_id: null,
      api_app_id: bot.appId,
      event: structuredClone(event),
      type: 'event_callback',
      event_id: `Ev0${run}${String(count).padStart(6, '0')}`,
      event_time: Math.floor(parts.now().getTime() / 1000),
      authorizations: [authorization],
      is_ext_shared_channel: false,
      event_context: `ctx-${run}-${count}`,
    }
    parts
      .delivery()
      .send({ kind: 'events_api', type: 'event', summary: summarise(parts.world, event), payload })
  }
}

function summarise(world: World, event: Record<string, unknown>): string {
  const kind = [event['type'], event['subtype']].filter(Boolean).join('.')
  const about = event['channel']
  const id = typeof about === 'string' ? about : (about as { id?: string } | undefined)?.id
  const name = id ? (world.channels[id]?.name ?? '') : ''
  return name ? `${kind} in #${name}` : kind
}
