/** Messages that people read about being on call, and the forms. */
import { home, type HomeScreen } from '#messages/home.ts'
import { additionView } from '#slack/oncall/addition-form.ts'
import { awayView } from '#slack/oncall/away-form.ts'
import { coverView } from '#slack/oncall/cover-form.ts'
import { handOverNoteView } from '#slack/oncall/note-form.ts'
import { overrideView } from '#slack/oncall/override-form.ts'
import { swapView } from '#slack/oncall/swap-form.ts'
import { onCallNow, type TurnView } from '#messages/oncall/on-call-now.ts'
import {
  awayNoted,
  changed,
  plainReply,
  feeds,
  hoursOf,
  joined,
  nobodyThen,
  noFeeds,
  noSuchDay,
  unknownRota,
  whichRota,
  turnExplained,
} from '#messages/oncall/oncall-replies.ts'
import { schedule } from '#messages/oncall/oncall-schedule.ts'
import { coverRequest, incidentsStay, swapClosed, swapOffer } from '#messages/oncall/asks.ts'
import { askForNote, tomorrow } from '#messages/oncall/before.ts'
import { additionLines } from '#messages/oncall/addition.ts'
import { secondBegins } from '#messages/oncall/second.ts'
import { shadowPage, shadowWelcome } from '#messages/oncall/shadow.ts'
import { monthInWords, monthPicture } from '#messages/oncall/month.ts'
import { monthOf } from '#oncall/rota-month.ts'
import { begins } from '#messages/oncall/begins.ts'
import { gapAhead, gapClosed, gapNow } from '#messages/oncall/gap.ts'
import { departed, turnsMoved, welcomeToRota } from '#messages/oncall/moved.ts'
import { rotaPeopleAsked, rotaRequest, rotaRequestEnded } from '#messages/oncall/rota-request.ts'
import { testPage } from '#messages/oncall/test-page.ts'
import { today, topicToday } from '#messages/oncall/today.ts'
import { hoursWords } from '#oncall/turn-words.ts'
import { usergroupProblems, usergroupSlot } from '#oncall/usergroup.ts'
import { canYouStandIn, nobodyConfirmed, stillThere } from '#messages/oncall/unanswered.ts'
import { words } from '../samples/sample-incident.ts'
import { freshRota } from '#oncall/turns/fresh-rota.ts'
import { join } from '#oncall/turns/membership.ts'
import type { RequestState, RotaRequest } from '#oncall/rota-request.ts'
import type { RotaDeed } from '#oncall/notice.ts'
import { publishTurns } from '#oncall/turns/publish.ts'
import type { Cover, RotaState, Swap } from '#oncall/turns/rota.ts'
import { turnTimeline } from '#oncall/turns/timeline.ts'
import { item } from './postmortem-samples.ts'
import { open, type Samples } from './sample.ts'

