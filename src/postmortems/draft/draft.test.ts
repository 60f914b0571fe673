import { expect, test } from 'vitest'
import { sampleMessage } from '../../../test/samples/sample-message.ts'
import type { RecordedMessage } from '#history/heard.ts'
import { fold } from '#incidents/evolve.ts'
import type { IncidentEvent, Recorded } from '#incidents/incident.ts'
import { words } from '../../../test/samples/sample-incident.ts'
import { byName, byRole } from '../files/naming.ts'
import { type Block, document } from '../files/document.ts'
import { draft } from './draft.ts'
import { findIn, unread } from './find-in-message.ts'
import type { DraftInput } from './draft-input.ts'
import { html } from '../files/html.ts'
import { markdown } from '../files/markdown.ts'
import { suggestions } from './wording.ts'
import { proseText } from './words.ts'

const began = new Date('2027-02-12T13:04:00Z')
const minute = (n: number) => new Date(began.getTime() + n * 60_000)
const link = 'https://git.example/pull/7'

const happened: [number, string | null, IncidentEvent][] = [
  [
    0,
    'U1',
    {
      type: 'declared',
      number: 7,
      title: 'Checkout fails',
      severity: 'P2',
      squad: null,
      affected: 'all shops',
      private: false,
      drill: false,
      source: null,
    },
  ],
  [0, null, { type: 'paged', user: 'U2', why: 'listed' }],
  [7, 'U2', { type: 'acknowledged' }],
  [7, 'U2', { type: 'role given', role: 'geoc', to: 'U2' }],
  [8, 'U2', { type: 'escalated', role: 'sem:payments', reason: 'the cache' }],
  [9, 'U3', { type: 'role given', role: 'sem:payments', to: 'U3' }],
  [10, 'U2', { type: 'fix started', number: 1, kind: 'revert', what: 'revert 6', link }],
  [10, 'U2', { type: 'status changed', to: 'fixing' }],
  [20, 'U2', { type: 'fix ended', number: 1, outcome: 'failed', remark: 'as before', link: null }],
  [20, 'U2', { type: 'status changed', to: 'investigating' }],
  [21, 'U3', { type: 'fix started', number: 2, kind: 'hotfix', what: 'empty the cache', link: null }],
  [21, 'U3', { type: 'status changed', to: 'fixing' }],
  [30, 'U3', { type: 'fix ended', number: 2, outcome: 'worked', remark: null, link: null }],
  [30, 'U3', { type: 'status changed', to: 'monitoring' }],
  [40, 'U2', { type: 'resolved', fix: 'the cache was emptied', impact: '12 shops lost an hour' }],
]

function material(messages: RecordedMessage[] = [], more: typeof happened = []): DraftInput {
  const events = [...happened, ...more].map(
    ([at, actor, event], index): Recorded => ({ ...event, seq: index + 1, at: minute(at), actor }),
  )
  const incident = fold(events)
  if (incident === null) throw new Error('no incident')
  const findings = messages.map((one) => findIn(one, 'UBOT'))
  return { incident, events, findings, edits: [], actions: [], bot: 'UBOT', words, now: minute(60) }
}

function said(
  at: number,
  author: string,
  text: string,
  change: Partial<RecordedMessage> = {},
): RecordedMessage {
  const ts = `${minute(at).getTime() / 1000}.000100`
  return sampleMessage({ ts, at: minute(at), author, text, ...change })
}

test('the facts of the draft are the recorded ones', () => {
  const { facts } = draft(material([said(12, 'U3', 'Hm. The cause is the cache of <@U2>.')]))
  expect(facts).toMatchObject({
    number: 7,
    reporter: 'U1',
    acknowledgedBy: 'U2',
    impact: '12 shops lost an hour',
    fixedBy: 'the cache was emptied',
    cause: null,
    suspected: [
      '@U3: “The cause is the cache of @U2.”',
      'Fix 2, which worked: “empty the cache”',
      '@U2, when it was resolved: “the cache was emptied”',
    ],
    links: [link],
    people: [
      { user: 'U1', roles: ['reporter'] },
      { user: 'U2', roles: ['GEOC', 'tried a fix'] },
      { user: 'U3', roles: ['SEM payments', 'tried a fix'] },
    ],
  })
  expect(facts.attempts.map((one) => [one.kind, one.outcome])).toEqual([
    ['revert', 'failed'],
    ['hotfix', 'worked'],
  ])
  const min = 60_000
  expect(facts.numbers).toMatchObject({
    toAcknowledge: 7 * min,
    toEscalate: 8 * min,
    toFix: 30 * min,
    toResolve: 40 * min,
    inStatus: [
      { status: 'declared', ms: 7 * min },
      { status: 'acknowledged', ms: 3 * min },
      { status: 'fixing', ms: 19 * min },
      { status: 'investigating', ms: min },
      { status: 'monitoring', ms: 10 * min },
    ],
  })
})

