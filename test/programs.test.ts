/** A source or a key declares, notes and resolves: it is named everywhere, and no call treats it as a person. */
import { expect, test } from 'vitest'
import { declarationOf, type Declaration, type Program } from '#incidents/incident.ts'
import type { IncidentService } from '#incidents/incident-service.ts'
import { clara, devon, jonas, mira, openWorkplace, type Workplace } from './workplace.ts'

const prom: Program = { source: 'prom' }
const bot: Program = { key: 'deploy-bot' }
const each = [
  { program: prom, name: 'prom (source)', stored: 'source:prom' },
  { program: bot, name: 'deploy-bot (key)', stored: 'key:deploy-bot' },
]

/** The doors of the API and of alerts are not built yet, so these speak to the service. */
function programIn(work: Workplace, program: Program) {
  const incidents = work.app.incidents as IncidentService
  let keys = 0
  const key = () => `test:${JSON.stringify(program)}:${++keys}`
  return {
    incidents,
    async declares(more: Partial<Declaration> = {}): Promise<number> {
      const wish = { ...declarationOf('checkout is down'), ...more }
      const { incident } = await incidents.open(program, wish, key())
      await work.settled()
      return incident.number
    },
    async does(number: number, command: Parameters<IncidentService['act']>[2]): Promise<void> {
      await incidents.act(program, number, command, key())
      await work.settled()
    },
  }
}

async function dms(work: Workplace, as: string): Promise<string[]> {
  const { channel = '' } = await work.does(as, { act: 'openIm', user: 'U0BOT' })
  return work.slack.surface.messages(as, channel).map(({ text }) => text)
}

test.each(each)('$name declares, notes and resolves', async ({ program, name, stored }) => {
  await using work = await openWorkplace()
  const { surface, journal } = work.slack
  const it = programIn(work, program)
  const number = await it.declares({ severity: 'P1' })
  expect(JSON.stringify(work.card(number).blocks)).toContain(name)
  expect((await dms(work, clara)).join()).toContain('You are on call as GEOC')
  await it.does(number, { do: 'note', text: 'wisteria restarts' })
  expect(await work.types(mira, `/incident status ${number}`)).toContain(`Reported by: ${name}, `)
  expect(await work.types(mira, '/incident list')).toContain(`#${number} checkout is down`)
  await work.presses(clara, 'incident.acknowledge', work.card(number))
  // A person who comes within two minutes saw it begin, and gets no brief.
  await work.aMinuteLater(3)
  await work.does(devon, { act: 'join', channel: work.room(number) })
  expect(work.reads(devon)).toContain(`Reported by ${name}`)
  await it.does(number, { do: 'resolve', fix: 'it went away', impact: '' })

  const room = surface.messages(mira, work.room(number)).map(({ text }) => text)
  expect(room.join('\n')).toContain(`Resolved by ${name} 3 min after`)
  expect(await work.types(mira, '/incident stats')).toMatch(/All +1 /)
  const whole = await work.app.postmortems.whole(number)
  expect(whole?.postmortem?.owner).toBe(clara)
  expect(whole?.draft.facts.people.map(({ user }) => user)).toEqual([clara])
  const { content } = await work.app.exports.file(mira, number, 'md')
  expect(content).toContain(`${name} declared: checkout is down`)
  expect(content).toContain(`Note by ${name}: wisteria restarts`)

  const sent = JSON.stringify(journal.calls().map(({ args }) => args))
  expect(sent).not.toContain(stored)
  expect(sent).not.toContain('[object')
  const lines = work.logged.map((line) => JSON.parse(line) as Record<string, unknown>)
  const decided = lines.filter(({ actor }) => actor === stored).map(({ event }) => event)
  expect(decided).toEqual(expect.arrayContaining(['declared', 'noted', 'resolved']))
  expect(work.logged.join('')).not.toMatch(/wisteria|"dropped"/)
})

test('nobody answers in its place: the end of the ladder is told where people are', async () => {
  await using work = await openWorkplace()
  const number = await programIn(work, prom).declares()
  for (const _ of [1, 2, 3, 4]) await work.aMinuteLater(6)
  const events = await work.app.incidents.events(number)
  expect(events.map(({ type }) => type)).toContain('ladder ended')
  const room = work.slack.surface.messages(mira, work.room(number)).map(({ text }) => text)
  expect(room.join('\n')).toContain('Nobody')
  expect(JSON.stringify(work.slack.journal.calls('conversations.open'))).not.toContain('prom')
})

