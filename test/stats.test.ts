/** Counts how it has been going for everybody, without private incidents. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clara, jonas, mira, openWorkplace, type Workplace } from './workplace.ts'

let work: Workplace
let month = ''
beforeAll(async () => {
  work = await openWorkplace('socket')
  month = work.now().toISOString().slice(0, 7)
  await lived('checkout fails', { severity: 'P1', squad: 'payments' }, 20)
  await lived('refunds fail', { severity: 'P2', squad: 'payments' }, 40)
  await lived('refunds fail for some', { severity: 'P2', squad: 'payments' }, 60)
  await lived('the logo is askew', { severity: 'P5' }, 10)
  await lived('a rehearsal', { drill: 'yes', squad: 'payments' }, 500)
  await lived('leaked payroll', { private: 'yes', squad: 'payments' }, 500)
})
afterAll(() => work[Symbol.asyncDispose]())

/** Acknowledged a minute after it was declared, and resolved `minutes` after it. */
async function lived(title: string, fields: Record<string, string>, minutes: number): Promise<void> {
  await work.aMinuteLater()
  await work.types(jonas, '/incident declare')
  await work.fills(jonas, { title, ...fields })
  const listed = await work.types(jonas, `/incident list${fields['drill'] ? ' drills' : ''}`)
  const number = Number(new RegExp(`#(\\d+) ${title}(?: ·|$)`, 'm').exec(listed)?.[1])
  await work.aMinuteLater()
  await work.types(clara, '/oncall')
  await work.presses(jonas, 'incident.acknowledge', card(number))
  await work.aMinuteLater(minutes - 1)
  await work.types(jonas, `/incident resolve #${number}`)
  await work.fills(jonas, { text: 'repaired', impact: 'some' })
}

function card(number: number): { channel: string; ts: string } {
  const room = work.slack.surface
    .channels(jonas)
    .find(({ name }) => new RegExp(`^(drill-|incident-)+${number}(-|$)`).test(name ?? ''))
  const found = work.slack.surface
    .messages(jonas, room?.id ?? '')
    .find((one) => JSON.stringify(one.metadata ?? '').includes('/card"'))
  return { channel: room?.id ?? '', ts: found?.ts ?? '' }
}

const pictures = async (of: string) => {
  const dm = (await work.does(of, { act: 'openIm', user: 'U0BOT' })).channel ?? ''
  return work.slack.surface.messages(of, dm).flatMap((one) => one.files ?? [])
}

test('everybody reads the same figures, without drills and private ones', async () => {
  const told = await work.types(mira, '/incident stats')
  expect(told).toMatch(/All +4 +0 +– +1 min +30 min/)
  expect(told).toMatch(/P1 +1 +0 +– +1 min +20 min/)
  expect(told).toMatch(/P2 +2 +0 +– +1 min +50 min/)
  expect(told).toMatch(/payments +3 +0 +– +1 min +40 min/)
  expect(told).toContain('They count from the declaration: of none is it said when it began.')
  expect(told).toMatch(new RegExp(`${month} +4 `))
  expect(told).toContain('Time in each status: Declared 1 min, Acknowledged 29 min')
  expect(told).toMatch(/Pages: Clara( Moreau)? 4/)
  expect(told).toContain('Post-mortems done: 0 of 4')
  expect(await work.types(jonas, '/incident stats')).toBe(told)
})

test('a squad and a month can be asked for, and anything else is answered with how', async () => {
  const squad = await work.types(mira, '/incident stats payments this month')
  expect(squad).toMatch(/All +3 +0 +– +1 min +40 min/)
  expect(squad).not.toContain('P5')
  expect(await work.types(mira, '/incident stats 1999-01')).toContain('None. Private ones')
  const lost = await work.types(mira, '/incident stats <!channel> & co')
  expect(lost).toContain('a month (2026-10, october, last) or a squad (payments)')
})

test('a picture comes to whoever asked, and to nobody else', async () => {
  const [before, others] = [await pictures(clara), await pictures(jonas)]
  await work.types(clara, '/incident stats')
  const after = await pictures(clara)
  expect(after).toHaveLength(before.length + 1)
  expect(after.at(-1)).toMatchObject({ mimetype: 'image/png' })
  expect(await pictures(jonas)).toEqual(others)
})

test('times count from when it began, of those of which it is known, and say of how many', async () => {
  const numberOf = async (title: string) =>
    Number(
      new RegExp(`#(\\d+) ${title}(?: ·|$)`, 'm').exec(await work.types(jonas, '/incident list all'))?.[1],
    )
  const [checkout, logo] = [await numberOf('checkout fails'), await numberOf('the logo is askew')]
  for (const [number, minutes] of [
    [checkout, 12],
    [logo, 30],
  ] as const) {
    const [first] = await work.app.incidents.events(number)
    await work.types(jonas, `/incident began #${number}`)
    const start = new Date(first!.at.getTime() - minutes * 60_000).toISOString()
    expect(await work.fills(jonas, { start })).toEqual({ ok: true })
  }
  const told = await work.types(mira, '/incident stats')
  expect(told).toMatch(/P1 +1 +1 +1[23] min +1[34] min +3[23] min/)
  expect(told).toMatch(/P2 +2 +0 +– +1 min +50 min/)
  expect(told).toMatch(/All +4 +2 +21 min +[78] min +4[01] min/)
  expect(told).toMatch(new RegExp(`${month} +4 +2 `))
  expect(told).toContain('They count from when it began, which is said of 2 of 4; else from the declaration.')
})

test('a pre-mortem is a text to copy, whatever it is called', async () => {
  const told = await work.types(mira, '/incident premortem <!channel> new checkout & *more*')
  expect(told).toContain('How would we know?')
  expect(told).toContain('How would we repair it?')
  expect(told).toContain('new checkout &amp; *more*')
  expect(told).not.toContain('<!channel>')
})