test('times count from when it began, and say so; the latest word stands at that time', () => {
  const start = (at: number, channel: string | null = null): IncidentEvent => ({
    type: 'impact set',
    edge: 'start',
    to: minute(at),
    message: channel === null ? null : { channel, ts: '1.1' },
  })
  const end: IncidentEvent = { type: 'impact set', edge: 'end', to: minute(35), message: null }
  const min = 60_000
  const { facts, sections, entries } = draft(
    material(
      [],
      [
        [41, 'U2', start(-50)],
        [42, 'U3', start(-20, 'C9ALERTS')],
        [43, 'U2', end],
      ],
    ),
  )
  expect(facts.impactStart).toEqual(minute(-20))
  expect(facts.numbers).toMatchObject({
    toDetect: 20 * min,
    toAcknowledge: 27 * min,
    toResolve: 60 * min,
    impact: 55 * min,
  })
  const told = (name: 'numbers' | 'impact' | 'wrong') => sections[name].map((one) => proseText(one.words))
  expect(told('numbers')).toEqual(
    expect.arrayContaining([
      'Time to detect: 20 min, from when it began to its declaration',
      'Time to acknowledge: 27 min, from when it began',
      'Time to resolve: 1 h, from when it began',
      'People were affected for 55 min',
    ]),
  )
  expect(told('impact')).toContain('It ended, after 55 min.')
  expect(told('wrong')[0]).toBe('It had begun 20 min before anybody declared it.')
  expect(proseText(sections.summary.at(-1)?.words ?? [])).toContain('Resolved 1 h after it began: ')
  expect(entries.filter(({ edge }) => edge !== null)).toMatchObject([
    { at: minute(-20), by: 'U3', cites: [{ seq: 17 }, { channel: 'C9ALERTS', ts: '1.1' }] },
    { at: minute(35), by: 'U2' },
  ])
  expect(entries[0]?.edge).toBe('start')
})

test('where the record does not say when it began, times say that they count from the declaration', () => {
  const taken: IncidentEvent[] = [
    { type: 'impact set', edge: 'start', to: minute(-20), message: null },
    { type: 'impact set', edge: 'start', to: null, message: null },
  ]
  for (const more of [[], taken.map((event): [number, string, IncidentEvent] => [41, 'U2', event])]) {
    const { sections, entries } = draft(material([], more))
    const told = sections.numbers.map((one) => proseText(one.words))
    expect(told).toContain('Time to detect: not known, since the record does not say when it began')
    expect(told).toContain('Time to acknowledge: 7 min, from its declaration')
    expect(entries.some(({ edge }) => edge !== null)).toBe(false)
  }
})

test('an end that was said before it came back no longer counts', () => {
  const end: IncidentEvent = { type: 'impact set', edge: 'end', to: minute(35), message: null }
  const { entries, facts } = draft(
    material(
      [],
      [
        [41, 'U2', end],
        [42, 'U2', { type: 'reopened', reason: 'again' }],
      ],
    ),
  )
  expect(facts.impactEnd).toBeNull()
  expect(entries.some(({ edge }) => edge !== null)).toBe(false)
})

test('every line has a source that exists, is counted from the record, or says that it is missing', () => {
  const messages = [
    said(3, 'U3', 'Release 12 went out at 13:00'),
    said(5, 'U4', 'Luckily nobody pays at lunch. Next time we should try it first.'),
    said(6, 'U4', 'gone', { deleted: true, text: '' }),
  ]
  const { sections } = draft(material(messages))
  const known = new Set(messages.filter((one) => !one.deleted).map((one) => one.ts))
  for (const [name, lines] of Object.entries(sections)) {
    if (name === 'people' || name === 'numbers') continue
    for (const { cites, ask } of lines) {
      expect(cites.length > 0 || ask !== null).toBe(true)
      for (const one of cites) {
        if (one.kind === 'event') expect(one.seq).toBeLessThanOrEqual(happened.length)
        else expect(known).toContain(one.ts)
      }
    }
  }
})

