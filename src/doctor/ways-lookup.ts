/** Asks each way out of Slack whether its account works, and sends nothing by it. */
import { askSystem, type SystemRequest } from '#outbound/ask-system.ts'
import type { NtfyServer } from '#outbound/drivers/ntfy.ts'
import { tryServer } from '#outbound/drivers/smtp.ts'
import type { Ways } from '#outbound/drivers/ways.ts'
import { twilio } from '#outbound/twilio-account.ts'
import { type Diagnosis, fine, wrong } from './diagnosis.ts'

export async function examineWays(ways: Ways, publicUrl: string | null): Promise<Diagnosis[]> {
  const { twilio: accounts, smtp, ntfy, pushover, pagerduty } = ways
  const all = await Promise.all([
    ...accounts.map(async (account, nth) => {
      const name = nth === 0 ? 'TWILIO' : 'TWILIO_2'
      const heard = await twilio(account, '.json')
      if (heard.ok) return fine(`${name}_ACCOUNT_SID`, 'answers: calls and SMS leave by it')
      return refused(
        `${name}_AUTH_TOKEN`,
        heard.outcome.code,
        `${name}_ACCOUNT_SID, ${name}_AUTH_TOKEN and ${name}_API_URL`,
      )
    }),
    ...(smtp === null
      ? []
      : [
          tryServer(smtp).then(
            () => fine('SMTP_URL', 'lets Muster in: mail leaves by it'),
            (error: unknown) =>
              refused('SMTP_URL', codeOf(error), 'SMTP_URL: server, port, user and password'),
          ),
        ]),
    ...(ntfy === null ? [] : [examineNtfy(ntfy)]),
    ...(pushover === null
      ? []
      : [
          probe(
            'PUSHOVER_TOKEN',
            {
              method: 'GET',
              url: `${pushover.url}/1/apps/limits.json?${new URLSearchParams({ token: pushover.token }).toString()}`,
            },
            'PUSHOVER_TOKEN: the API token of your application, not a user key',
          ),
        ]),
  ])
  return [
    ...all,
    ...whatIsOff(ways, publicUrl),
    ...(pagerduty === null ? [] : [routingKey(pagerduty.routingKey)]),
  ]
}

/** Anybody is told that it lives; a token shows at a topic, where what it may read does not matter. */
async function examineNtfy({ url, token }: NtfyServer): Promise<Diagnosis> {
  const look = 'NTFY_URL and NTFY_TOKEN'
  if (token !== null) {
    const headers = { authorization: `Bearer ${token}` }
    const heard = await askSystem({ method: 'GET', url: `${url}/muster/auth`, headers })
    if (!heard.ok && heard.outcome.code === '401') return refused('NTFY_TOKEN', '401', look)
  }
  return probe('NTFY_URL', { method: 'GET', url: `${url}/v1/health` }, look)
}

async function probe(about: string, request: SystemRequest, look: string): Promise<Diagnosis> {
  const heard = await askSystem(request)
  return heard.ok ? fine(about, 'answers') : refused(about, heard.outcome.code, look)
}

/** PagerDuty can be asked nothing: its key shows in its form alone. */
function routingKey(key: string): Diagnosis {
  if (/^[A-Za-z0-9]{32}$/.test(key)) return fine('PAGERDUTY_ROUTING_KEY', 'has the right form')
  return wrong(
    'PAGERDUTY_ROUTING_KEY',
    'is no integration key: those have 32 letters and digits',
    'Copy the integration key of an "Events API v2" integration.',
  )
}

function whatIsOff(ways: Ways, publicUrl: string | null): Diagnosis[] {
  const off = [
    ...(ways.twilio.length === 0 ? ['calls and SMS (TWILIO_ACCOUNT_SID)'] : []),
    ...(ways.smtp === null ? ['mail (SMTP_URL)'] : []),
    ...(ways.ntfy === null ? ['ntfy (NTFY_URL)'] : []),
    ...(ways.pushover === null ? ['Pushover (PUSHOVER_TOKEN)'] : []),
  ]
  const rings = ways.twilio.length > 0 || ways.pushover !== null
  return [
    ...(off.length === 0
      ? []
      : [
          fine(
            'Ways to wake people',
            `off: ${off.join(', ')}${rings ? '' : '. A page wakes nobody whose phone is silent for Slack'}`,
          ),
        ]),
    ...(ways.twilio.length > 0 && publicUrl === null
      ? [
          fine(
            'MUSTER_URL',
            'is not set: nobody answers by pressing a key in a call; replies by SMS are asked for every few seconds',
          ),
        ]
      : []),
  ]
}

function refused(about: string, code: string, look: string): Diagnosis {
  return wrong(about, `does not work: ${code}`, `Check ${look}. docs/paging.md says where each comes from.`)
}

function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown }
  return typeof code === 'string' && /^\w{1,30}$/.test(code) ? code : 'no answer'
}
