/** Learns our workspace and our bot. Slack may be away at boot, so the first call that gets through finds it out. */
import type { Clock } from '#clock.ts'
import { workspaceUrl } from '#people/workspace-address.ts'
import type { ClaimWorkspace } from '#people/workspace-service.ts'
import type { SlackPort } from '#slack-port.ts'
import type { Gateway } from './gateway.ts'

export interface IdentifiedSlack extends SlackPort {
  /** Asks Slack who we are, once. Throws `Misconfigured` when the database belongs to another workspace. */
  identify(): Promise<void>
  readonly identified: boolean
}

/** Milliseconds until the next attempt. */
const askAgainAfter = 2_000

export function createIdentifiedSlack(
  gateway: Gateway,
  claim: ClaimWorkspace,
  clock: Clock,
): IdentifiedSlack {
  let identified = false
  let asking: Promise<void> | null = null

  let again: Date | null = null

  async function ask(): Promise<void> {
    const me = await gateway.identify()
    again = me.kind === 'later' ? me.at : null
    if (me.kind !== 'ok') return
    const { team_id: team, url } = me.body
    await claim({ team: String(team), botUser: gateway.botUserId, url: workspaceUrl(url) })
    identified = true
  }

  async function identify(): Promise<void> {
    asking ??= ask().finally(() => {
      asking = null
    })
    await asking
  }

  return {
    get botUserId() {
      return gateway.botUserId
    },
    get identified() {
      return identified
    },
    identify,
    // Nothing is sent before we know who we are: our own messages could not be told from others'.
    async call(method, args, urgency) {
      if (!identified) await identify().catch(() => {})
      if (!identified) return { kind: 'later', at: again ?? new Date(clock.now().getTime() + askAgainAfter) }
      return gateway.call(method, args, urgency)
    },
  }
}
