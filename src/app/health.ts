/** Tells if this process can do its work, for those who run it: in sentences, and in numbers. */
import type { Clock } from '#clock.ts'
import type { Database } from '#db/database.ts'
import type { Runner } from '#due/runner.ts'
import { countNumbers } from '#incidents/gauges-lookup.ts'
import type { Edge } from '#slack/edge.ts'
import type { Gateway } from '#slack/wire/gateway.ts'
import type { Gauge } from '#web/metrics.ts'

export interface HealthParts {
  database: Pick<Database, 'db' | 'engine'>
  clock: Clock
  slack: { readonly identified: boolean }
  gateway: Pick<Gateway, 'health' | 'reason'>
  /** Asked for, as it opens last. */
  edge: () => Pick<Edge, 'connected'>
  runner: Pick<Runner, 'running'>
  version: string
}

export function createHealth({ database, clock, slack, gateway, edge, runner, version }: HealthParts) {
  const { db, engine } = database

  /** All reasons why Muster cannot help people now; empty when all is well. */
  async function unready(): Promise<string[]> {
    const answers = await db
      .selectFrom('counter')
      .select('name')
      .execute()
      .then(
        () => true,
        () => false,
      )
    return [
      ...(answers ? [] : ['The database does not answer.']),
      ...(slack.identified ? [] : ['Slack has not been reached yet.']),
      ...(gateway.health() === 'ok' ? [] : [`Slack: ${gateway.health()} (${gateway.reason()}).`]),
      ...(edge().connected() ? [] : ['No connection from Slack.']),
    ]
  }

  async function gauges(): Promise<Gauge[]> {
    const counted = await countNumbers(db, clock.now()).catch(() => null)
    const up = (name: string, help: string, is: boolean): Gauge => ({ name, help, value: is ? 1 : 0 })
    return [
      up('muster_database_up', 'Whether the database answers.', counted !== null),
      up('muster_slack_up', 'Whether calls to Slack succeed.', gateway.health() === 'ok'),
      up('muster_slack_connected', 'Whether Slack can reach us.', edge().connected()),
      { name: 'muster_runs', help: 'Keys being looked at now.', value: runner.running() },
      {
        name: 'muster_build',
        help: 'The version that runs.',
        value: 1,
        labels: { version, node: process.versions.node, engine },
      },
      ...(counted ?? []),
    ]
  }

  return { unready, gauges }
}
