/** Tired people declare once more, merge the wrong two, name somebody who left. Nothing bad comes of it. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { clara, devon, mira, openWorkplace, type Workplace } from './workplace.ts'

let work: Workplace
beforeAll(async () => {
  work = await openWorkplace()
})
afterAll(() => work[Symbol.asyncDispose]())
beforeEach(() => work.aMinuteLater())

test('what is declared in the words of its own rehearsal is an incident of its own, and pages', async () => {
  await work.types(mira, '/incident declare drill the shop is down')
  const real = await work.types(mira, '/incident declare the shop is down')
  expect(real).toMatch(/^Incident #2 is open: “the shop is down”\. [^]*Being paged: /)
})

test('what was cancelled and is declared again is not swallowed', async () => {
  const first = await work.declares(mira, 'mails bounce')
  expect(await work.declares(mira, 'mails bounce')).toBe(first)
  await work.types(mira, `/incident cancel ${first} pressed too early`)
  const again = await work.types(mira, '/incident declare mails bounce')
  expect(again).toMatch(new RegExp(`^Incident #${first + 1} is open: “mails bounce”\\. [^]*Being paged: `))
})

test('of a public incident that goes on in a private one nobody is asked into its room', async () => {
  const open = await work.declares(devon, 'customers read the invoices of others')
  await work.types(mira, '/incident declare')
  await work.fills(mira, { title: 'invoices leak', private: 'yes' })
  await work.types(clara, `/incident merge ${open} ${open + 1}`)
  expect(await work.types(devon, `/incident status ${open}`)).toContain('Handled elsewhere')
  const room = work.room(open + 1)
  expect(work.slack.surface.screen(mira, { channel: room }).channel?.members).not.toContain(devon)
})

test('nobody is given a role or a turn who would never read it', async () => {
  const number = await work.declares(mira, 'the queue is stuck')
  const room = work.room(number)
  for (const [text, said] of [
    ['/incident assign im @Olga Brandt', 'nobody reads that account'],
    ['/incident handoff @muster', 'nobody reads that account'],
    ['/incident escalate @Olga Brandt', 'nobody reads that account'],
    ['/oncall add @Olga Brandt geoc', 'nobody reads that account'],
    ['/oncall add @Gus Bellweather geoc', 'is a guest'],
  ] as const)
    expect(await work.types(clara, text, room), text).toContain(said)
  await work.types(clara, '/incident assign @Devon Adeyemi', room)
  expect(JSON.stringify(work.form(clara)?.view)).toContain(`"initial_user":"${devon}"`)
  expect(await work.fills(clara, { role: 'im', to: 'U12OLGA' })).toMatchObject({
    errors: { to: 'Olga cannot be asked: nobody reads that account.' },
  })
  expect(await work.types(clara, '/oncall', room)).not.toMatch(/Olga|Gus/)
})

test('whoever types a command where its effect is out of sight is told of it', async () => {
  const number = await work.declares(mira, 'labels print twice')
  const room = work.room(number)
  for (const [text, said] of [
    [`severity ${number} P3`, 'Severity: P3'],
    [`note ${number} since the deploy`, 'Noted'],
    [`update ${number} we are on it`, 'Done.'],
    [`assign ${number} im @Jonas Lindqvist`, 'is IM.'],
    [`handoff ${number} @Devon Adeyemi`, 'Until they accept'],
    [`escalate ${number} payments`, 'SEM payments is being paged'],
    [`cancel ${number} misread`, 'Done.'],
  ] as const) {
    const answer = await work.types(clara, `/incident ${text}`)
    expect(answer, text).toContain(`#${number} labels print twice · <#${room}>`)
    expect(answer, text).toContain(said)
  }
  expect(await work.types(clara, '/incident note in the room', room)).toMatch(/^Noted/)
  const before = work.slack.surface.ephemerals(clara).length
  await work.types(clara, '/incident reopen it is back', room)
  expect(work.slack.surface.ephemerals(clara)).toHaveLength(before)
  expect(await work.types(mira, `/incident status ${number}`)).toContain(`Room: <#${room}>`)
})

test('no form is opened whose answer would be refused', async () => {
  const number = await work.declares(mira, 'stock is wrong')
  const yuki = 'U07YUKI'
  for (const verb of ['resolve', 'cancel', 'severity'])
    expect(await work.types(yuki, `/incident ${verb} ${number}`), verb).toContain('Join the room first')
  expect(work.form(yuki)).toBeUndefined()
  expect(await work.types(clara, `/incident reopen ${number}`)).toBe(`#${number} is still open.`)
  await work.types(clara, `/incident resolve ${number}`)
  await work.fills(clara, { text: 'recounted', impact: 'none' })
  expect(await work.types(clara, `/incident resolve ${number}`)).toBe(`#${number} is already resolved.`)
  for (const verb of ['escalate', 'handoff', 'merge'])
    expect(await work.types(clara, `/incident ${verb} ${number}`), verb).toContain(`#${number} is resolved`)
  expect(work.form(clara)).toBeUndefined()
})

test('a verb that was forgotten or misspelt comes back ready to be copied', async () => {
  expect(await work.types(mira, '/incident checkout is down')).toContain('/incident declare checkout is down')
  expect(await work.types(mira, '/incident decalre it is down')).toContain('/incident declare it is down?')
  expect(await work.types(mira, '/oncall scedule im')).toContain('/oncall schedule im?')
  expect(await work.types(mira, '/oncall blah')).not.toContain('declare')
})

test('what is over has no way in', async () => {
  const number = await work.declares(mira, 'colours are off')
  const ways = () => JSON.stringify(work.slack.surface.ephemerals(mira).at(-1)?.blocks)
  await work.types(mira, '/incident list all')
  expect(ways()).toContain(`"incident.join","value":"${number}"`)
  await work.types(mira, `/incident cancel ${number} they are not`)
  expect(await work.types(mira, '/incident list all')).toContain(`#${number} colours are off`)
  expect(ways()).not.toContain(`"value":"${number}"`)
})

test('at night, whoever declares a nuisance reads that its page waits for the morning', async () => {
  const now = Date.parse(work.slack.surface.screen(mira).now)
  const there = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO('Europe/Paris')
  await work.aMinuteLater(Math.round(there.until(there.add({ days: 1 }).with({ hour: 3 })).total('minutes')))
  await work.types(mira, '/incident declare')
  await work.fills(mira, { title: 'the logo is grey', severity: 'P5' })
  const read = JSON.stringify(work.form(mira)?.view.blocks)
  expect(read).toContain('not paged at night; waits until')
  expect(read).not.toContain('Nobody is on call')
})

test('no drill counts in how fast pages are answered', async () => {
  await work.types(mira, '/incident declare drill the lights go out')
  await work.aMinuteLater(2)
  const before = await median()
  const drill = work.slack.surface.channels(clara).findLast(({ name }) => name.startsWith('drill-'))
  const card = work.slack.surface.messages(clara, drill?.id ?? '').find(({ pinnedBy }) => pinnedBy)
  await work.presses(clara, 'incident.acknowledge', { channel: drill?.id ?? '', ts: card?.ts ?? '' })
  expect(await median()).toBe(before)
})

async function median(): Promise<string | undefined> {
  const text = await (await fetch(`${work.url}/metrics`)).text()
  return /^muster_page_answer_median_seconds (.*)$/m.exec(text)?.[1]
}
