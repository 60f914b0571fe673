/** What tired people do: declare once more, merge the wrong two, name somebody who left. Nothing bad comes of it. */
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
  expect(real).toMatch(/^#2 the shop is down is declared\. [^]*Being paged: /)
})

test('what was cancelled and is declared again is not swallowed', async () => {
  const first = await work.declares(mira, 'mails bounce')
  expect(await work.declares(mira, 'mails bounce')).toBe(first)
  await work.types(mira, `/incident cancel ${first} pressed too early`)
  const again = await work.types(mira, '/incident declare mails bounce')
  expect(again).toMatch(new RegExp(`^#${first + 1} mails bounce is declared\\. [^]*Being paged: `))
})

test('a public incident is not merged into a private one, whose room everybody would be asked into', async () => {
  const open = await work.declares(devon, 'customers read the invoices of others')
  await work.types(mira, '/incident declare')
  await work.fills(mira, { title: 'invoices leak', private: 'yes' })
  const refused = await work.types(clara, `/incident merge ${open} ${open + 1}`)
  expect(refused).toContain('Only one of')
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
