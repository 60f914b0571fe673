import type { Config } from '#app/config.ts'
import type { Ways } from '#outbound/drivers/ways.ts'

/** Stands in for Slack's secrets where the local Slack is the workspace. */
export const credentials = {
  signingSecret: 'the secret of the local Slack',
  botToken: 'xoxb-local',
  appToken: 'xapp-local',
}

const noWays: Ways = { twilio: [], smtp: null, ntfy: null, pushover: null, pagerduty: null }

/** The bot's configuration for the local Slack at `apiUrl`; it listens on a free port. */
export function botConfig(
  apiUrl: string,
  database: { url: string } | { dataDir: string },
  {
    publicUrl = null,
    ways = noWays,
    model = null,
    port = 0,
    sourceSecrets = {},
    snsUrl = null,
  }: Partial<Pick<Config, 'publicUrl' | 'ways' | 'model' | 'port' | 'sourceSecrets' | 'snsUrl'>> = {},
): Config {
  const { botToken, signingSecret } = credentials
  return {
    slack: { botToken, apiUrl, connection: { mode: 'http', signingSecrets: [signingSecret] } },
    databaseUrl: 'url' in database ? database.url : null,
    dataDir: 'dataDir' in database ? database.dataDir : '',
    policyFile: '',
    publicUrl,
    pageHookSecrets: [],
    ways,
    model,
    heartbeatUrl: null,
    sourceSecrets,
    snsUrl,
    host: null,
    metricsPort: null,
    metricsTokens: [],
    port,
    logLevel: 'warn',
  }
}
