/** The local Slack with Muster installed in it, and the variables of a bot that works there. */
import { join } from 'node:path'
import { type LocalSlack, type SlackOptions, startSlack } from '../sandbox/slack.ts'

export const secret = 'the secret of the workplace'
export const botToken = 'xoxb-workplace'
export const appToken = 'xapp-workplace'

type Installed = 'manifest' | 'signingSecret' | 'botToken' | 'appToken'
type Options = Omit<SlackOptions, Installed> & { manifest?: string }

/** Waits long for the bot's answers, so that no test depends on a fast machine. */
const patience = { patienceMs: 60_000, triggerMs: 60_000 }

export function startLocalSlack(options: Options): Promise<LocalSlack> {
  const manifest = join(import.meta.dirname, '../manifest.yml')
  return startSlack({ manifest, ...patience, ...options, signingSecret: secret, botToken, appToken })
}

/** The variables by which a bot finds this Slack, and Slack the bot. */
export function connectedTo({ apiUrl }: LocalSlack, mode: 'http' | 'socket') {
  return {
    SLACK_BOT_TOKEN: botToken,
    SLACK_API_URL: apiUrl,
    ...(mode === 'http' ? { SLACK_SIGNING_SECRET: secret } : { SLACK_APP_TOKEN: appToken }),
  }
}
