import type { Config } from '#app/config.ts'

/** Stands in for Slack's secrets where the local Slack is the workspace. */
export const credentials = {
  signingSecret: 'the secret of the local Slack',
  botToken: 'xoxb-local',
  appToken: 'xapp-local',
}

/** The bot's configuration for the local Slack at `apiUrl`; it listens on a free port. */
export function botConfig(
  apiUrl: string,
  database: { url: string } | { dataDir: string },
  publicUrl: string | null = null,
): Config {
  const { botToken, signingSecret } = credentials
  return {
    slack: { botToken, apiUrl, connection: { mode: 'http', signingSecrets: [signingSecret] } },
    databaseUrl: 'url' in database ? database.url : null,
    dataDir: 'dataDir' in database ? database.dataDir : '',
    policyFile: '',
    publicUrl,
    pageHookSecrets: [],
    ways: { twilio: [], smtp: null, ntfy: null, pushover: null, pagerduty: null },
    heartbeatUrl: null,
    host: null,
    metricsPort: null,
    metricsTokens: [],
    port: 0,
    logLevel: 'warn',
  }
}
