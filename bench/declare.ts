/** Measures how long a declare takes, in multiples of one call to Slack as measured beside it, and what leaves first. */
import { WebClient } from '@slack/web-api'
import { openDatabase } from '#db/client.ts'
import type { Database } from '#db/database.ts'
import { settled } from '../chaos/settled.ts'
import { cast, openWorkplace, type Workplace } from '../chaos/workplace.ts'
import { botToken } from '../test/local-slack.ts'
import { type Finding, percentile, rounded, type Setting } from '../chaos/report.ts'

interface Declared {
  /** Milliseconds that one call takes while nothing else is done. */
  call: number
  /** Milliseconds from the command until Slack had answered each of these. */
  answered: number
  paged: number
  usable: number
  complete: number
  /** The people who joined the room have read the state of the incident. */
  briefed: number
  bookmarked: number
  edited: number
  calls: number
  pageFirst: boolean
}

/** The figures of each declare. */
type Measured = Exclude<keyof Declared, 'pageFirst'>

const latencies = [20, 100, 300]

export async function declareBench(setting: Setting): Promise<Finding[]> {
  const times = setting.quick ? 5 : 20
  const findings: Finding[] = []
  const databaseUrl = await setting.newDatabase?.()
  await using place = await openWorkplace({ databaseUrl })
  await place.startMovable()
  await place.connect()
  await using database =
    databaseUrl === undefined ? null : await openDatabase({ url: databaseUrl, dataDir: '' })
  await settled(place, database)
  for (const [index, latency] of latencies.entries()) {
    const all: Declared[] = []
    for (let n = 0; n < times; n++) {
      setting.progress(index * times + n, latencies.length * times, `${latency} ms a call`)
      all.push(await declareOnce(place, database, latency, `Wheels ${index}-${n} come off`))
      // The limits that hold back a burst of declares are measured elsewhere.
      place.advance(120_000)
      await settled(place, database)
    }
    findings.push(summary(latency, all))
  }
  setting.progress(1, 1, '')
  return findings
}

async function declareOnce(
  place: Workplace,
  database: Database | null,
  latency: number,
  title: string,
): Promise<Declared> {
  const { slack } = place
  const rule = slack.faults.add({ method: '*', kind: 'latency', ms: latency, when: 'before' })
  const call = await oneCall(place)
  const began = performance.now()
  const arrived: string[] = []
  const replies: { what: string; at: number }[] = []
  const stop = slack.faults.intercept(({ stage, method, args }) => {
    const what = kindOf(method, args)
    if (stage === 'before') arrived.push(what)
    if (stage === 'replied') replies.push({ what, at: performance.now() - began })
  })
  await place.type(cast.reporter, `/incident declare ${title}`)
  const answered = performance.now() - began
  await settled(place, database)
  stop()
  slack.faults.remove(rule.id)
  const last = (...kinds: string[]) =>
    Math.max(...replies.filter((one) => kinds.includes(one.what)).map((one) => one.at))
  const [number] = /\d+/.exec(slack.surface.ephemerals(cast.reporter).at(-1)?.text ?? '') ?? []
  await place.type(cast.reporter, `/incident cancel ${number} it was a measurement`)
  await settled(place, database)
  return {
    call,
    answered,
    paged: Math.min(...replies.filter((one) => one.what === 'page').map((one) => one.at)),
    usable: last('create', 'invite', 'card'),
    complete: last('page', 'create', 'invite', 'card', 'message', 'topic', 'pin'),
    briefed: last('whisper'),
    bookmarked: last('bookmark'),
    edited: last('edit'),
    calls: replies.length,
    pageFirst: arrived[0] === 'page' && arrived.indexOf('page') < arrived.indexOf('create'),
  }
}

/** Times a call made the way the bot makes them, for which Slack does nothing but answer. */
async function oneCall({ slack }: Workplace): Promise<number> {
  const client = new WebClient(botToken, { slackApiUrl: slack.apiUrl })
  await client.apiCall('auth.test')
  const began = performance.now()
  await client.apiCall('auth.test')
  return performance.now() - began
}

function summary(latency: number, all: Declared[]): Finding {
  const median = (of: Measured) =>
    percentile(
      all.map((one) => one[of]),
      0.5,
    )
  const inCalls = (of: Measured) => rounded(median(of) / median('call'), 2)
  const [usable, complete] = [inCalls('usable'), inCalls('complete')]
  const first = all.filter((one) => one.pageFirst).length
  return {
    name: `declare at ${latency} ms a call`,
    ok: first === all.length && (latency < 100 || (usable <= 2.5 && complete <= 3.5)),
    figures: {
      declares: all.length,
      'one call ms': rounded(median('call'), 1),
      'paged in calls': inCalls('paged'),
      'usable room in calls': usable,
      'all but bookmarks in calls': complete,
      'newcomers briefed in calls': inCalls('briefed'),
      'last edit in calls': inCalls('edited'),
      'bookmarks in calls': inCalls('bookmarked'),
      'calls a declare': median('calls'),
      'page left first': `${first}/${all.length}`,
      'person answered ms': rounded(median('answered')),
    },
  }
}

function kindOf(method: string, args: Record<string, unknown>): string {
  switch (method) {
    case 'chat.postMessage':
      return postKind(JSON.stringify(args['metadata'] ?? ''))
    case 'conversations.create':
      return 'create'
    case 'conversations.invite':
      return 'invite'
    case 'conversations.setTopic':
    case 'conversations.setPurpose':
      return 'topic'
    case 'pins.add':
      return 'pin'
    case 'bookmarks.add':
      return 'bookmark'
    case 'chat.update':
      return 'edit'
    case 'chat.postEphemeral':
      return 'whisper'
    default:
      return 'look'
  }
}

function postKind(metadata: string): string {
  if (metadata.includes('pages:')) return 'page'
  return metadata.includes('/card') ? 'card' : 'message'
}