test('facts nobody told are asked of people who may know them', () => {
  const { sections } = draft(material())
  expect(sections.summary.find((one) => one.ask !== null)).toMatchObject({
    words: ['What was the cause? Nobody has confirmed one.'],
    ask: ['U3'],
  })
  expect(sections.context[0]?.ask).toEqual(['U3'])
  expect(sections.wrong.map((one) => one.words[0])).toEqual([
    'Nobody acknowledged for 7 min after it was declared.',
    'Fix 1 failed: ',
  ])
})

test('several events of one moment are told once, and so is a message that became an update', () => {
  const text = 'All shops can sell again since noon'
  const { entries } = draft(
    material(
      [said(39, 'U2', text, { pinned: true })],
      [[40, 'U2', { type: 'update posted', number: 1, text, nextAt: null }]],
    ),
  )
  const shown = entries.map(({ key }) => key)
  expect(shown).not.toContain('event:4')
  expect(shown).not.toContain('event:8')
  expect(entries.filter((one) => JSON.stringify(one.words).includes(text))).toHaveLength(1)
})

test('what went wrong names nobody: roles, pages and words stand for themselves', () => {
  const answer = (user: string, role: 'im' | 'geoc' | undefined): IncidentEvent => ({
    type: 'page answered',
    user,
    answer: 'timed out',
    ...(role && { role }),
  })
  const page = (user: string, role: 'im' | 'geoc'): IncidentEvent => ({ type: 'paged', user, why: '', role })
  const { sections } = draft(
    material(
      [said(12, 'U3', '<@U2> should have looked, and <@U9> was confused.')],
      [
        [1, null, page('U4', 'im')],
        [2, null, page('U9', 'geoc')],
        [6, null, answer('U4', 'im')],
        [6, null, page('U5', 'im')],
        [11, null, answer('U5', 'im')],
        [12, null, answer('U2', undefined)],
      ],
    ),
  )
  expect(sections.wrong.flatMap(({ words: own }) => own).filter((one) => typeof one !== 'string')).toEqual([])
  expect(sections.wrong.map((one) => proseText(one.words))).toEqual(
    expect.arrayContaining([
      'The first page to the IM was not answered.',
      'The second page to the IM was not answered.',
      'A page was not answered.',
      '“the GEOC should have looked, and a colleague was confused.”',
    ]),
  )
  expect(sections.wrong.every(({ cites }) => cites.length > 0)).toBe(true)
})

test('an update that never came is not late, and one that came late is', () => {
  const posted = (number: number, nextAt: Date | null): IncidentEvent => ({
    type: 'update posted',
    number,
    text: `update ${number}`,
    nextAt,
  })
  const wrong = (more: typeof happened) =>
    draft(material([], more)).sections.wrong.map((one) => proseText(one.words))
  expect(wrong([[31, 'U2', posted(1, minute(32))]])).toContain(
    'The update promised after update 1 never came: it was resolved 8 min after that was due.',
  )
  expect(
    wrong([
      [22, 'U2', posted(1, minute(25))],
      [31, 'U2', posted(2, null)],
    ]),
  ).toContain('The update promised after update 1 came 6 min late.')
})

const evil = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '[pay](javascript:alert(1)) ![x](http://evil.example/x.png)',
  '`'.repeat(5000),
  `${'```'}\n${'<b>row</b>\n'.repeat(300)}${'```'} </code><script>`,
  '# heading\n---\n- item\n> quote | table',
  'התשלום נכשל \u202E gnp.exe',
  '👩‍👩‍👧‍👦'.repeat(2000),
  '{{timeline}} {{title}} &lt;b&gt;',
]