const now = new Date('2026-11-23T12:00:00Z')
const until = new Date('2026-12-01T12:00:00Z')
const zone = 'Europe/Paris'
const state = ['U2MIKA', 'U3SASHA', 'U4KIM'].reduce(
  (before: RotaState, user) => {
    const outcome = join(before, user, now)
    if (!outcome.ok) throw new Error('nobody is refused here')
    return outcome.state
  },
  freshRota({ id: 'geoc', name: 'GEOC', role: 'geoc' }),
)
const published = publishTurns(state, now).state
const { rota, shifts } = published
const office = {
  ...rota,
  turn: 'two-weeks' as const,
  hours: { from: '09:00', to: '18:00', days: [1, 2, 3, 4, 5], holidays: false },
}
const weekend = { start: new Date('2026-11-28T12:00:00Z'), end: new Date('2026-11-29T12:00:00Z') }
const [first, second] = [shifts[0]!, shifts[1]!]
const range = { start: first.start, end: first.end }
const cover: Cover = {
  ...range,
  id: 'c',
  kind: 'cover',
  by: 'U2MIKA',
  user: null,
  takenAt: null,
  note: 'Concert of my daughter',
}
const alongside = {
  incident: open,
  role: 'geoc' as const,
  pages: [
    {
      user: 'U2MIKA',
      role: 'geoc' as const,
      silenced: false,
      status: 'sent' as const,
      at: now,
      climbsAt: null,
    },
  ],
  room: 'C0ROOM',
  words,
}
const december = Temporal.PlainYearMonth.from('2026-12')
const shownMonth = {
  id: 'w',
  month: december,
  months: [monthOf({ ...published, rota: { ...rota, holidays: ['2026-12-25'] } }, december)],
  nameOf: (user: string) => user.slice(2),
  picture: null,
  only: null,
  all: [rota, { id: 'im', name: 'IM' }],
  now,
}
const swap: Swap = {
  id: 's',
  from: { user: 'U3SASHA', start: second.start },
  to: { user: 'U2MIKA', start: first.start },
  status: 'offered',
  expiresAt: until,
}
const turn: TurnView = {
  rota,
  current: { ...range, user: 'U2MIKA', cover: null },
  next: { ...range, start: second.start, user: 'U3SASHA' },
  quiet: false,
  standIns: [],
  gap: null,
}
const gap = { start: second.start, end: second.end }
const followed = { done: true, channel: null, ts: null, deleted: 0, refused: null, detail: {} }
const usergroups = usergroupProblems(
  new Map(
    [
      { ...followed, name: usergroupSlot('on-call'), refused: 'permission_denied' },
      { ...followed, name: usergroupSlot('search-on-call'), detail: { empty: true } },
      { ...followed, name: usergroupSlot('orders-on-call'), detail: { outside: ['U4KIM'] } },
    ].map((slot) => [slot.name, slot]),
  ),
)
const change = { rota, moved: [{ ...range, from: 'U2MIKA', to: 'U3SASHA' }], gaps: [gap] }
const choices = [{ ...range, rota }]
const theirs = [{ ...gap, rota, holder: 'Sasha' }]
const screen: HomeScreen = {
  timeZone: zone,
  now,
  turns: [turn],
  shifts: [{ rota, shift: first, coveredBy: [cover] }],
  covers: [],
  aways: [{ ...range, id: 'a' }],
  asks: { covers: [{ rota, cover: { ...cover, by: 'U3SASHA' } }], swaps: [{ rota, swap }] },
  incidents: [
    {
      incident: { ...open, number: 14, title: 'Search is slow' },
      room: null,
      mine: { roles: [], isReporter: false },
    },
    { incident: open, room: 'C1ROOM', mine: { roles: ['geoc'], isReporter: true } },
    { incident: open, room: null, mine: { roles: [], isReporter: true } },
  ],
  drafts: [{ number: 11, title: 'Refunds fail', status: 'draft', dueAt: second.start }],
  actions: [
    { ...item, owner: 'U2MIKA' },
    { ...item, number: 3, due: null },
  ],
  offers: open.offers.map((offer) => ({ incident: open, offer })),
}
const beginning = {
  rota,
  at: first.start,
  until: first.end,
  outgoing: 'U3SASHA',
  note: null,
  open: [],
  takenAt: null,
  isCurrent: true,
  now,
  words,
}
const note = { openThings: 'The refund job: restart it at 18:00', watch: 'The order queue', changes: '' }
const added = { rota, moved: [], turns: [range], every: { before: 2, after: 3 } }
const unanswered = { rota, at: first.start, incoming: 'U2MIKA', next: 'U3SASHA', resolvedBy: null }
const request: RotaRequest = {
  id: 'r',
  by: 'U5OUTSIDE',
  at: now,
  wish: { deed: 'override', user: 'U4KIM', ...range, reason: 'the migration is theirs' },
  status: 'open',
  answeredBy: 'U2MIKA',
  answeredAt: now,
  undoneBy: 'U3SASHA',
  lost: { shifts: [], covers: [] },
}
const asked = (one: RotaRequest, how: RequestState) => ({ rota, request: one, state: how, undoUntil: null })
const deeds: RotaDeed[] = [
  'join',
  'leave',
  'add',
  'remove',
  'away',
  'back',
  'cover',
  'swap',
  'override',
  'undo',
  'departed',
  'settings',
]
const changes = [{ ...range, yours: true, other: 'U3SASHA' }]
const noticed = { person: 'U2MIKA', by: 'U3SASHA', changes }
const today1 = {
  name: 'GEOC',
  people: ['U2MIKA'],
  until: first.end,
  quiet: null,
  next: { user: 'U3SASHA', start: first.end },
  listed: false,
}

