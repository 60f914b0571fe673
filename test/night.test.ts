/** Somebody who does too much at night is asked, then stopped; a real incident costs them one press more. */
import { expect, test } from 'vitest'
import { general, jonas, mira, openWorkplace, type Workplace } from './workplace.ts'

/** The limits as every company has them that sets none. */
const usual = { limits: {} }

async function declareSome(work: Workplace, as: string, count: number): Promise<void> {
  for (let nth = 1; nth <= count; nth++) await work.declares(as, `shelf ${nth} is empty`)
}

const listed = async (work: Workplace, as = jonas) => work.types(as, '/incident list')

test('a fourth declaration in ten minutes is asked "really?", and one press declares it', async () => {
  await using work = await openWorkplace('http', usual)
  await declareSome(work, mira, 3)
  expect(await work.types(mira, '/incident declare checkout is down')).toMatch(
    /^Really one more\? You have declared 3 just now\.\nNot declared yet: “checkout is down”/,
  )
  expect(await listed(work)).not.toContain('checkout is down')
  expect(await work.declares(jonas, 'mail is late')).toBe(4)

  const asked = work.slack.surface.ephemerals(mira).at(-1)
  const place = { channel: general, ts: asked?.ts ?? '' }
  await work.presses(mira, 'declare.sure', place)
  expect(work.reads(mira)).toMatch(/^#5 is declared: “checkout is down”[^]*Being paged: <@U03CLARA>/)
  await work.presses(mira, 'declare.sure', place)
  expect(work.reads(mira)).toMatch(/^#5 is declared/)
  expect(await listed(work)).not.toContain('#6')

  await work.aMinuteLater(11)
  expect(await work.declares(mira, 'prices are of yesterday')).toBe(6)
})

test('the question is answered by typing as well: "really", or the same words once more', async () => {
  await using work = await openWorkplace('http', usual)
  await declareSome(work, mira, 3)
  const long = `checkout is down ${'and so is everything '.repeat(20)}`
  expect(await work.types(mira, `/incident declare drill ${long}`)).toContain('Really one more?')
  expect(await work.types(mira, '/incident declare really')).toMatch(
    /^#4 is declared as a DRILL: “checkout is down and so[^]*All of your words stand in the room/,
  )
  expect(await work.types(mira, '/incident declare mail is late')).toContain('Really one more?')
  expect(await work.types(jonas, '/incident declare really')).toMatch(/^#5 is declared: “really”/)
  expect(await work.types(mira, '/incident declare mail is late')).toMatch(/^#6 is declared: “mail is late”/)
})

test('the form asks in its place, with everything that was filled in', async () => {
  await using work = await openWorkplace('http', usual)
  await declareSome(work, mira, 3)
  await work.types(mira, '/incident declare')
  await work.fills(mira, { title: 'checkout is down', severity: 'P1', affected: 'everyone' })
  expect(JSON.stringify(work.form(mira)?.view)).toContain('Really one more?')
  await work.presses(mira, 'declare.sure', { viewId: work.form(mira)?.viewId ?? '' })
  expect(JSON.stringify(work.form(mira)?.view)).toContain('Thanks for raising it')
  expect(await work.types(mira, '/incident status 4')).toMatch(/P1[^]*everyone/)
})

test('the twenty-first declaration in an hour is left to a colleague', async () => {
  await using work = await openWorkplace('http', { limits: { declare_asks: 'never', declare: '4 per 1h' } })
  await declareSome(work, mira, 4)
  expect(await work.types(mira, '/incident declare checkout is down')).toMatch(
    /^Nothing was declared: you have declared 4 incidents in 1 h, and can again in (1 h|59 min)\. Is it real\? Ask a colleague/,
  )
  expect(await work.declares(jonas, 'checkout is down')).toBe(5)
})
