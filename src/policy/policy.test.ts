import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Misconfigured } from '../misconfigured.ts'
import { loadPolicy } from '#app/load-policy.ts'
import { parsePolicy } from './parse.ts'
import { defaultPolicy, policySchema, policyJsonSchema } from './policy.ts'
import { rotaSettings } from './rota-settings.ts'

const ROOT = join(import.meta.dirname, '../..')
const minute = 60_000

function problemsOf(text: string): readonly string[] {
  try {
    parsePolicy(text)
    return []
  } catch (error) {
    if (error instanceof Misconfigured) return error.problems
    throw error
  }
}

test.each(['', '# nothing but a comment', '{}', 'people:\nsquads:\nseverities: { P1: }\n'])(
  '%j is the default policy',
  (text) => {
    expect(parsePolicy(text)).toEqual(defaultPolicy)
  },
)

test('the defaults page, climb and inform by themselves', () => {
  const { ladders, severities } = defaultPolicy
  expect(ladders.geoc.map(({ page, wait }) => [page, wait / minute])).toEqual([
    ['geoc', 5],
    ['next-geoc', 5],
    ['im', 5],
    ['rota', 5],
  ])
  expect(ladders.geoc.at(-1)?.severities).toEqual(['P1', 'P2'])
  expect([severities.P1.im, severities.P2.im, severities.P3.im]).toEqual([true, true, false])
  expect([severities.P3.pageAtNight, severities.P4.pageAtNight]).toEqual([true, false])
})

test('a file replaces only the values it names', () => {
  const policy = parsePolicy(
    'severities: { P1: { update_every: 2h30m, ask_room_every: never } }\nchannels: { tech: "#ops" }',
  )
  expect(policy.severities.P1).toEqual({
    ...defaultPolicy.severities.P1,
    updateEvery: 150 * minute,
    askRoomEvery: null,
  })
  expect(policy.channels).toEqual({ ...defaultPolicy.channels, tech: 'ops' })
  expect(policy.severities.P2).toEqual(defaultPolicy.severities.P2)
})

