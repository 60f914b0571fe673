import { additionView } from '#slack/oncall/addition-form.ts'
import type { HomeView, ModalView } from '@slack/types'
import { expect, test } from 'vitest'
import { freshRota } from '#oncall/turns/fresh-rota.ts'
import { join } from '#oncall/turns/membership.ts'
import { publishTurns } from '#oncall/turns/publish.ts'
import type { Cover, RotaState, Swap } from '#oncall/turns/rota.ts'
import { turnTimeline } from '#oncall/turns/timeline.ts'
import { home, type HomeScreen } from '../home.ts'
import { coverView } from '#slack/oncall/cover-form.ts'
import { handOverNoteView } from '#slack/oncall/note-form.ts'
import { swapView } from '#slack/oncall/swap-form.ts'
import { onCallNow, type TurnView } from './on-call-now.ts'
import { awayNoted, changed, feeds, hoursOf, joined, whichRota, turnExplained } from './oncall-replies.ts'
import { monthInWords, monthPicture } from './month.ts'
import { monthOf } from '#oncall/rota-month.ts'
import { schedule } from './oncall-schedule.ts'
import { rotaRequest } from './rota-request.ts'
import { item } from '../../../test/messages/postmortem-samples.ts'
import { incident, words } from '../../../test/samples/sample-incident.ts'

const now = new Date('2026-11-23T12:00:00Z')
const until = new Date('2026-12-07T12:00:00Z')
const zone = 'Europe/Paris'

const hostile: Record<string, string> = {
  broadcast: '<!channel> <!here|here> @channel',
  mention: '<@U9EVIL> <@U9EVIL|boss>',
  links: '<https://evil.example|pay here> javascript:alert(1)',
  long: 'w<&>'.repeat(2500),
  family: '👩‍👩‍👧‍👦'.repeat(1000),
  controls: 'a\u0000b\u001B[31m\r\ne\tf',
  'half a character': 'broken \uD83D and \uDE00',
  empty: '',
}

function rotaCalled(name: string): RotaState {
  let state = freshRota({ id: 'geoc', name, role: 'geoc' })
  for (const user of ['U2MIKA', 'U3SASHA', 'U4KIM']) {
    const outcome = join(state, user, now)
    if (outcome.ok) state = outcome.state
  }
  return publishTurns(state, now).state
}

