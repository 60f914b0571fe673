import type { Config } from '#app/config.ts'
import type { Monitors } from '../sandbox/monitors/monitors.ts'

const prefix = 'MUSTER_SOURCE_'

/** The configuration by which Muster hears these monitoring systems. */
export function heardFrom(monitors: Monitors): Pick<Config, 'sourceSecrets' | 'snsUrl'> {
  const variables = monitors.environment()
  const secrets = Object.entries(variables).filter(([name]) => name.startsWith(prefix))
  return {
    snsUrl: variables['SNS_URL'] ?? null,
    sourceSecrets: Object.fromEntries(
      secrets.map(([name, secret]) => [name.slice(prefix.length).toLowerCase(), [secret]]),
    ),
  }
}