test.each([
  ['peopel: {}', 'muster.yml, line 1: "peopel" is not a key known here. Did you mean "people"?'],
  [
    'severities: { P1: { update_evry: 5m } }',
    'muster.yml, line 1: severities.P1: "update_evry" is not a key known here. Did you mean "update_every"?',
  ],
  [
    'severities: { P1: { update_every: soon } }',
    'muster.yml, line 1: severities.P1.update_every: must be a duration such as 30m, 2h30m or 5d, or never',
  ],
  ['severities: { P1: { im: yes } }', 'muster.yml, line 1: severities.P1.im: must be true or false'],
  [
    'severities: { default: P9 }',
    'muster.yml, line 1: severities.default: must be one of P1, P2, P3, P4, P5',
  ],
  [
    'people: { geoc: [U0001, "@ada"] }',
    'muster.yml, line 1: people.geoc[1]: must be a Slack user id (U…) or an e-mail address',
  ],
  ['people: [U0001]', 'muster.yml, line 1: people: must be a mapping of keys to values'],
  [
    'squads: { Big Team: {} }',
    'muster.yml, line 1: squads.Big Team: must be lower-case letters, digits, - or _ (at most 40)',
  ],
  [
    'ladders: { geoc: [{ page: boss }] }',
    'muster.yml, line 1: ladders.geoc[0].page: must be one of geoc, next-geoc, im, sem, next-sem, manager, rota, or a list of people',
  ],
  [
    'links: [{ title: x, url: "javascript:x" }]',
    'muster.yml, line 1: links[0].url: must be a URL beginning with https:// or http://',
  ],
  ['names: { command: /oncall }', 'muster.yml, line 1: names: command and oncall must differ'],
  [
    'rotas: { time_zone: Mars/Olympus }',
    'muster.yml, line 1: rotas.time_zone: must be a time zone such as Europe/Paris',
  ],
  [
    'rotas: { holidays: [2026-02-30] }',
    'muster.yml, line 1: rotas.holidays[0]: must be a date that exists, such as 2026-12-25',
  ],
  [
    'permissions: { declare: [geoc] }',
    'muster.yml, line 1: permissions.declare[0]: must be one of anyone, responders, or a person',
  ],
  [
    'permissions: { rotas: [reporter] }',
    'muster.yml, line 1: permissions.rotas[0]: must be one of anyone, responders, geoc, sem, im, or a person',
  ],
  [
    'limits: { declare: 20 }',
    'muster.yml, line 1: limits.declare: must be a number and a time such as 20 per 1h, or never',
  ],
  [
    'limits: { declare_asks: 0 per 1h }',
    'muster.yml, line 1: limits.declare_asks: must be a number and a time such as 20 per 1h, or never',
  ],
  [
    'rotas: { geoc: { turn: biweekly } }',
    'muster.yml, line 1: rotas.geoc.turn: must be one of 8h, 12h, day, weekdays-and-weekend, week, two-weeks. Did you mean "two-weeks"?',
  ],
  [
    'squads: { search: { rota: { turn: weekdays } } }',
    'muster.yml, line 1: squads.search.rota.turn: must be one of 8h, 12h, day, weekdays-and-weekend, week, two-weeks. Did you mean day, with hours: { days: […] } or hours: { from, to } beside it?',
  ],
  [
    'rotas: { im: { turn: wek } }',
    'muster.yml, line 1: rotas.im.turn: must be one of 8h, 12h, day, weekdays-and-weekend, week, two-weeks. Did you mean "week"?',
  ],
  [
    'rotas: { im: { week_start: wed } }',
    'muster.yml, line 1: rotas.im.week_start: must be one of monday, tuesday, wednesday, thursday, friday, saturday, sunday. Did you mean "wednesday"?',
  ],
  [
    'rotas: { im: { hours: office } }',
    'muster.yml, line 1: rotas.im.hours: must be always, or a mapping such as { from: "09:00", to: "18:00", days: [monday, tuesday] }',
  ],
  [
    'rotas: { im: { hours: { form: "09:00" } } }',
    'muster.yml, line 1: rotas.im.hours: "form" is not a key known here. Did you mean "from"?',
  ],
  [
    'rotas: { im: { hours: { from: "09:00" } } }',
    'muster.yml, line 1: rotas.im.hours: from and to go together',
  ],
  [
    'rotas: { im: { hours: { from: "09:00", to: "09:00" } } }',
    'muster.yml, line 1: rotas.im.hours: from and to must differ',
  ],
  [
    'rotas: { im: { hours: { from: "9", to: "18:00" } } }',
    'muster.yml, line 1: rotas.im.hours.from: must be a time such as "09:00"',
  ],
  [
    'retention: { incidents: 5d }',
    'muster.yml, line 1: retention: incidents must be kept longer than archive_rooms_after, or their rooms would stay open',
  ],
  [
    'routes:\n  - { when: { severity: warning }, do: show }\n  - when: { severity: crit }\n    do: page',
    'muster.yml, line 3: routes[1].when.severity: must be one of critical, error, warning, info. Did you mean "critical"?',
  ],
  [
    'sources:\n  prom: { kind: alertmanager }\nroutes:\n  - { when: { source: pron }, do: page }',
    'muster.yml, line 4: routes[0].when.source: names no source of this policy. Did you mean "prom"?',
  ],
  [
    'routes:\n  - { when: { team: a }, do: show }\n  - { when: { team: a, severity: info }, do: page }',
    'muster.yml, line 3: routes[1]: is never reached: routes[0] matches all that it would',
  ],
  [
    'routes: [{ do: ignore }]',
    'muster.yml, line 1: routes[0].do: must be one of page, declare, show, keep. Did you mean "keep"?',
  ],
  [
    'routes: [{ do: show, severity: P1 }]',
    'muster.yml, line 1: routes[0].severity: belongs to page or declare: what is shown or kept has none',
  ],
  [
    'sources: { prom: { kind: promethius } }',
    'muster.yml, line 1: sources.prom.kind: must have a kind: one of alertmanager, grafana, sentry, datadog, sns, pagerduty, generic, heartbeat',
  ],
  [
    'sources: { a: { kind: heartbeat } }',
    'muster.yml, line 1: sources.a.every: must be a duration such as 30m, 2h30m or 5d',
  ],
  [
    'sources: { aws: { kind: sns, topics: [alarms] } }',
    'muster.yml, line 1: sources.aws.topics[0]: must be the ARN of a topic',
  ],
  ['just text', 'muster.yml: must be a mapping of keys to values'],
  [
    'a: [',
    'muster.yml, line 1: Flow sequence in block collection must be sufficiently indented and end with a ].',
  ],
  [
    'people:\n  geoc: *everyone\n  im: [U0001]',
    'muster.yml, line 2: *everyone stands for nothing: no &everyone comes before it.',
  ],
  [
    'people: &people\n  geoc:\n    - *people',
    'muster.yml, line 3: *people stands inside its own &people, so it would never end.',
  ],
  [
    ['b', 'c', 'd', 'e', 'f', 'g', 'h'].reduce(
      (above, name, n) => `${above}\n${name}: &${name} [${Array(10).fill(`*${'abcdefg'[n]}`).join(', ')}]`,
      'a: &a [x]',
    ),
    'muster.yml, line 8: aliases stand for aliases so often that this has no end worth reading.',
  ],
  [
    'squads: { payments: {} }\nservices:\n  checkout:\n    squad: paymnts',
    'muster.yml, line 4: services.checkout.squad: is no squad known here. Did you mean "payments"?',
  ],
  [
    'services:\n  checkout:\n    name: Checkout\n    teir: 1',
    'muster.yml, line 4: services.checkout: "teir" is not a key known here. Did you mean "tier"?',
  ],
  [
    'services: { checkout: { squad: payments } }',
    'muster.yml, line 1: services.checkout.squad: is no squad known here: add it under squads.',
  ],
  ['services: { checkout: { tier: 9 } }', 'muster.yml, line 1: services.checkout.tier: must be 1 to 5'],
  [
    'services: { Check out: {} }',
    'muster.yml, line 1: services.Check out: must be lower-case letters, digits, -, _ or . (at most 60)',
  ],
  [
    'services:\n  a:\n    links:\n      - { title: Board, url: https://a.example }\n      - { title: Runbook, url: x }',
    'muster.yml, line 5: services.a.links[1].url: must be a URL beginning with https:// or http://',
  ],
  [
    'services: { a: { matches: [{}] } }',
    'muster.yml, line 1: services.a.matches[0]: must name at least one label',
  ],
  [
    'services: { a: { matches: [{ service: [b] }] } }',
    'muster.yml, line 1: services.a.matches[0].service: must be 1 to 200 characters, such as checkout or "Checkout*"',
  ],
  [
    'squads: { a: &same { sem: [nobody] } }',
    'muster.yml, line 1: squads.a.sem[0]: must be a Slack user id (U…) or an e-mail address',
  ],
])('%s', (text, problem) => {
  expect(problemsOf(text)).toEqual([problem])
})

