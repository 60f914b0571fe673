/** Messages that people read about an incident. */
import { declarationOf, type Incident, type IncidentEvent, type Offer } from '#incidents/incident.ts'
import { alike, declaredMeanwhile } from '#messages/incident/alike.ts'
import { announcement, techAnnouncement } from '#messages/incident/announcement.ts'
import { brief } from '#messages/incident/brief.ts'
import { cancelledAll } from '#messages/incident/cancelled-all.ts'
import { card } from '#messages/incident/card.ts'
import { confirmation } from '#messages/incident/confirmation.ts'
import { decisionsTold } from '#messages/incident/decisions.ts'
import { declared } from '#messages/incident/declared.ts'
import { asDrill } from '#messages/incident/drill.ts'
import { following, followingEnd } from '#messages/incident/following.ts'
import { help } from '#messages/help.ts'
import { incidentList, unknownFilter } from '#messages/incident/incident-list.ts'
import { didNothing, leftOut } from '#messages/left-out.ts'
import { ladderEnd } from '#messages/incident/ladder-end.ts'
import { ladderNotes } from '#messages/incident/ladder-notes.ts'
import { news } from '#messages/incident/news.ts'
import { inGroup, noRoom, ofIncident } from '#messages/incident/no-room.ts'
import { offer, offerAnswered, offerSent, offerUnanswered, offerWaits } from '#messages/incident/offer.ts'
import { pageMessage } from '#messages/pages/page-message.ts'
import type { PagedAlerts, PageView } from '#escalation/page-view.ts'
import { alertLadderEnd } from '#messages/pages/alert-ladder-end.ts'
import { alertIsOver, alertQuiet, countedNotUseful } from '#messages/pages/alert-replies.ts'
import { over } from '#incidents/over.ts'
import { databaseDown, failure, refusal, unsure } from '#messages/refusal.ts'
import { really } from '#messages/incident/really.ts'
import { reminder } from '#messages/reminders/reminder.ts'
import { repaired } from '#messages/incident/repaired.ts'
import type { RoleChange } from '#incidents/role-changes.ts'
import { roleOver, rolePassed } from '#messages/incident/role-passed.ts'
import { roomLine } from '#messages/incident/room-line.ts'
import { inPlaceOf, removed } from '#messages/incident/room-lost.ts'
import { roomName } from '#messages/incident/room-name.ts'
import { began, incident, into, words } from '../samples/sample-incident.ts'
import {
  cannotConfirm,
  cannotConfirmThem,
  followed,
  formNotOpened,
  fromMessage,
  fromPrivateMessage,
  joining,
  guestsTakeNoTurns,
  nobodyReads,
  nobodyToEscalateTo,
  noLongerKept,
  noSuchButton,
  noWayIn,
  notAColleague,
  erasedHere,
  notOfAnIncident,
  oursIsTold,
  noWordsToTell,
  onTheTimeline,
  roomReady,
  unconfirmed,
  unknownService,
  unknownSquad,
  unknownVerb,
  unfollowed,
  unreadable,
  whichIncident,
  noIncidentThen,
  unreadableTime,
  whichUpdate,
} from '#messages/short-replies.ts'
import { serviceLines, serviceNames } from '#messages/incident/service-lines.ts'
import { lines, message } from '#words/blocks.ts'
import { sourceReply } from '#messages/incident/source-reply.ts'
import { status } from '#messages/incident/status.ts'
import { purpose, topic } from '#messages/incident/topic.ts'
import { tray, trayInRoom } from '#messages/tray.ts'
import { update } from '#messages/incident/update.ts'
import { amiss, mended } from '#messages/amiss.ts'
import { greeting, welcome } from '#messages/welcome.ts'
import { insteadOf } from '#messages/instead.ts'
import { whatNext } from '#messages/incident/what-next.ts'
import { happened, lasted, later, open, recorded, type Samples } from './sample.ts'

const situation = (problems: string[] = []) => ({ words, pages: [], problems, now: later })
const offering = { words, room: 'C1ROOM', updateDue: later }
const afterOffer = ({ role, outcome, to }: Offer): Incident =>
  outcome === 'accepted' ? { ...open, roles: { ...open.roles, [role]: to } } : open