export const oncallSamples: Samples = {
  'On call: the App Home': () => [
    home(screen, words),
    home(
      {
        ...screen,
        turns: [],
        shifts: [],
        aways: [],
        asks: { covers: [], swaps: [] },
        incidents: [],
        offers: [],
        drafts: [],
        actions: [],
      },
      words,
    ),
  ],
  'On call: who is, by /oncall alone': () => [
    onCallNow([turn], words),
    onCallNow([{ ...turn, gap }], words),
    onCallNow([{ ...turn, current: null, standIns: ['U4KIM'] }], words),
    onCallNow([{ ...turn, current: null, next: null }], words),
    onCallNow([{ ...turn, rota: office, current: null, quiet: true }], words),
  ],
  'On call: today, in the tech channel and its topic': () => [
    today(
      [
        today1,
        { ...today1, name: 'IM', people: ['U4KIM'], next: null, listed: true },
        { ...today1, name: 'SEM search', people: [], next: null },
        { ...today1, name: 'SEM orders', people: [], quiet: hoursWords(office) },
        { ...today1, name: 'SEM mobile', next: { user: 'U3SASHA', start: until } },
      ],
      usergroups,
    ),
    topicToday([today1], () => 'Mika'),
  ],
  'On call: the schedule': () => [
    schedule(
      {
        rota,
        stretches: turnTimeline(published, now, until),
        gaps: [],
        standIns: [],
        publishedUntil: published.publishedUntil,
      },
      { start: now, end: until, reader: 'U2MIKA', now, others: [{ ...rota, id: 'im', name: 'IM' }] },
    ),
    ...[['U4KIM'], []].map((standIns) =>
      schedule(
        { rota, stretches: [], gaps: [{ start: now, end: until }], standIns, publishedUntil: null },
        { start: now, end: until, reader: 'U2MIKA', now, others: [] },
      ),
    ),
    schedule(
      { rota: office, stretches: [], gaps: [], standIns: [], publishedUntil: null },
      { start: now, end: until, reader: 'U2MIKA', now, others: [] },
    ),
  ],
  'On call: short answers': () => [
    joined(change, { first: first.start, now }, words),
    changed(['You have left GEOC.'], [change]),
    awayNoted(range, zone, [], words),
    whichRota([rota], { words: 'Join', action: 'oncall.join' }),
    turnExplained(rota, [
      {
        ...range,
        user: 'U2MIKA',
        sentence: 'of three people who could, Mika has had the fewest turns: 4, the last one 9 days ago',
      },
    ]),
    joined({ ...change, rota: office, moved: [], gaps: [] }, { first: null, now }, words),
    whichRota([office, { ...rota, turn: '12h' }], { words: 'Join', action: 'oncall.join' }),
    nobodyThen(rota, until, words),
    nobodyThen(office, weekend.start, words),
    hoursOf('2026-11', 'person,day,night,weekend,holiday\nMika,40,24,0,0', words),
    feeds([{ of: 'mine', name: 'Your own turns', url: 'https://muster.example.com/calendar/1.ics' }]),
    noFeeds,
    plainReply('Your note is saved.'),
    unknownRota('geco', [rota]),
    noSuchDay('soon', now, zone),
  ],
  'On call: a page to yourself': () => [
    testPage({ id: '1', askedAt: now, acknowledgedAt: null }),
    testPage({ id: '1', askedAt: now, acknowledgedAt: new Date(now.getTime() + 8000) }),
  ],
  'On call: somebody comes into a rota': () => [
    welcomeToRota(rota, { first, words }),
    welcomeToRota(rota, { first: null, words }),
  ],
  'On call: before a turn begins and ends': () => [
    tomorrow(rota, first, [], words),
    tomorrow(rota, first, [{ rota: 'IM', ...range }], words),
    tomorrow(office, first, [], words),
    askForNote(rota, { end: first.end, next: 'U3SASHA', written: false }),
    askForNote(rota, { end: first.end, next: null, written: true }),
  ],
  'On call: a turn begins': () => [
    begins(beginning),
    begins({ ...beginning, rota: office }),
    begins({ ...beginning, note, open: [{ ...open, holder: 'U3SASHA' }] }),
    begins({ ...beginning, takenAt: now }),
    begins({ ...beginning, isCurrent: false }),
    incidentsStay(rota, 'U2MIKA', [{ number: 12, words: '🟠 P2 · Acknowledged · #12 Checkout fails' }]),
  ],
  'On call: nobody confirms a hand-over': () => [
    stillThere(unanswered),
    stillThere({ ...unanswered, resolvedBy: unanswered.incoming }),
    stillThere({ ...unanswered, resolvedBy: 'U4KIM' }),
    stillThere({ ...unanswered, next: null }),
    canYouStandIn(unanswered),
    canYouStandIn({ ...unanswered, resolvedBy: 'U2MIKA' }),
    nobodyConfirmed(unanswered),
    nobodyConfirmed({ ...unanswered, resolvedBy: 'U2MIKA' }),
  ],
  'On call: nobody is': () => [
    gapAhead(rota, gap),
    gapNow(rota, gap, ['U4KIM']),
    gapNow(rota, gap, []),
    gapClosed(rota, 'U4KIM'),
    gapClosed(rota, null),
  ],
  'On call: cover and swaps': () => [
    coverRequest(rota, cover, { now, moved: false }),
    coverRequest(rota, { ...cover, user: 'U4KIM' }, { now, moved: false }),
    coverRequest(rota, cover, { now, moved: true }),
    coverRequest(rota, cover, { now: until, moved: false }),
    ...(['offered', 'accepted', 'declined', 'expired'] as const).map((status) =>
      swapOffer(rota, { ...swap, status }, { mine: first, theirs: second }),
    ),
    ...(['declined', 'expired'] as const).map((status) => swapClosed(rota, { ...swap, status })),
  ],
  'On call: second, and learning along': () => [
    secondBegins(rota, { user: 'U2MIKA', end: until }, words),
    shadowWelcome(rota, null, words),
    shadowWelcome(rota, 'U2MIKA', words),
    ...(['sent', 'acknowledged', 'declined', 'timed out', 'cancelled'] as const).map((status) =>
      shadowPage({ ...alongside, pages: [{ ...alongside.pages[0]!, status }] }),
    ),
    shadowPage({ ...alongside, room: null, pages: [{ ...alongside.pages[0]!, unreached: true }] }),
  ],
  'On call: a month': () => [
    monthPicture({ ...shownMonth, picture: 'F0MONTH' }),
    monthPicture({ ...shownMonth, picture: null, only: 'geoc', refusedIn: 'C0PLACE' }),
    monthInWords(shownMonth, words),
  ],
  'A change of a rota by somebody outside it': () => [
    ...(['add', 'remove'] as const).map((deed) =>
      rotaRequest(asked({ ...request, wish: { deed, user: 'U4KIM' } }, 'open')),
    ),
    rotaRequest({
      ...asked({ ...request, wish: { deed: 'add', user: 'U4KIM' } }, 'open'),
      effects: additionLines(
        { rota, moved: [], turns: [range], every: { before: 3, after: 4 } },
        'U4KIM',
        [],
      ),
    }),
    rotaRequest(asked(request, 'open')),
    rotaRequest({ ...asked(request, 'allowed'), undoUntil: until }),
    ...(['allowed', 'refused', 'expired', 'undone'] as const).map((state) =>
      rotaRequestEnded(asked(request, state)),
    ),
    changed(rotaPeopleAsked(rota), []),
  ],
  'On call: turns have moved': () => [
    ...deeds.map((deed) =>
      turnsMoved(rota, {
        ...noticed,
        deed,
        ...(deed === 'override' && { reason: 'the migration is theirs' }),
      }),
    ),
    turnsMoved(rota, { ...noticed, deed: 'away', changes: [{ ...range, yours: false, other: 'U4KIM' }] }),
    turnsMoved(office, {
      ...noticed,
      deed: 'settings',
      changes: [{ ...weekend, yours: false, other: null }],
    }),
    departed(rota, { ...noticed, person: null, deed: 'departed' }),
  ],
  'On call: forms': () => [
    awayView('2026-12-24'),
    additionView(added, 'U4KIM', [{ rota: 'IM', ...range }]),
    coverView(choices, zone, null),
    swapView({ mine: choices, theirs }, zone, { rota, ...range }),
    handOverNoteView(rota, null),
    overrideView([rota], { rota: 'geoc', user: null, reason: '', ...range }),
  ],
}
