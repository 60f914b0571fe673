/** People say when it began and ended: by form, by command, by pointing at a message, and in the draft. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { IncidentEvent } from '#incidents/incident.ts'
import { clara, general, jonas, mira, openWorkplace, type Workplace } from './workplace.ts'

const [gus, yuki] = ['U11GUS', 'U07YUKI']
const [questions, leads] = ['C02QUESTIONS', 'C06LEADS']

let work: Workplace
beforeAll(async () => {
  work = await openWorkplace('socket')
})
afterAll(() => work[Symbol.asyncDispose]())
beforeEach(() => work.aMinuteLater())

const status = (number: number, as = mira) => work.types(as, `/incident status #${number}`)
const story = (number: number) => work.app.incidents.events(number)
const saidOf = async (number: number) =>
  (await story(number)).filter(
    (one): one is Extract<typeof one, { type: 'impact set' }> => one.type === 'impact set',
  )
const declaredAt = async (number: number) => (await story(number))[0]!.at
const before = (at: Date, minutes: number) =>
  new Date(Math.floor(at.getTime() / 60_000) * 60_000 - minutes * 60_000)
const clock = (at: Date, timeZone: string) =>
  at.toTemporalInstant().toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: 'minute' })
const uses = (as: string, channel: string, ts: string) =>
  work.does(as, { act: 'shortcut', callbackId: 'when-it-began', message: { channel, ts } })
const say = async (as: string, channel: string, text: string) =>
  (await work.does(as, { act: 'say', channel, text })).ts ?? ''
const listed = async (title: string) =>
  Number(new RegExp(`#(\\d+) ${title}`).exec(await work.types(jonas, '/incident list'))?.[1])

test('the one who declares says since when, and a time to come is refused where it was filled in', async () => {
  await work.types(jonas, '/incident declare')
  const start = before(await declaredAt(await work.declares(mira, 'a mark on the clock')), 40)
  const later = new Date(start.getTime() + 7 * 86_400_000)
  expect(await work.fills(jonas, { title: 'labels print blank', start: later.toISOString() })).toMatchObject({
    errors: { start: 'That is still to come, so it cannot have begun then.' },
  })
  expect(await work.types(jonas, '/incident list')).not.toContain('labels print blank')
  await work.fills(jonas, { title: 'labels print blank', start: start.toISOString() })
  const number = await listed('labels print blank')
  expect(await work.types(jonas, '/incident list')).toMatch(
    /Declared · #\d+ labels print blank · 4\d min since it began/,
  )
  expect(await saidOf(number)).toMatchObject([{ actor: jonas, edge: 'start', to: start, message: null }])
  expect(work.card(number).text).toMatch(/Impact began: .*, 4\d min before it was declared/)
})

test('a typed time is read on the clock of the person who types it', async () => {
  const number = await work.declares(mira, 'the lift music stopped')
  const room = work.room(number)
  const at = before(await declaredAt(number), 25)
  const zones = new Map(work.slack.surface.people().map(({ id, tz }) => [id, tz]))
  const [here, far] = [zones.get(mira) ?? '', zones.get(yuki) ?? '']
  expect(clock(at, here)).not.toBe(clock(at, far))
  for (const [who, zone] of [
    [mira, here],
    [yuki, far],
  ] as const) {
    const told = await work.types(who, `/incident began #${number} ${clock(at, zone)}`)
    expect(told).toMatch(/\nImpact began: .*, 2[56] min before it was declared\.$/)
    expect((await saidOf(number)).at(-1)).toMatchObject({ edge: 'start', to: at })
  }
  // Said again, it is no second event.
  expect(await saidOf(number)).toHaveLength(1)
  await work.types(mira, '/incident began 5 min ago', room)
  expect(await saidOf(number)).toHaveLength(2)
  await work.types(mira, '/incident began unknown', room)
  expect(await status(number)).not.toContain('Impact began')
  expect(await work.types(mira, '/incident began after lunch', room)).toContain(
    'I cannot read "after lunch" as a time.',
  )
  expect(await work.types(mira, '/incident ended tomorrow 09:00', room)).toContain('That is still to come')
  expect(await work.types(mira, '/incident ended now', room)).toContain(
    'The incident is still open: resolve it',
  )
  // Elsewhere a time of day is no number of an incident.
  expect(await work.types(mira, '/incident began 10:40', general)).toContain('Which incident?')
  expect(await work.types(mira, `/incident began #${number} 20 min ago`, general)).toContain(
    'the lift music stopped',
  )
})

test('two people who fill in the form at once do not take back each other’s word', async () => {
  const number = await work.declares(mira, 'the coffee order is doubled')
  for (const who of [clara, jonas]) {
    await work.types(who, `/incident began #${number}`)
    expect(JSON.stringify(work.form(who)?.view)).toContain('When did it begin?')
  }
  const declared = await declaredAt(number)
  await work.fills(jonas, { start: before(declared, 30).toISOString(), end: '' })
  await work.aMinuteLater()
  await work.fills(clara, { start: '', end: before(declared, 10).toISOString() })
  expect(await saidOf(number)).toMatchObject([
    { actor: jonas, edge: 'start', to: before(declared, 30) },
    { actor: clara, edge: 'end', to: before(declared, 10) },
  ])
  await work.presses(clara, 'incident.more', work.card(number))
  await work.presses(clara, 'incident.impact', { viewId: work.form(clara)?.viewId ?? '' })
  await work.fills(clara, { start: before(declared, 30).toISOString(), end: '' })
  expect((await saidOf(number)).slice(2)).toMatchObject([{ edge: 'end', to: null }])
})

test('pointing at a message says it, in the room and elsewhere', async () => {
  const alert = await say(mira, questions, 'the wind gauge reads zero')
  await work.aMinuteLater(12)
  const number = await work.declares(mira, 'the wind gauge is dead')
  await uses(jonas, questions, alert)
  const view = JSON.stringify(work.form(jonas)?.view)
  expect(view).toContain('Which incident?')
  expect(view).toContain(`#${number} the wind gauge is dead`)
  const at = before(new Date(Number(alert) * 1000), 0)
  await work.fills(jonas, { incident: String(number), edge: 'start', at: at.toISOString() })
  expect(JSON.stringify(work.form(jonas)?.view)).toContain('12 min before it was declared')
  expect(await saidOf(number)).toMatchObject([
    { actor: jonas, edge: 'start', to: at, message: { channel: questions, ts: alert } },
  ])
  await work.does(jonas, { act: 'closeModal', viewId: work.form(jonas)?.viewId ?? '', all: true })

  const room = work.room(number)
  await work.aMinuteLater(5)
  const turning = await say(mira, room, 'it turns again')
  await uses(mira, room, turning)
  expect(JSON.stringify(work.form(mira)?.view)).not.toContain('Which incident?')
  const [ended, other] = [
    before(new Date(Number(turning) * 1000), 0),
    before(new Date(Number(turning) * 1000), 2),
  ]
  await work.fills(mira, { edge: 'end', at: other.toISOString() })
  expect((await saidOf(number)).at(-1)).toMatchObject({ edge: 'end', to: other, message: null })
  await work.does(mira, { act: 'closeModal', viewId: work.form(mira)?.viewId ?? '', all: true })
  await uses(mira, room, turning)
  await work.fills(mira, { edge: 'end', at: ended.toISOString() })
  expect((await saidOf(number)).at(-1)).toMatchObject({ to: ended, message: { channel: room, ts: turning } })
  await work.does(mira, { act: 'closeModal', viewId: work.form(mira)?.viewId ?? '', all: true })
})

test('a private message gives its time alone; a private incident is offered to its own people alone', async () => {
  const number = await work.declares(mira, 'the vault door sticks')
  const secret = await say(jonas, leads, 'the vault has stuck since noon')
  await work.types(jonas, '/incident declare')
  await work.fills(jonas, { title: 'a missing ledger', private: 'yes' })
  await uses(jonas, leads, secret)
  const shown = JSON.stringify(work.form(jonas)?.view)
  expect(shown).toContain('a missing ledger')
  const at = before(new Date(Number(secret) * 1000), 0)
  await work.fills(jonas, { incident: String(number), edge: 'start', at: at.toISOString() })
  expect(await saidOf(number)).toMatchObject([{ to: at, message: null }])
  await work.does(jonas, { act: 'closeModal', viewId: work.form(jonas)?.viewId ?? '', all: true })

  const ts = await say(mira, questions, 'is anything wrong?')
  await uses(mira, questions, ts)
  expect(JSON.stringify(work.form(mira)?.view)).not.toContain('ledger')
  const hidden = await listed('a missing ledger')
  await work.fills(mira, { incident: String(hidden), edge: 'start', at: at.toISOString() })
  expect(await saidOf(hidden)).toEqual([])
  expect(await work.types(mira, `/incident began #${hidden} 5 min ago`)).toBe(
    `There is no incident #${hidden}.`,
  )
  await work.does(mira, { act: 'closeModal', viewId: work.form(mira)?.viewId ?? '', all: true })
})

test('the draft: its message asks, and a line of the timeline can show it, move it and take it back', async () => {
  const number = await work.declares(mira, 'the sundial is late')
  const room = work.room(number)
  await work.aMinuteLater(3)
  await work.types(mira, '/incident note it was late at breakfast', room)
  await work.types(clara, '/incident resolve', room)
  await work.fills(clara, { text: 'turned it', impact: 'some were late' })
  await work.aMinuteLater(5)
  const drafted = () =>
    work.slack.surface.messages(mira, room).find(({ text }) => text.startsWith(`Post-mortem of #${number}`))
  expect(drafted()?.text).toContain('The record does not say when it began')
  await work.presses(clara, 'incident.impact', { channel: room, ts: drafted()?.ts ?? '' })
  expect(work.form(clara)?.view.callback_id).toBe('incident.impact')
  await work.does(clara, { act: 'closeModal', viewId: work.form(clara)?.viewId ?? '', all: true })

  const line = async (words: string) => {
    await work.types(clara, '/incident timeline', room)
    const { blocks } = work.form(clara)!.view
    const field = blocks.find((one) => one.block_id === 'entry')?.['element']
    const { options } = field as { options: { text: { text: string }; value: string }[] }
    await work.fills(clara, { entry: options.find(({ text }) => text.text.includes(words))?.value ?? '' })
  }
  await line('late at breakfast')
  await work.fills(clara, { edge: 'start' })
  const noted = (await story(number)).find(({ type }) => type === 'noted')!.at
  expect(await saidOf(number)).toMatchObject([{ actor: clara, edge: 'start', to: before(noted, 0) }])
  await work.aMinuteLater(5)
  expect(drafted()?.text).not.toContain('The record does not say when it began')

  await line('It began')
  expect(JSON.stringify(work.form(clara)?.view)).not.toContain('This line does not show it')
  const moved = before(noted, 15)
  await work.fills(clara, { at: moved.toISOString() })
  expect((await saidOf(number)).at(-1)).toMatchObject({ edge: 'start', to: moved })
  await line('It began')
  await work.fills(clara, { remove: 'yes' })
  expect((await saidOf(number)).at(-1)).toMatchObject({ edge: 'start', to: null })
})

test('guests elsewhere cannot say it, and a drill has times of its own', async () => {
  const number = await work.declares(mira, 'drill the flag is upside down')
  expect(await work.types(gus, `/incident began #${number} 5 min ago`, 'C05SEARCH')).toContain(
    'Guests can take part',
  )
  expect(await work.types(mira, `/incident began #${number} 5 min ago`)).toContain('the flag is upside down')
  expect(
    (await saidOf(number)).map(({ edge }: Extract<IncidentEvent, { type: 'impact set' }>) => edge),
  ).toEqual(['start'])
})
