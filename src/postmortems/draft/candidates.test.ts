import { expect, test } from 'vitest'
import { sampleMessage } from '../../../test/samples/sample-message.ts'
import { fold } from '#incidents/evolve.ts'
import type { IncidentEvent, Recorded } from '#incidents/incident.ts'
import { causeCandidates } from './candidates.ts'
import { chatterIn } from './chatter.ts'
import { findIn } from './find-in-message.ts'
import { refutationIn } from './refutation.ts'
import { beginningOf } from './said.ts'
import { causeOf } from './settled-cause.ts'
import { turningPoints } from './turning-points.ts'
import { proseText } from './words.ts'

const began = new Date('2027-02-12T13:00:00Z')
const minute = (n: number) => new Date(began.getTime() + n * 60_000)
type Said = [at: number, author: string, text: string, of?: number]

/** U1 reports, U2 leads; at 10 a fix of U2 fails until 15, at 30 one of the expert U3 works until 40. */
function record(said: readonly Said[], more: [number, string, IncidentEvent][] = []) {
  const happened: [number, string, IncidentEvent][] = [
    [
      0,
      'U1',
      {
        type: 'declared',
        number: 7,
        title: 'Checkout fails',
        severity: 'P2',
        squad: null,
        affected: null,
        private: false,
        drill: false,
        source: null,
      },
    ],
    [1, 'U2', { type: 'role given', role: 'geoc', to: 'U2' }],
    [10, 'U2', { type: 'fix started', number: 1, kind: 'revert', what: 'Roll back release 118', link: null }],
    [15, 'U2', { type: 'fix ended', number: 1, outcome: 'failed', remark: 'as before', link: null }],
    [20, 'U3', { type: 'role given', role: 'sem:payments', to: 'U3' }],
    [30, 'U3', { type: 'fix started', number: 2, kind: 'other', what: 'bounce the thing', link: null }],
    [40, 'U3', { type: 'fix ended', number: 2, outcome: 'worked', remark: null, link: null }],
    ...more,
    [50, 'U2', { type: 'resolved', fix: 'bounced', impact: '' }],
  ]
  const events = happened
    .toSorted(([a], [b]) => a - b)
    .map(([at, actor, event], index): Recorded => ({ ...event, seq: index + 1, at: minute(at), actor }))
  const findings = said.map(([at, author, text, of]) =>
    findIn(
      sampleMessage({ ts: `${at}.1`, at: minute(at), author, text, threadTs: of ? `${of}.1` : null }),
      'UBOT',
    ),
  )
  return { incident: fold(events)!, events, findings }
}

function suspectsOf(said: readonly Said[]): string[] {
  const { incident, events, findings } = record(said)
  return causeOf(incident, events, findings).suspects.map(({ line }) => proseText(line.words))
}

test.each<[string, Said[], string]>([
  [
    'of the expert, in no words we know',
    [[25, 'U3', 'kulcs lejárt a fizetési átjárón tegnap éjjel']],
    'kulcs lejárt',
  ],
  [
    'that the lead agreed with',
    [
      [24, 'U3', 'a fizetési kulcs lejárt'],
      [26, 'U2', 'yes, exactly', 24],
    ],
    'lejárt',
  ],
  ['in French', [[25, 'U3', 'le disque de la base est plein depuis midi']], 'disque'],
  ['in Spanish', [[25, 'U3', 'caducó la clave de la pasarela']], 'caducó'],
  ['in German', [[25, 'U3', 'der Schlüssel vom Gateway ist abgelaufen']], 'abgelaufen'],
  ['confessed', [[25, 'U2', 'I ran `drop index` on the primary, sorry']], 'drop index'],
  ['told in hindsight', [[45, 'U3', 'turns out the key of the gateway expired at noon']], 'expired at noon'],
])('the words %s are suspected first', (_what, said, words) => {
  expect(suspectsOf(said)[0]).toContain(words)
})

test.each<[string, Said[], string]>([
  ['a failed fix followed', [[9, 'U2', 'The cause is release 118.']], 'The cause is release 118'],
  [
    'another rules out',
    [
      [25, 'U3', 'It broke because of the migration'],
      [28, 'U2', 'the migration is innocent'],
    ],
    'because of the migration',
  ],
  [
    'are ruled out in another language',
    [
      [25, 'U2', "c'est la base qui sature"],
      [28, 'U3', 'es ist nicht die Datenbank'],
    ],
    'la base',
  ],
  [
    'a correction replaces',
    [
      [25, 'U2', 'The cause is the cache'],
      [28, 'U3', "it isn't the cache, it's the pool"],
    ],
    'The cause is the cache',
  ],
  [
    'their author takes back',
    [
      [25, 'U3', 'my change broke it'],
      [28, 'U3', 'so not my change after all'],
    ],
    'my change broke',
  ],
  [
    'are pointed at in a thread',
    [
      [25, 'U3', 'probably due to the cron job'],
      [27, 'U2', "no, that's not it", 25],
    ],
    'cron job',
  ],
  ['are a placeholder', [[25, 'U3', 'Root cause: TBD']], 'TBD'],
  ['are a condition', [[25, 'U3', 'If it was the network the other shops would fail too']], 'network'],
  ['ask', [[25, 'U3', 'Is it the network that is broken?']], 'network'],
  ['are quoted', [[25, 'U3', '&gt; the cause is the moon']], 'moon'],
  ['are a joke', [[25, 'U3', 'the cause is the intern lol']], 'intern'],
  ['remember another incident', [[25, 'U3', 'like last week, because of the broken index']], 'index'],
  ['only agree', [[25, 'U3', 'exact, je vois pareil']], 'pareil'],
])('words that %s are not suspected', (_what, said, words) => {
  expect(suspectsOf(said).filter((one) => one.includes(words))).toEqual([])
})