function shownOf(evil: string): {
  messages: ReturnType<typeof onCallNow>[]
  views: (ModalView | HomeView)[]
} {
  const state = rotaCalled(evil || 'GEOC')
  const { rota, shifts } = state
  const range = { start: now, end: until }
  const cover: Cover = {
    ...range,
    id: 'c',
    kind: 'cover',
    by: 'U2MIKA',
    user: null,
    takenAt: null,
    note: evil,
  }
  const swap: Swap = {
    id: 's',
    from: { user: 'U3SASHA', start: now },
    to: { user: 'U2MIKA', start: until },
    status: 'offered',
    expiresAt: until,
  }
  const turn: TurnView = {
    rota,
    current: { ...range, user: 'U2MIKA', cover },
    next: { ...range, user: 'U3SASHA' },
    quiet: false,
    standIns: [],
    gap: range,
  }
  const nobody: TurnView = { ...turn, current: null, standIns: ['U4KIM'] }
  const change = {
    rota,
    moved: shifts.map((one) => ({ ...one, from: null, to: one.user })),
    gaps: [range, range],
  }
  const choices = shifts.map((one) => ({ ...one, rota, holder: evil }))
  const screen: HomeScreen = {
    timeZone: zone,
    now,
    turns: Array.from({ length: 40 }, () => turn),
    shifts: shifts.map((shift) => ({ rota, shift, coveredBy: [cover] })),
    covers: [{ rota, cover }],
    aways: Array.from({ length: 20 }, (_, i) => ({ ...range, id: String(i) })),
    asks: {
      covers: Array.from({ length: 40 }, () => ({ rota, cover })),
      swaps: Array.from({ length: 40 }, () => ({ rota, swap })),
    },
    incidents: Array.from({ length: 40 }, () => ({
      incident: incident([], { title: evil }),
      room: 'C1ROOM',
      mine: { roles: ['geoc'], isReporter: true },
    })),
    drafts: Array.from({ length: 40 }, () => ({ number: 1, title: evil, status: 'draft', dueAt: now })),
    actions: Array.from({ length: 40 }, () => ({ ...item, what: evil })),

    offers: [],
  }
  const view = {
    rota,
    stretches: turnTimeline(state, now, until),
    gaps: [range],
    standIns: [],
    publishedUntil: state.publishedUntil,
  }
  const csv = Array.from({ length: 400 }, () => evil.replaceAll(/\s/g, ' ')).join('\n')
  const december = Temporal.PlainYearMonth.from('2026-12')
  const month = {
    id: 'w',
    month: december,
    months: [monthOf(state, december)],
    nameOf: () => evil,
    picture: null,
    only: null,
    all: [rota, { id: 'im', name: evil }],
    now,
  }
  return {
    messages: [
      monthPicture({ ...month, picture: 'F0MONTH' }),
      monthPicture({ ...month, picture: null, only: 'geoc', refusedIn: 'C0PLACE' }),
      monthInWords(month, words),
      rotaRequest({
        rota,
        request: {
          id: 'r',
          by: 'U2MIKA',
          at: now,
          wish: { deed: 'override', user: 'U3SASHA', ...range, reason: evil },
          status: 'open',
          answeredBy: null,
          answeredAt: null,
          undoneBy: null,
          lost: { shifts: [], covers: [] },
        },
        state: 'open',
        undoUntil: null,
      }),
      onCallNow([turn, nobody], words),
      schedule(view, { ...range, reader: 'U2MIKA', now, others: [rota, rota] }),
      schedule({ ...view, stretches: [], gaps: [] }, { ...range, reader: 'U2MIKA', now, others: [] }),
      changed(['done'], [change, change]),
      joined(change, { first: until, now }, words),
      awayNoted(range, zone, [change], words),
      whichRota([rota, rota], { words: 'Join', action: 'oncall.join' }),
      turnExplained(rota, [{ ...range, user: 'U2MIKA', sentence: evil }]),
      hoursOf('2026-11', csv, words),
      feeds(
        Array.from({ length: 50 }, () => ({ of: 'geoc', name: evil, url: 'https://m.example.com/c.ics' })),
      ),
    ],
    views: [
      home(screen, words),
      home(
        { ...screen, turns: [], shifts: [], covers: [], aways: [], incidents: [], drafts: [], actions: [] },
        words,
      ),
      coverView(choices, zone, null),
      additionView({ rota, moved: [], turns: [range], every: { before: 2, after: 3 } }, 'U2MIKA', [
        { ...range, rota: evil },
      ]),
      swapView({ mine: choices, theirs: choices }, zone, { rota, ...range }),
      handOverNoteView(rota, { openThings: evil, watch: evil, changes: evil }),
    ],
  }
}

test.each(Object.entries(hostile))('nobody forges anything about a rota with %s', (_, evil) => {
  const { messages, views } = shownOf(evil)
  for (const { text, blocks } of messages) {
    expect(text.replace(/<@U[1-5][A-Z]+>/g, '')).not.toMatch(/[<>]/)
    expect(text.length).toBeLessThanOrEqual(4000)
    expect(blocks.length).toBeLessThanOrEqual(50)
    expectHarmless(blocks)
  }
  for (const view of views) {
    expect(view.blocks.length).toBeLessThanOrEqual(100)
    expectHarmless(view.blocks)
  }
})

test('the App Home stays within what Slack takes, and every button of a row is its own', () => {
  const [first] = shownOf('a note').views
  const ids = first?.blocks.flatMap((block) =>
    'elements' in block && block.type === 'actions'
      ? [block.elements.map((one) => ('action_id' in one ? one.action_id : ''))]
      : [],
  )
  for (const row of ids ?? []) expect(new Set(row).size).toBe(row.length)
  expect(JSON.stringify(first).length).toBeLessThan(250_000)
})

function expectHarmless(node: unknown): void {
  if (Array.isArray(node)) {
    node.forEach(expectHarmless)
    return
  }
  if (typeof node !== 'object' || node === null) return
  const { type, text } = node as { type?: string; text?: unknown }
  expect(['mrkdwn', 'markdown', 'broadcast', 'usergroup']).not.toContain(type)
  if (type === 'user') expect((node as { user_id: string }).user_id).toMatch(/^U[1-5][A-Z]+$/)
  if (type === 'link') throw new Error('nothing here leads anywhere')
  if ((type === 'text' || type === 'plain_text') && typeof text === 'string') {
    expect(text).not.toBe('')
    expect(text.length).toBeLessThanOrEqual(3000)
    expect(text.isWellFormed()).toBe(true)
    expect(text.replace(/\n/g, '')).not.toMatch(/\p{Cc}/u)
  }
  Object.values(node).forEach(expectHarmless)
}
