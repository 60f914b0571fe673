/** A declaration that sounds like an open incident asks first if it is the same, and goes ahead by itself when nobody answers. */
import { expect, test } from 'vitest'
import { aboutTheSame } from '#incidents/similar.ts'
import { freely } from './samples/unlimited.ts'
import { clara, general, jonas, mira, openWorkplace, type Workplace } from './workplace.ts'

const asking = { limits: { ...freely, declare_alike: 'ask' as const } }

async function withCheckoutDown(): Promise<Workplace> {
  const work = await openWorkplace('http', asking)
  await work.declares(mira, 'checkout is down')
  return work
}

const listed = (work: Workplace) => work.types(mira, '/incident list')
const pagesTo = (work: Workplace, user: string) =>
  work.slack.journal
    .calls('chat.postMessage')
    .filter(({ args }) => JSON.stringify(args).includes('/page') && args['channel'] !== undefined)
    .filter(({ args }) => JSON.stringify(args).includes(user)).length

async function answers(work: Workplace, as: string, actionId: string): Promise<string> {
  const asked = work.slack.surface.ephemerals(as).findLast(({ text }) => text.startsWith('Same as'))
  await work.presses(as, actionId, { channel: general, ts: asked?.ts ?? '' })
  return work.reads(as)
}

test('the second reporter is asked, and joins with their words noted; nothing else is declared', async () => {
  await using work = await withCheckoutDown()
  expect(await work.types(jonas, '/incident declare checkout fails for cards')).toMatch(
    /^Same as #1 checkout is down\?\n/,
  )
  await answers(work, jonas, 'declare.same')
  const told = work.slack.surface.ephemerals(jonas).map(({ text }) => text)
  expect(told.some((text) => text.includes('You are invited to its room'))).toBe(true)
  await work.aMinuteLater()
  expect(await listed(work)).not.toContain('#2')
  expect(work.room(1, jonas)).toBeTruthy()
  const { notes } = await work.app.incidents.load(1)
  expect(notes.map(({ text, by }) => [text, by])).toEqual([
    ['Also reported: checkout fails for cards', jonas],
  ])
})

test('without an answer it is declared after 30 seconds, and its page waits as long, not longer', async () => {
  await using work = await withCheckoutDown()
  await work.types(jonas, '/incident declare checkout fails for cards')
  const before = pagesTo(work, '#2')
  await work.aMinuteLater(15 / 60)
  expect(await listed(work)).not.toContain('#2')
  expect(before).toBe(0)
  await work.aMinuteLater(17 / 60)
  expect(await listed(work)).toContain('#2 checkout fails for cards')
  const [page] = work.slack.surface
    .channels(clara)
    .filter(({ isIm }) => isIm)
    .flatMap(({ id }) => work.slack.surface.messages(clara, id))
    .filter(({ text }) => text.includes('#2'))
  expect(page?.text).toContain('checkout fails for cards')
  const direct = work.slack.surface
    .channels(jonas)
    .filter(({ isIm }) => isIm)
    .flatMap(({ id }) => work.slack.surface.messages(jonas, id))
  expect(direct.map(({ text }) => text).join()).toContain('#2 checkout fails for cards')
  expect(await answers(work, jonas, 'declare.same')).toContain('Yours was declared as #2 before that.')
  expect(await answers(work, jonas, 'declare.sure')).toContain('#2')
  expect(await listed(work)).not.toContain('#3')
})

test('"no" declares at once, and so do the same words once more', async () => {
  await using work = await withCheckoutDown()
  await work.types(jonas, '/incident declare checkout fails for cards')
  expect(await answers(work, jonas, 'declare.sure')).toContain('#2')
  await work.types(clara, '/incident declare no checkout in France')
  expect(await work.types(clara, '/incident declare no checkout in France')).toContain('#3')
  await work.aMinuteLater()
  expect(await listed(work)).not.toContain('#4')
})

test('the form asks too, and a private one and a drill do not', async () => {
  await using work = await withCheckoutDown()
  await work.types(jonas, '/incident declare')
  await work.fills(jonas, { title: 'checkout fails for cards', private: 'private' })
  expect(await work.types(jonas, '/incident list')).toContain('#2')
  expect(await work.types(jonas, '/incident declare drill checkout fails')).toContain('DRILL')
  await work.types(jonas, '/incident declare')
  expect(
    JSON.stringify((await work.fills(jonas, { title: 'checkout fails here' })) && work.form(jonas)),
  ).toContain('Same as #1')
})

test.each([
  ['checkout fails', true],
  ['Checkout: 500 errors for all users', true],
  ['nobody can pay in the checkout', true],
  ['search is down', false],
  ['everything is down', false],
  ['exports of the order list miss rows', false],
])('%j is the same as "checkout is down": %j', (title, same) => {
  expect(aboutTheSame(title, [{ title: 'checkout is down' }])).toHaveLength(same ? 1 : 0)
})