test.each(evil)('%s stays text in every file', (text) => {
  const made = draft({
    ...material([said(3, 'U3', `released ${text}`), said(4, 'U3', text, { pinned: true })]),
    actions: [{ number: 1, what: text, owner: null, due: null, state: 'open' }],
  })
  made.facts.title = text
  const blocks = document({
    images: [],
    draft: made,
    template: '# {{title}}\n\n{{timeline}}\n\n{{actions}}\n',
    written: { actions: text },
    zone: 'Europe/Paris',
    permalink: () => 'https://x.slack.com/archives/C1/p1',
    complete: null,
  })
  const called = byName(new Map([['U2', text]]))
  const page = html('t', blocks, called)
  expect(page).not.toMatch(/<(script|img|iframe|b)\b/i)
  expect(page).not.toMatch(/(href|src)="(?!https?:)/)
  expect(page).not.toMatch(/\u202E/)
  const text2 = markdown(blocks, called)
  expect(text2).not.toMatch(/(?<!\\)(<(?!https?:)|!\[|\]\(javascript)/)
  expect(text2.split('\n').filter((row) => /^#\s/.test(row)).length).toBeLessThanOrEqual(2)
})

test('a page sets code apart, and shows no more lines than people can read', () => {
  const rows = Array.from({ length: 30 }, (_, nth) => `at row ${nth}`).join('\n')
  const words = [`It crashed: ${'```'}${rows}${'```'} as before`]
  const item: Block = { kind: 'item', time: null, words, cites: [], missing: false, images: [] }
  const page = html('t', [item], byName(new Map()))
  expect(page).toContain('<bdi>It crashed: </bdi><code>at row 0\nat row 1\n')
  expect(page).toContain('at row 19\n… 10 more lines</code><bdi> as before</bdi>')
})

test('Markdown keeps the rows and paragraphs of an item, and none of them becomes mark-up', () => {
  const words = [
    'Update 1: Cards fail:\n- in France\n  - with Visa\n1. in Spain\n\nPayPal works.\n---\n# done',
  ]
  const item: Block = { kind: 'item', time: '14:05', words, cites: [], missing: false, images: [] }
  expect(markdown([item], byName(new Map())).split('\n')).toEqual([
    '- **14:05** Update 1: Cards fail:\\',
    '  \\- in France\\',
    '  \u00A0\u00A0\\- with Visa\\',
    '  1\\. in Spain',
    '',
    '  PayPal works.\\',
    '  \\---\\',
    '  \\# done',
    '',
  ])
})

test('names become roles on request, also those that people wrote', () => {
  const names = new Map([
    ['U2', 'Devon Ash'],
    ['U3', 'Clara'],
  ])
  const { facts } = draft(material())
  const colleagues = new Map([
    ['U7', 'Will'],
    ['U8', 'Noor van Dam'],
  ])
  const called = byRole(names, facts.people, colleagues)
  expect(called.person('U2')).toBe('the GEOC')
  expect(called.text('Ask Devon or @Clara, not Clarabelle')).toBe(
    'Ask the GEOC or the SEM payments, not Clarabelle',
  )
  expect(called.text('devon ash and Ash saw it')).toBe('the GEOC and the GEOC saw it')
  expect(called.text('noor van dam and @will will, in a van')).toBe(
    'a colleague and a colleague will, in a van',
  )
  expect(called.text('Will it last?')).toBe('Will it last?')
})

test.each([
  ['Devon should have looked', ['should have']],
  ['the error of Devon', ['error of Devon']],
  ['human error', ['human error']],
  ['It shouldn’t have run; nobody did n’t bother', ['shouldn’t have', 'did n’t bother']],
  ['The alert did not fire. Devon opened the room.', []],
])('%s: %j is pointed at', (text, found) => {
  expect(suggestions(text, ['Devon']).map((one) => one.found)).toEqual(found)
})

test('the draft says how much of the room there was no time to read', () => {
  const some = material([said(12, 'U3', 'The cause is the cache.'), said(13, 'U3', 'It hurts all shops.')])
  const { sections } = draft({
    ...some,
    findings: some.findings.map((one, nth) => (nth === 1 ? unread(one.message, 'UBOT') : one)),
  })
  const told = sections.summary.map(({ words }) => proseText(words)).join(' ')
  expect(told).toContain('The rules read only 1 of the 2 messages: there was no time for the other 1.')
  expect(JSON.stringify(draft(some).sections)).not.toContain('there was no time')
})