test('all faults are told at once, without their values', () => {
  const problems = problemsOf(
    'contct: hidden-1\npeople: { im: hidden-2 }\npage_hook: hidden-3\ncare: { relief_after: hidden-4 }',
  )
  expect(problems).toHaveLength(4)
  expect(problems.join()).not.toContain('hidden')
})

test('the example says the defaults, and its lines that begin with # are valid as well', async () => {
  const text = await readFile(join(ROOT, 'muster.example.yml'), 'utf8')
  expect(parsePolicy(text)).toEqual(defaultPolicy)

  const [, ...rest] = text.split('\n\n')
  const everything = rest.join('\n\n').replace(/^# /gm, '').replace('template:', '# template:')
  const policy = parsePolicy(everything)
  expect(policy.pageHook).toContain('pager.example.com')
  expect(policy.fixes.deployHours).not.toBeNull()
  expect(policy.rotas.holidays).toHaveLength(2)
  expect(rotaSettings(policy, 'sem:payments')).toMatchObject({
    turn: 'week',
    handOverTime: '10:00',
    usergroup: 'payments-oncall',
  })
})

// Run `vitest run -u` to write the schema again.
test('the published schema is current', async () => {
  const text = `${JSON.stringify(policyJsonSchema(), null, 2)}\n`
  await expect(text).toMatchFileSnapshot(join(ROOT, 'docs/muster.schema.json'))
})

test('files are found beside the policy, and missing ones are reported', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'muster-policy-'))
  const file = join(folder.path, 'muster.yml')
  await writeFile(file, 'postmortem: { template: ./ours.md }')
  await expect(loadPolicy(file)).rejects.toThrow('muster.yml: postmortem.template: there is no such file')
  await writeFile(join(folder.path, 'ours.md'), '# Ours')
  expect((await loadPolicy(file)).postmortem.template).toBe(join(folder.path, 'ours.md'))
})