test('a denial keeps what it puts in place of the guess', () => {
  const [first] = suspectsOf([
    [24, 'U2', 'The cause is the cache'],
    [28, 'U3', "it isn't the cache, it's the pool that is exhausted"],
  ])
  expect(first).toContain('the pool that is exhausted')
})

test('a guess that was ruled out may be made again', () => {
  const said: Said[] = [
    [22, 'U3', 'The cause is the migration'],
    [24, 'U2', 'the migration is innocent'],
    [28, 'U3', 'Correction: the migration did it after all, the cause is its lock'],
  ]
  expect(suspectsOf(said)[0]).toContain('did it after all')
})

test('nothing is confirmed by words alone, and the words nearest to the fix stand where nothing is suspected', () => {
  const { incident, events, findings } = record([[25, 'U3', 'Root cause: the index']])
  expect(causeOf(incident, events, findings)).toMatchObject({
    confirmed: null,
    suspects: [{ isNamed: true }],
  })
  expect(causeCandidates(incident, events, [])).toEqual([])
})

test.each([
  ['ok thanks, on it', 'empty'],
  ['danke dir', 'empty'],
  ['vale, gracias', 'empty'],
  ['je regarde', 'empty'],
  ['👍', 'empty'],
  [':eyes:', 'empty'],
  ['any news? customers are asking', 'aside'],
  ['wer macht mit?', 'aside'],
  ['bonsoir à tous, donnez-moi deux minutes', 'aside'],
  ['the gremlins did it haha', 'joke'],
  ['disk is full on db1', 'none'],
  ['la clave caducó', 'none'],
])('%s is %s', (text, kind) => {
  expect(chatterIn(beginningOf(text))).toBe(kind)
})

test.each([
  ['the deploy is innocent', true],
  ['le deploy n’y est pour rien', true],
  ['no es el banco', true],
  ['der Release ist unschuldig', true],
  ['the deploy did not finish', false],
  ['checkout is fine again', false],
  ['Is it not the cache?', false],
])('%s rules something out: %s', (text, is) => {
  expect(refutationIn(beginningOf(text)) !== null).toBe(is)
})

test('messages matter by where they stand, in any language', () => {
  const said: Said[] = [
    [2, 'U1', 'semmi sem működik a boltban'],
    [9, 'U2', 'visszavonom a tegnapi verziót'],
    [12, 'U1', 'ok'],
    [14, 'U1', 'még mindig rossz minden'],
    [21, 'U3', 'szia, megnézem a naplót'],
    [29, 'U3', 'lejárt kulcs, cserélem'],
    [75, 'U1', 'megint elromlott a bolt'],
  ]
  const { incident, events, findings } = record(said)
  const points = turningPoints({ incident, events, findings, cause: { suspects: [] } })
  expect(Object.fromEntries(points)).toEqual({
    'message:C1:2.1': 'the first words of the reporter',
    'message:C1:9.1': 'the last words before fix 1 began',
    'message:C1:14.1': 'the first words of others after fix 1 began',
    'message:C1:21.1': 'the first words of others after fix 1 failed',
    'message:C1:29.1': 'the last words before fix 2 began',
    'message:C1:75.1': 'the first words after a long silence',
  })
})

const yes = { type: 'judged', about: 'cause', verdict: 'yes', text: null } as const
const index: Said[] = [
  [25, 'U3', 'Root cause: the index'],
  [26, 'U2', 'the key expired'],
]

test.each<[string, [number, string, IncidentEvent][], string | null]>([
  [
    'what somebody said it was',
    [[51, 'U2', { ...yes, of: 'message:C1:25.1' }]],
    '@U3: “Root cause: the index”',
  ],
  [
    'the latest of it',
    [
      [51, 'U2', { ...yes, of: 'message:C1:25.1' }],
      [52, 'U3', { ...yes, of: null, text: 'both' }],
    ],
    '@U3: “both”',
  ],
  [
    'nothing, once the same is denied',
    [
      [51, 'U2', { ...yes, of: 'message:C1:25.1' }],
      [52, 'U3', { ...yes, of: 'message:C1:25.1', verdict: 'no' }],
    ],
    null,
  ],
  [
    'nothing, once it came back',
    [
      [51, 'U2', { ...yes, of: 'message:C1:25.1' }],
      [52, 'U3', { type: 'reopened', reason: 'again' }],
    ],
    null,
  ],
  ['nothing, where the words are gone', [[51, 'U2', { ...yes, of: 'message:C1:99.1' }]], null],
])('the cause is %s', (_what, more, words) => {
  const { incident, events, findings } = record(index, more)
  const { confirmed } = causeOf(incident, events, findings)
  expect(confirmed && proseText(confirmed.line.words)).toBe(words)
})

test('what somebody said it was not is offered no more', () => {
  const no: IncidentEvent = { ...yes, of: 'message:C1:25.1', verdict: 'no' }
  const { incident, events, findings } = record(index, [[51, 'U2', no]])
  const { suspects } = causeOf(incident, events, findings)
  expect(suspects.map(({ key }) => key)).not.toContain('message:C1:25.1')
  expect(suspects[0]?.key).toBe('message:C1:26.1')
})