const passed: RoleChange = {
  seq: 9,
  at: later,
  role: 'geoc',
  from: 'U2MIKA',
  to: 'U3SASHA',
  by: 'U3SASHA',
  offered: false,
}
const line = (event: IncidentEvent, of: Incident = open) => roomLine(of, recorded(event), { words })
const ended = {
  status: 'resolved',
  resolvedAt: later,
  closedAt: null,
  mergedInto: null,
  endedBy: 'U2MIKA',
} as const
const page: PageView = {
  id: '1',
  subject: 12,
  title: open.title,
  severity: 'P2',
  private: false,
  drill: false,
  why: 'you are on call as GEOC today',
  role: 'geoc',
  since: began,
  at: began,
  climbsAt: later,
  next: ['U3SASHA'],
  status: 'sent',
  roomChannel: 'C1ROOM',
}
const alerts: PagedAlerts = {
  service: 'checkout',
  firing: 3,
  cleared: 2,
  worst: ['Checkout errors above 2%', 'Payments queue grows', 'Carts are slow'],
  links: [{ title: 'Graph', url: 'https://prom.example.com/graph' }],
  over: null,
  quietUntil: null,
}
const alertPaged: PageView = {
  ...page,
  subject: 'A7',
  user: 'U3SASHA',
  title: 'Checkout errors above 2%',
  role: 'sem:payments',
  why: 'you are on call as SEM payments today',
  roomChannel: null,
  alerts,
}
const reminded = {
  nth: 1,
  cause: began.toISOString(),
  person: null,
  askedAt: later,
  settledAt: null,
  snoozedUntil: null,
  muted: false,
}
const decided = (
  [
    { type: 'acknowledged' },
    { type: 'severity changed', to: 'P1', reason: 'no order comes in' },
    { type: 'fix started', number: 1, kind: 'revert', what: 'release 512', link: null },
    { type: 'escalated', role: 'sem:payments', reason: 'the revert hangs' },
    { type: 'role given', role: 'geoc', to: 'U3SASHA' },
    { type: 'services set', services: ['checkout', 'search'], squad: 'payments' },
  ] as const
).map((event) => recorded(event))
const nextContext = { words, reader: 'U2MIKA', updateDue: later }

