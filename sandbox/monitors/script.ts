/** A script of the company's own, and a job that says that it lives: what `curl` sends. */
import { fingerprint } from './fingerprint.ts'
import { isLost, labelsOf, type Letter, type Monitor, type Notice, once, type Sender } from './monitor.ts'

/** `curl --retry 3` */
const habits = {
  ...once,
  pausesMs: [1_000, 2_000, 4_000],
  triesAgain: (status: number) => isLost(status) || status === 408 || status === 429,
}

export function makeScript({ source, secret }: Sender): Monitor {
  function letter(body: string): Letter {
    return {
      path: `/hooks/${source}/${secret}`,
      headers: { 'content-type': 'application/json', 'user-agent': 'curl/8.10.1' },
      body,
    }
  }

  return {
    kind: 'generic',
    letters: (notices) => notices.map((one) => letter(JSON.stringify(written(one)))),
    malformed: ({ title }) => letter(`what=${title}`),
    habits,
  }
}

/** Fields that the company thought of itself; the policy's `map` names them. */
function written(notice: Notice): Record<string, unknown> {
  const { state, title, text, service, severity, labels, startsAt } = notice
  const { severity: _, ...named } = labelsOf(notice)
  return {
    id: `own-${fingerprint(named)}`,
    what: title,
    details: text,
    status: state === 'firing' ? 'down' : 'ok',
    level: severity,
    since: startsAt.toISOString(),
    tags: { ...labels, ...(service !== null && { service }) },
  }
}

/** Each letter says "I am alive"; it has no other words. */
export function makeJob({ source, secret }: Sender): Monitor {
  const beat = {
    path: `/hooks/${source}/${secret}`,
    headers: { 'user-agent': 'curl/8.10.1' },
    body: '',
  }
  return {
    kind: 'heartbeat',
    letters: () => [beat],
    malformed: () => ({ ...beat, body: '\u0000\u0001' }),
    habits,
  }
}
