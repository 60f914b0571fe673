/** Six messages of 40 kB in an open room: people are answered and pages leave while they are kept, read and drafted from. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { hostileTexts } from './hostile/hostile-text.ts'
import { long, slowness, worked } from './hostile/time-taken.ts'
import { clara, general, jonas, mira, openWorkplace, type Workplace } from './workplace.ts'

/** The most milliseconds of work that somebody waits for, beyond the same with six short messages. */
const most = { answer: 250, page: 1_000 }

interface Waits {
  /** For an answer while the messages arrive, and while the post-mortem is drafted. */
  answers: number
  page: number
  /** The longest stretch in which nothing else could leave. */
  stretch: number
}

const slow = slowness()
let work: Workplace
/** The waits where short messages are said: the same deeds, the same database. */
let usual: Waits
beforeAll(async () => {
  work = await openWorkplace('socket')
  await waitsWith('first', 'hello')
  usual = await waitsWith('short', 'hello')
})
afterAll(() => work[Symbol.asyncDispose]())

async function working(happens: () => Promise<unknown>): Promise<number> {
  const began = worked()
  await happens()
  return worked() - began
}

const soon = { interval: 5, timeout: 120_000 }

function answered(room: string): Promise<number> {
  const { surface } = work.slack
  const before = surface.ephemerals(jonas).length
  return working(async () => {
    await surface.do({ as: jonas, act: 'command', channel: room, text: '/incident status' })
    await vi.waitFor(() => expect(surface.ephemerals(jonas).length).toBeGreaterThan(before), soon)
  })
}

function paged(title: string): Promise<number> {
  const { surface } = work.slack
  return working(async () => {
    await surface.do({ as: mira, act: 'command', channel: general, text: `/incident declare ${title}` })
    const { channel = '' } = await surface.do({ as: clara, act: 'openIm', user: 'U0BOT' })
    const shown = () => JSON.stringify(surface.messages(clara, channel).map(({ blocks }) => blocks))
    await vi.waitFor(() => expect(shown()).toContain(title), soon)
  })
}

/** The longest stretch until it is over. */
async function longestStretch(happens: () => Promise<void>): Promise<number> {
  let [longest, isOver, began] = [0, false, worked()]
  const look = () => {
    longest = Math.max(longest, worked() - began)
    began = worked()
    if (!isOver) setImmediate(look)
  }
  look()
  await happens()
  isOver = true
  return longest
}

async function waitsWith(what: string, text: string): Promise<Waits> {
  await work.aMinuteLater()
  const number = await work.declares(mira, `Checkout fails, ${what}`)
  const room = work.room(number)
  await work.does(jonas, { act: 'join', channel: room })
  await work.presses(clara, 'incident.acknowledge', work.card(number))
  await work.types(clara, '/incident resolve', room)
  const waits: Waits = { answers: 0, page: 0, stretch: 0 }
  waits.stretch = await longestStretch(async () => {
    const said = Array.from({ length: 6 }, () =>
      work.slack.surface.do({
        as: clara,
        act: 'say',
        channel: room,
        text: `deployed, users are down. ${text}`,
      }),
    )
    waits.answers = await answered(room)
    await Promise.all(said)
    const resolved = work.fills(clara, { text: 'reverted', impact: 'nobody could pay' })
    const [answer, page] = await Promise.all([answered(room), paged(`Login stopped, ${what}`)])
    expect(await resolved).toEqual({ ok: true })
    waits.answers = Math.max(waits.answers, answer)
    waits.page = page
  })
  await vi.waitFor(() => {
    const messages = work.slack.surface.messages(mira, room)
    expect(messages.filter((one) => one.text.startsWith(`Post-mortem of #${number}`))).toHaveLength(1)
  }, soon)
  return waits
}

test.each(['a version list, 0', 'spaces between words, 1', 'marks of one letter, 0', 'a mixture'])(
  'six messages of %s keep nobody waiting',
  async (kind) => {
    const waits = await waitsWith(kind, hostileTexts[kind]?.(long - 200) ?? '')
    expect(waits.stretch - usual.stretch).toBeLessThan(most.answer * slow)
    expect(waits.answers - usual.answers).toBeLessThan(most.answer * slow)
    expect(waits.page - usual.page).toBeLessThan(most.page * slow)
  },
)