test('a private one is seen by who declared it and by its people; to anybody else there is none', async () => {
  await using work = await openWorkplace()
  const key = programIn(work, bot)
  const { incidents } = key
  const number = await key.declares({ title: 'wisteria leaked', private: true })
  expect((await incidents.see(bot, number)).title).toBe('wisteria leaked')
  expect((await incidents.see(clara, number)).title).toBe('wisteria leaked')
  expect(await incidents.list(bot)).toMatchObject([{ number, reporter: bot }])
  for (const other of [prom, { key: 'other' }, { source: 'deploy-bot' }, devon]) {
    await expect(incidents.see(other, number)).rejects.toThrow(`There is no incident #${number}.`)
    expect(await incidents.list(other)).toEqual([])
    expect(await incidents.similar(other, 'wisteria leaked')).toEqual([])
  }
  for (const ask of [`status ${number}`, 'list', 'search leaked'])
    expect(await work.types(devon, `/incident ${ask}`)).not.toContain('wisteria')
  expect(await work.types(clara, '/incident search leaked')).toContain('wisteria leaked')
})

test('a private one that has nobody yet asks Slack for no group without people', async () => {
  await using work = await openWorkplace('http', { people: {}, squads: {} })
  work.slack.faults.add({ kind: 'refused', method: 'conversations.create', error: 'restricted_action' })
  const number = await programIn(work, prom).declares({ private: true })
  expect((await work.app.incidents.load(number)).invited).toEqual([])
  const opened = work.slack.journal.calls('conversations.open').filter(({ args }) => !args['users'])
  expect(opened).toEqual([])
})

test('a source may act on what it declared, a key on what it sees, and neither in place of a person', async () => {
  await using work = await openWorkplace()
  const [source, key] = [programIn(work, prom), programIn(work, bot)]
  const own = await source.declares()
  const others = await work.declares(mira, 'exports never arrive')
  await source.does(own, { do: 'set severity', to: 'P2' })
  await source.does(others, { do: 'note', text: 'still firing' })
  const notIts = 'A source can do that only with what it declared itself.'
  await expect(source.does(others, { do: 'resolve', fix: 'x', impact: '' })).rejects.toThrow(notIts)
  await expect(source.does(own, { do: 'cancel', reason: '' })).rejects.toThrow('A source cannot do that.')
  await key.does(others, { do: 'start fix', kind: 'revert', what: 'the release', link: null })
  await key.does(others, { do: 'post update', text: 'We are on it.', nextAt: null })
  await key.does(others, { do: 'resolve', fix: 'reverted', impact: '' })
  for (const command of [
    { do: 'acknowledge' },
    { do: 'join' },
    { do: 'give role', role: 'im', to: jonas },
    { do: 'offer role', role: 'geoc', to: jonas, brief: '' },
    { do: 'accept role', role: 'geoc' },
  ] as const) {
    await expect(key.does(own, command)).rejects.toThrow('A key cannot do that.')
    await expect(source.does(own, command)).rejects.toThrow('A source cannot do that.')
  }
  expect((await work.app.incidents.load(own)).roles).toEqual({})
  const room = work.slack.surface.messages(mira, work.room(others)).map(({ text }) => text)
  expect(room.join('\n')).toContain('deploy-bot (key)')
})

test('the same alert within two minutes is the same incident, and the same words from another source are not', async () => {
  await using work = await openWorkplace()
  const first = await programIn(work, prom).declares()
  expect(await programIn(work, { key: 'prom' }).declares()).not.toBe(first)
  const again = await (work.app.incidents as IncidentService).open(
    prom,
    declarationOf('checkout is down'),
    'again',
  )
  expect(again).toMatchObject({ again: true, incident: { number: first, reporter: prom } })
})

test('a program escalates: the page says who asked', async () => {
  await using work = await openWorkplace()
  const key = programIn(work, bot)
  const number = await key.declares({ severity: 'P3' })
  await key.does(number, { do: 'escalate', role: 'im', reason: 'the release failed' })
  expect((await dms(work, jonas)).join('\n')).toContain('deploy-bot (key): the release failed')
  const events = await work.app.incidents.events(number)
  expect(events.find(({ type }) => type === 'escalated')?.actor).toEqual(bot)
})