export const incidentSamples: Samples = {
  'The tray, by /incident alone': () => [tray(words)],
  'On the card: the services it is about': () => [
    message(lines(...serviceLines({ services: ['checkout', 'search'], severity: null }, words))),
    serviceNames(['checkout', 'search', 'a', 'b', 'c'], words),
  ],
  'The tray in a room': () => [trayInRoom(open, situation())],
  'The first start in a new workspace, to its owner': () => [greeting(words)],
  'Once a day, to the keeper of the installation': () => [
    amiss([
      {
        about: 'People',
        says: 'nobody in the workspace is ada@example.com',
        todo: 'Correct the id or the address in the policy.',
      },
      {
        about: 'Rota GEOC',
        says: 'reaches nobody: none of ada@example.com can be paged',
        todo: 'Correct the policy, or add people with /oncall add in Slack.',
      },
    ]),
    mended(),
  ],
  'The first /incident in a new workspace': () => [welcome(words)],
  'The answer to a declaration': () => [
    declared(open, [open], { words, now: later, room: 'C1ROOM', paging: ['U2MIKA'], held: [] }),
    declared(open, [], { words, now: later, room: null, paging: ['U2MIKA'], held: [], named: ['checkout'] }),
    declared(open, [], { words, now: later, room: null, paging: ['U2MIKA'], held: [], shortened: true }),
    declared({ ...open, severity: null, roles: {} }, [], {
      words,
      now: later,
      room: 'C1ROOM',
      paging: ['U2MIKA'],
      overseers: ['U4KIM'],
      held: [],
    }),
    declared({ ...open, acknowledgedBy: null }, [], { words, now: later, room: null, paging: [], held: [] }),
    declared({ ...open, acknowledgedBy: null }, [], {
      words,
      now: later,
      room: null,
      paging: [],
      held: [],
      awaited: true,
    }),
  ],
  'A declaration that sounds like an open incident': () => [
    alike(open, { title: 'Checkout is broken', kept: 'k1', seconds: 30 }, words),
    declaredMeanwhile(13, 12),
  ],
  'One declaration more than usual': () => [really({ title: open.title, kept: 'k1', count: 3 }, words)],
  'Cancelled all of one person': () => [
    cancelledAll({ cancelled: [12, 13], left: [14] }, 'U2MIKA', words),
    cancelledAll({ cancelled: [], left: [] }, 'U2MIKA', words),
  ],
  'A page': () => [
    pageMessage([page], { words }),
    pageMessage([page, { ...page, id: '2', subject: 13, title: 'Search is slow' }], { words }),
    ...(['acknowledged', 'declined', 'timed out', 'cancelled'] as const).map((now) =>
      pageMessage([{ ...page, status: now }], { words }),
    ),
    pageMessage([{ ...page, status: 'timed out', unreached: true }], { words }),
    pageMessage([{ ...page, status: 'timed out', holder: 'U2MIKA' }], { words }),
    pageMessage([{ ...page, status: 'acknowledged', holder: 'U4KIM' }], { words }),
    pageMessage([{ ...page, status: 'timed out', ended }], { words }),
  ],
  'A page for alerts': () => [
    pageMessage([alertPaged], { words }),
    pageMessage([{ ...alertPaged, status: 'acknowledged', holder: 'U3SASHA' }], { words }),
    pageMessage([{ ...alertPaged, status: 'timed out', holder: 'U2MIKA' }], { words }),
    pageMessage([{ ...alertPaged, status: 'timed out', holder: null, climbing: true }], { words }),
    pageMessage([{ ...alertPaged, status: 'declined', holder: null }], { words }),
    pageMessage([{ ...alertPaged, status: 'cancelled', holder: null, alerts: { ...alerts, over: later } }], {
      words,
    }),
    pageMessage(
      [{ ...alertPaged, status: 'cancelled', holder: null, alerts: { ...alerts, quietUntil: later } }],
      {
        words,
      },
    ),
    ...[
      { holder: null, incident: null, over: null, empty: false },
      { holder: null, incident: null, over: null, empty: true },
      { holder: 'U2MIKA', incident: null, over: null, empty: false },
      { holder: null, incident: 12, over: null, empty: false },
      { holder: null, incident: null, over: later, empty: false },
    ].map((one) => alertLadderEnd({ name: 'A7', title: 'Checkout errors above 2%', ...one }, words)),
    alertQuiet('A7', later),
    countedNotUseful('A7'),
    alertIsOver(),
  ],
  'The name, topic and purpose of the room': () => [
    roomName(open),
    topic(open, { words, geoc: 'Mika' }),
    purpose(open, words),
  ],
  'The card': () => [
    card(incident(), situation()),
    card(
      open,
      situation([
        'Could not invite Robin.',
        ...ladderNotes(
          [recorded({ type: 'level skipped', role: 'im', level: 'next IM' })],
          open.roles,
          words,
        ),
      ]),
    ),
    card(incident([...happened, ...into.resolved.slice(1)]), situation()),
    card(
      incident([...happened, { type: 'departed', user: 'U2MIKA', roles: ['geoc'], offered: [] }]),
      situation(),
    ),
    card(incident([...happened, ...into.resolved.slice(1), ...lasted]), situation()),
    card(incident(into.closed), { ...situation(), archiveAt: new Date('2026-02-21T13:12:00Z') }),
    card(incident(into.closed), { ...situation(), awaitsPaperwork: true }),
  ],
  'The brief, for people who come in': () => [
    brief(open, {
      words,
      reader: 'U3SASHA',
      missed: ['U4KIM'],
      pins: [
        {
          author: 'U2MIKA',
          app: null,
          text: 'The gateway answers 502 since <https://x.example/r/12|release 12>',
        },
      ],
      now: later,
    }),
  ],
  'What to do first': () => [
    whatNext(open, nextContext),
    whatNext(open, { ...nextContext, reader: 'U3SASHA' }),
    whatNext({ ...open, roles: { im: 'U2MIKA' } }, nextContext),
  ],
  'Lines in the room': () => [
    line({ type: 'fix ended', number: 1, outcome: 'failed', remark: 'still down', link: null }),
    line({ type: 'declared', number: 12, ...declarationOf('Refunds…'), text: 'Refunds fail since noon' }),
    line({ type: 'resolved', fix: 'reverted', impact: 'no orders for 40 minutes' }, incident(into.resolved)),
    line({ type: 'departed', user: 'U2MIKA', roles: ['geoc'], offered: ['im'] }),
    line({ type: 'reopened', reason: 'it is back' }),
    line({ type: 'cancelled', reason: 'a test' }, incident(into.cancelled)),
    line({ type: 'merged', into: 11 }, incident(into.merged)),
    line(
      { type: 'fix ended', number: 1, outcome: 'worked', remark: null, link: null },
      incident(happened.slice(0, -1)),
    ),
  ],
  'Decisions, in small print': () =>
    decisionsTold(
      [recorded({ type: 'declared', number: 12, ...declarationOf('Refunds fail') }), ...decided],
      {
        words,
        names: new Map([
          ['U2MIKA', 'Mika'],
          ['U3SASHA', 'Sasha'],
        ]),
      },
    ).map(({ message }) => message),
  'The announcement for stakeholders': () => [
    announcement(open, { words, room: 'C1ROOM' }),
    announcement(incident(into.resolved), { words, room: 'C1ROOM' }),
  ],
  'What stakeholders read in the channel, beside each update': () =>
    (
      [
        { type: 'resolved', fix: 'rolled back to noon', impact: 'a quarter of the payments failed' },
        { type: 'reopened', reason: 'it fails again for cards' },
        { type: 'severity changed', to: 'P1' },
        { type: 'merged', into: 11 },
      ] as const
    ).map((event) => news(open, recorded(event), { words, continuesIn: 'C1ROOM' })),
  'For those who follow': () => [
    following(open, { words, room: 'C1ROOM', isOn: true }),
    following(open, { words, room: 'C1ROOM', isOn: false }),
    followingEnd(incident(into.resolved)),
  ],
  'The post for engineers': () => [techAnnouncement(open, { words, room: 'C1ROOM' })],
  'An update': () => open.updates.map((posted) => update(open, posted)),
  'The reply where it was first said': () => [sourceReply(open, { room: 'C1ROOM' })],
  'A role is offered': () =>
    open.offers.flatMap((made) =>
      [made, { ...made, outcome: 'accepted' as const }, { ...made, outcome: 'declined' as const }].flatMap(
        (one) => [
          offer(afterOffer(one), one, offering),
          ...(one.outcome === 'open'
            ? [
                offerWaits(open, one, offering),
                offerSent(open, one, made.from, words),
                offerUnanswered(open, one, made.from, words),
              ]
            : [
                offerSent(afterOffer(one), one, made.from, words),
                offerAnswered(afterOffer(one), one, made.from, words),
              ]),
        ],
      ),
    ),
  'A role passes from one to another': () => [
    refusal('GEOC of #12 is <@U2MIKA>: ask them, or take it over.', {
      words: 'Take over as GEOC',
      action: 'role.take',
      value: '',
    }),
    rolePassed({ ...open, roles: { geoc: 'U3SASHA' } }, passed, words),
    rolePassed({ ...open, roles: { geoc: 'U4KIM' } }, { ...passed, by: 'U4KIM' }, words),
    roleOver(incident(into.resolved), 'geoc', 'U3SASHA', words),
  ],
  'Nobody came': () => [
    ladderEnd(incident(), 'geoc', { words, room: 'C1ROOM', empty: false, quiet: false, again: later }),
    ladderEnd(incident(), 'im', { words, room: 'C1ROOM', empty: true, quiet: false, again: null }),
    ladderEnd(incident(into.resolved), 'im', { words, room: null, empty: true, quiet: false, again: null }),
  ],
  Reminders: () => [
    ...['update', 'missing', 'room', 'over', 'relief:U2MIKA', 'load'].map((key) =>
      reminder(open, { ...reminded, key }, { words, lacks: ['severity', 'im'], due: later }),
    ),
    ...[{ settledAt: later }, { snoozedUntil: later }, { muted: true }].map((now) =>
      reminder(open, { ...reminded, key: 'update', ...now }, { words, lacks: [], due: later }),
    ),
  ],
  'Slack refuses to bring something to one person': () => [
    insteadOf('U3SASHA', offer(open, open.offers[0]!, offering)),
  ],
  'A drill': () => [asDrill(update(open, open.updates[0]!))],
  'The list': () => [
    incidentList(
      [open, { ...open, number: 13, impactStart: began }, incident(into.closed)],
      { now: later, which: 'open', before: null },
      words,
    ),
    ...(['open', 'all', 'drills'] as const).map((which) =>
      incidentList([], { now: later, which, before: which === 'all' ? 12 : null }, words),
    ),
    incidentList(
      Array.from({ length: 30 }, (_, nth) => ({ ...open, number: 60 - nth })),
      { now: later, which: 'all', before: null },
      words,
    ),
    unknownFilter('mine', words),
  ],
  'The status': () => [status(open, situation(), 'C1ROOM')],
  'A command was carried out': () =>
    (
      [
        { do: 'set severity', to: 'P2' },
        { do: 'give role', role: 'im', to: 'U2MIKA' },
        { do: 'offer role', role: 'geoc', to: 'U3SASHA', brief: '' },
        { do: 'escalate', role: 'sem:payments', reason: null },
        { do: 'escalate', role: 'person:U3SASHA', reason: null },
        { do: 'note', text: 'errors began at noon' },
        { do: 'note', text: 'errors began at noon '.repeat(200) },
        { do: 'post update', text: 'errors began at noon '.repeat(200), nextAt: null },
      ] as const
    )
      .map((done) => confirmation(open, done, { words, room: null })!)
      .concat(
        confirmation(
          incident([...happened, ...lasted]),
          { do: 'set impact', start: began },
          { words, room: null },
        )!,
        confirmation(
          incident([...happened, ...lasted]),
          { do: 'set impact', end: later },
          { words, room: null },
        )!,
        confirmation(open, { do: 'set impact', start: null }, { words, room: null })!,
      )
      .concat(
        confirmation(
          { ...open, services: ['checkout'] },
          { do: 'set services', services: [] },
          { words, room: null },
        )!,
        confirmation(open, { do: 'set services', services: [] }, { words, room: null })!,
      )
      .concat(confirmation(open, { do: 'cancel', reason: '' }, { words, room: 'C1ROOM' })!),
  'Which one?': () => [whichIncident('status', [open], words, later)],
  'Short answers': () => [
    joining(open, 'C1ROOM'),
    roomReady(open, 'C1ROOM'),
    joining(open, null),
    joining(incident(into.cancelled), 'C1ROOM'),
    noWayIn(incident(into.closed), 'C1ROOM', words),
    noWayIn(incident(into.cancelled), null, words),
    onTheTimeline(12),
    followed(12),
    formNotOpened(),
    unfollowed(12),
    leftOut('thanks a lot', 12, '/incident'),
    didNothing('thanks a lot', '/oncall'),
    unknownVerb({ verb: 'decalre', rest: 'checkout fails' }, 'declare', '/incident', true),
    unknownVerb({ verb: 'checkout', rest: 'fails' }, null, '/incident', true),
    unknownVerb({ verb: 'frobnicate', rest: '' }, null, '/oncall', false),
    refusal('Guests cannot be on call, or change who is.'),
    unsure(unconfirmed),
    ...(['resolved', 'closed', 'cancelled', 'merged'] as const).map((how) => over(incident(into[how]))),
    unknownSquad('pay', ['payments', 'search']),
    unknownService('chekout', words),
    unknownService('pay', words),
    unknownService('pay', { services: {} }),
    nobodyToEscalateTo('nosuch', 'the gateway times out', ['payments', 'search'], words),
    nobodyToEscalateTo('nosuch', '', [], words),
    unconfirmed,
    notAColleague,
    cannotConfirm('/incident'),
    refusal(cannotConfirmThem('U9NEW')),
    refusal(nobodyReads('U7LEFT')),
    refusal(guestsTakeNoTurns('U8GUEST')),
    noLongerKept,
    noSuchButton,
    unreadable,
    notOfAnIncident,
    noWordsToTell,
    oursIsTold,
    erasedHere,
    whichUpdate,
    noIncidentThen,
    unreadableTime({ verb: 'began', rest: 'after lunch' }, words),
  ],
  'Declared from a message': () => [fromMessage, fromPrivateMessage],
  'The room could not be created': () => [
    ...(['thread', 'group', null] as const).map((instead) =>
      noRoom(open, { words, because: 'restricted_action', instead }),
    ),
    inGroup(card(open, situation())),
    ofIncident(open, line({ type: 'cancelled', reason: 'a false alarm' })!),
  ],
  'The room was taken away': () => [removed(open, 'C1ROOM', words), inPlaceOf('C1BEFORE')],
  'The answer to repair': () => [repaired(open, []), repaired(open, ['The card was deleted.'])],
  'Trouble of ours': () => [failure('1a2b3c4d'), databaseDown('call +33 1 23 45', ['U2MIKA'])],
  Help: () => [help(words, 'incident'), help(words, 'oncall')],
}