test('holidays come from the policy and from a calendar beside it', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'muster-policy-'))
  const [file, calendar] = [join(folder.path, 'muster.yml'), join(folder.path, 'days.ics')]
  await writeFile(file, 'rotas: { holidays: [2027-01-01], holidays_file: days.ics }')
  await expect(loadPolicy(file)).rejects.toThrow('rotas.holidays_file: there is no such file')
  await writeFile(calendar, 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261225\n')
  await expect(loadPolicy(file)).rejects.toThrow('muster.yml: rotas.holidays_file: it is cut off')
  await writeFile(
    calendar,
    'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261225\nEND:VEVENT\nEND:VCALENDAR',
  )
  const policy = await loadPolicy(file)
  expect(policy.rotas.holidays).toEqual(['2026-12-25', '2027-01-01'])
  expect(rotaSettings(policy, 'geoc').holidays).toEqual(['2026-12-25', '2027-01-01'])
})

test('a squad’s settings come before those of all squads, and hours say when people take over', () => {
  const policy = parsePolicy(`
rotas:
  holidays: [2026-12-25]
  sem: { turn: two-weeks, turns_from: 2026-11-02, hours: { from: "08:00", to: "18:00" } }
squads:
  here: {}
  there:
    rota: { week_start: sunday, weekend: [friday, saturday], holidays: [], hours: { from: "10:00", to: "17:00", holidays: true } }
  always: { rota: { hours: always } }`)
  expect(rotaSettings(policy, 'geoc')).toMatchObject({ hours: null, handOverTime: '09:00', weekStart: 1 })
  expect(rotaSettings(policy, 'sem:here')).toMatchObject({
    turn: 'two-weeks',
    turnsFrom: '2026-11-02',
    handOverTime: '08:00',
    hours: { from: '08:00', to: '18:00', days: [1, 2, 3, 4, 5], holidays: false },
    holidays: ['2026-12-25'],
  })
  expect(rotaSettings(policy, 'sem:there')).toMatchObject({
    weekStart: 7,
    handOverTime: '10:00',
    hours: { days: [1, 2, 3, 4, 7], holidays: true },
    holidays: [],
  })
  expect(rotaSettings(policy, 'sem:always')).toMatchObject({ hours: null, handOverTime: '09:00' })
})

test('each rota may have holidays of its own, from a calendar as well', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'muster-policy-'))
  const [file, calendar] = [join(folder.path, 'muster.yml'), join(folder.path, 'days.ics')]
  await writeFile(
    file,
    'rotas: { holidays: [2027-01-01], im: { holidays: [2027-05-01] } }\nsquads: { a: { rota: { holidays_file: days.ics } }, b: {} }',
  )
  await expect(loadPolicy(file)).rejects.toThrow('squads.a.rota.holidays_file: there is no such file')
  await writeFile(
    calendar,
    'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261225\nEND:VEVENT\nEND:VCALENDAR',
  )
  const policy = await loadPolicy(file)
  const dates = (['geoc', 'im', 'sem:a', 'sem:b'] as const).map((id) => rotaSettings(policy, id).holidays)
  expect(dates).toEqual([['2027-01-01'], ['2027-05-01'], ['2026-12-25'], ['2027-01-01']])
})

test.each([
  ['https://pager.example.com/hook', true],
  ['http://localhost:8080/hook', true],
  ['http://127.0.0.1/hook', true],
  ['http://[::1]:8080/hook', true],
  ['http://pager.example.com/hook', false],
  ['http://127.0.0.1.example.com/hook', false],
  ['http://localhost.example.com/hook', false],
])('page_hook %s', (page_hook, taken) => {
  expect(policySchema.safeParse({ page_hook }).success).toBe(taken)
})
