/** Somebody who does too much at night is asked, then stopped; a real incident costs them one press more. */
import { expect, test } from 'vitest'
import { clara, devon, general, jonas, mira, openWorkplace, type Workplace } from './workplace.ts'

/** The limits as every company has them that sets none. */
const usual = { limits: { declare_alike: 'never' as const } }

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
  expect(work.reads(mira)).toMatch(/^Incident #5 is open: “checkout is down”[^]*Being paged: <@U03CLARA>/)
  await work.presses(mira, 'declare.sure', place)
  expect(work.reads(mira)).toMatch(/^Incident #5 is open/)
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
    /^Incident #4 is open as a DRILL: “checkout is down and so[^]*All of your words stand in the room/,
  )
  expect(await work.types(mira, '/incident declare mail is late')).toContain('Really one more?')
  expect(await work.types(jonas, '/incident declare really')).toMatch(/^Incident #5 is open: “really”/)
  expect(await work.types(mira, '/incident declare mail is late')).toMatch(
    /^Incident #6 is open: “mail is late”/,
  )
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
  await using work = await openWorkplace('http', {
    limits: { ...usual.limits, declare_asks: 'never', declare: '4 per 1h' },
  })
  await declareSome(work, mira, 4)
  expect(await work.types(mira, '/incident declare checkout is down')).toMatch(
    /^Nothing was declared: you have declared 4 incidents in 1 h, and can declare again in (1 h|59 min)\. Is it real\? Ask a colleague/,
  )
  expect(await work.declares(jonas, 'checkout is down')).toBe(5)
})

test('a page by name needs a reason, and ten an hour are enough for one person', async () => {
  await using work = await openWorkplace('http', {
    limits: { ...usual.limits, declare_asks: 'never', page_by_name: '2 per 1h' },
  })
  const [one, two, three] = [
    await work.declares(mira, 'checkout is down'),
    await work.declares(mira, 'mail is late'),
    await work.declares(mira, 'search is empty'),
  ]
  await work.types(mira, '/incident escalate @henri.roux', work.room(one))
  expect(await work.fills(mira, { reason: ' ' })).toEqual(
    expect.objectContaining({ errors: { reason: expect.stringContaining('Say what you need') as string } }),
  )
  expect(await work.fills(mira, { reason: 'you know the bank' })).toEqual({ ok: true })
  await work.types(mira, '/incident escalate @henri.roux you know mail', work.room(two))
  expect(await work.types(mira, '/incident escalate @henri.roux and search', work.room(three))).toMatch(
    /^Nobody was paged: you have paged 2 people by name in 1 h/,
  )
  expect(await work.types(mira, '/incident escalate payments please look', work.room(three))).not.toContain(
    'Nobody',
  )
  expect(await work.types(jonas, `/incident escalate ${three} @henri.roux and search`)).not.toContain(
    'Nobody',
  )
})

test('the GEOC cancels all of one person, but for what people work on and what they may not know of', async () => {
  await using work = await openWorkplace('http', { permissions: { cancel_all: ['geoc', devon] } })
  await declareSome(work, mira, 3)
  const real = await work.declares(mira, 'checkout is down')
  await work.declares(jonas, 'mail is late')
  await work.types(mira, '/incident declare')
  await work.fills(mira, { title: 'the keys leaked', private: 'yes' })
  await work.presses(clara, 'incident.more', work.card(real))
  await work.presses(clara, 'incident.status.investigating', { viewId: work.form(clara)?.viewId ?? '' })

  const all = '/incident cancel all by @mira.santos'
  expect(await work.types(jonas, all)).toMatch(
    /^Only people who take turns as GEOC or .* can cancel all incidents of a person/,
  )
  expect(await work.types(clara, '/incident cancel all by mira')).toContain('Say whose incidents, with an @')
  expect(await work.types(devon, `${all} a bet`)).toBe(
    `Cancelled: #1, #2, #3, declared by <@${mira}>.\nPeople work on #${real}, so that stays open. /incident cancel ends one.\nWas one of them real? /incident reopen 1`,
  )
  expect(await work.types(mira, '/incident list')).toMatch(
    /the keys leaked[^]*mail is late[^]*checkout is down/,
  )
  // Clara is in the private one: she was paged for it.
  expect(await work.types(clara, all, work.room(real))).toContain('Cancelled: #6, declared by')
  expect(await work.types(clara, all)).toContain('Nothing was cancelled')
})

test('somebody about whom Slack says nothing can declare and answer their page, and no more', async () => {
  await using work = await openWorkplace('http', {}, undefined, ({ faults }) => {
    for (const method of ['users.info', 'users.list'])
      faults.add({ kind: 'server_error', status: 500, method })
  })
  expect(await work.types(mira, '/incident declare checkout is down')).toMatch(/^Incident #1 is open/)
  await work.types(devon, '/incident declare')
  expect(JSON.stringify(work.form(devon)?.view)).not.toContain('checkout is down')
  expect(await work.fills(devon, { title: 'mail is late' })).toEqual({ ok: true })
  const unknown = 'Slack is not telling me who you are right now. Declaring still works'
  for (const line of [
    '/incident list',
    '/incident status 1',
    '/incident escalate 1 @devon.osei help',
    '/oncall join GEOC',
  ])
    expect(await work.types(mira, line)).toContain(unknown)

  work.slack.faults.clear()
  work.slack.faults.add({ kind: 'server_error', status: 500, method: 'users.list' })
  await work.aMinuteLater()
  expect(await work.types(mira, '/incident list')).toContain('checkout is down')
  work.slack.faults.add({ kind: 'server_error', status: 500, method: 'users.info' })
  expect(await work.types(mira, '/oncall add @leila.haddad GEOC')).toContain(
    `Slack is not telling me who <@U08LEILA> is right now`,
  )
})
