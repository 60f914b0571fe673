import type { ModalView } from '@slack/types'
import { expect, test } from 'vitest'
import type { Reminder } from '#reminders/reminder.ts'
import { declarationOf, type Incident, type IncidentEvent, type Recorded } from '#incidents/incident.ts'
import type { Message } from '#words/message.ts'
import { amiss } from './amiss.ts'
import { alike } from './incident/alike.ts'
import { announcement, techAnnouncement } from './incident/announcement.ts'
import { brief } from './incident/brief.ts'
import { card } from './incident/card.ts'
import { confirmation } from './incident/confirmation.ts'
import { decisionsTold } from './incident/decisions.ts'
import { declared } from './incident/declared.ts'
import { following, followingEnd } from './incident/following.ts'
import { help } from './help.ts'
import { incidentList } from './incident/incident-list.ts'
import { assignView } from '#slack/incident/assign-form.ts'
import { archiveView, closeView } from '#slack/incident/close-form.ts'
import { cancelView } from '#slack/incident/cancel-form.ts'
import { declareView } from '#slack/incident/declare-form.ts'
import { endFixView } from '#slack/incident/end-fix-form.ts'
import type { AskedLevel } from '#escalation/ladder-preview.ts'
import { cannotView } from '#slack/incident/cannot-form.ts'
import { escalateImView } from '#slack/incident/escalate-im-form.ts'
import { escalateSemView } from '#slack/incident/escalate-sem-form.ts'
import { fixView } from '#slack/incident/fix-form.ts'
import { handOverView } from '#slack/incident/hand-over-form.ts'
import { mergeView } from '#slack/incident/merge-form.ts'
import { moreView } from '#slack/incident/more-form.ts'
import { impactView, pointedView } from '#slack/incident/impact-form.ts'
import { noteView } from '#slack/incident/note-form.ts'
import { pagePersonView } from '#slack/incident/page-person-form.ts'
import { renameView } from '#slack/incident/rename-form.ts'
import { reopenView } from '#slack/incident/reopen-form.ts'
import { resolveView } from '#slack/incident/resolve-form.ts'
import { servicesView } from '#slack/incident/service-form.ts'
import type { Words } from '#incidents/words.ts'
import { severityView } from '#slack/incident/severity-form.ts'
import { startFixView } from '#slack/incident/start-fix-form.ts'
import { updateView } from '#slack/incident/update-form.ts'
import { news } from './incident/news.ts'
import { leftOut } from './left-out.ts'
import { noRoom } from './incident/no-room.ts'
import { offer, offerAnswered, offerSent, offerUnanswered, offerWaits } from './incident/offer.ts'
import { alertLadderEnd } from './pages/alert-ladder-end.ts'
import { pageMessage } from './pages/page-message.ts'
import type { PageView } from '#escalation/page-view.ts'
import { databaseDown, failure, refusal, unsure } from './refusal.ts'
import { really } from './incident/really.ts'
import { reminder } from './reminders/reminder.ts'
import { repaired } from './incident/repaired.ts'
import type { RoleChange } from '#incidents/role-changes.ts'
import { roleOver, rolePassed } from './incident/role-passed.ts'
import { roomLine } from './incident/room-line.ts'
import { alertList } from './alerts/alert-list.ts'
import { alertWhy } from './alerts/alert-why.ts'
import { groupMessage } from './alerts/group-message.ts'
import { notUsefulWeek } from './alerts/not-useful.ts'
import { quietMade, quietNotice, unreadableQuiet } from './alerts/quiet-words.ts'
import { quietView } from '#slack/alert/quiet-form.ts'
import { alertGroupOf, alertsOf, quietOf } from '../../test/samples/sample-alert.ts'
import { removed } from './incident/room-lost.ts'
import { roomName } from './incident/room-name.ts'
import { began, incident, into, words } from '../../test/samples/sample-incident.ts'
import {
  followed,
  joining,
  noAlertGroup,
  roomReady,
  unknownService,
  unknownVerb,
  unreadableTime,
  whichIncident,
} from './short-replies.ts'
import { sourceReply } from './incident/source-reply.ts'
import { status } from './incident/status.ts'
import { purpose, topic } from './incident/topic.ts'
import { tray } from './tray.ts'
import { update } from './incident/update.ts'
import type { ContactMethod } from '#contacts/contact.ts'
import { contactKinds } from '#policy/contacts.ts'
import { contactView } from '#slack/oncall/contact-form.ts'
import { codeNotSent, codeOnItsWay, methodDead, ownContacts } from './phone/contact-notices.ts'
import { notReady, readyWeek, theirMethodDead, theyAreNotReady } from './phone/ready-words.ts'
import { ringWords } from './incident/ring-words.ts'
import { lines, message } from '#words/blocks.ts'
import { insteadOf } from '#messages/instead.ts'
import { whatNext } from './incident/what-next.ts'

const hostile: Record<string, string> = {
  broadcast: '<!channel> <!here|here> @channel',
  mention: '<@U9EVIL> <@U9EVIL|boss> <#C9EVIL>',
  links: '<https://evil.example|pay here> [a](https://evil.example) javascript:alert(1)',
  markup: '*bold* _sloped_ ~struck~ `code` &amp; &lt;!channel&gt; > quoted',
  long: 'w<&>'.repeat(2500),
  'long without a space': 'x'.repeat(10_000),
  family: '👩‍👩‍👧‍👦'.repeat(1000),
  flags: '🇫🇷'.repeat(3000),
  'marks without end': `e${'\u0301'.repeat(10_000)}`,
  hebrew: 'התשלום נכשל 12',
  'unclosed direction': 'pay \u202Eelbatrever\u2067 \u2069\u2069',
  controls: 'a\u0000b\u0007c\u001B[31m\u0085d\r\ne\tf',
  'half a character': 'broken \uD83D and \uDE00',
  invisible: '\u200b\u2060\u3164\u{E0068}\u{E0069}',
  empty: '',
}

const ours = { people: /^U[1-5][A-Z]+$/, channels: /^C[1-5][A-Z]+$/ }
const passed: RoleChange = {
  seq: 1,
  at: began,
  role: 'geoc',
  from: 'U2MIKA',
  to: 'U3SASHA',
  by: 'U4KIM',
  offered: false,
}
const later = new Date(began.getTime() + 30 * 60_000)

test.each(Object.entries(hostile))('nobody forges anything with %s', (_name, evil) => {
  for (const message of messages(evil)) expectHarmlessMessage(message)
  for (const view of views(evil)) expectHarmlessView(view)
  const [one, two] = [topic(busy(evil), { words, geoc: evil }), purpose(busy(evil), words)]
  for (const plain of [one, two]) {
    expect(plain.length).toBeLessThanOrEqual(250)
    expect(plain).not.toMatch(/[<>]/)
    expectWhole(plain)
  }
  expect(roomName(busy(evil))).toMatch(/^incident-12(-[a-z0-9]+)*$/)
  expect(roomName(busy(evil)).length).toBeLessThanOrEqual(80)
})

test('a title that reads like a line of ours is never said without quotation marks', () => {
  const evil = 'Resolved · P5'
  const said = [...messages(evil), ...views(evil), topic(busy(evil), { words, geoc: evil })].map((one) =>
    JSON.stringify(one),
  )
  expect(said.filter((one) => one.includes(`“${evil}”`)).length).toBeGreaterThan(10)
  expect(said.filter((one) => one.includes(`#12 ${evil}`))).toEqual([])
})

/** An incident in which every field that people can write holds `evil`. */
function busy(evil: string): Incident {
  const events: IncidentEvent[] = [
    { type: 'acknowledged' },
    { type: 'role given', role: 'geoc', to: 'U2MIKA' },
    { type: 'role given', role: `sem:${evil.slice(0, 100)}`, to: 'U3SASHA' },
    { type: 'role offered', role: 'im', to: 'U4KIM', brief: evil },
    { type: 'fix started', number: 1, kind: 'revert', what: evil, link: evil },
    { type: 'fix ended', number: 1, outcome: 'failed', remark: evil, link: null },
    {
      type: 'fix started',
      number: 2,
      kind: 'hotfix',
      what: evil,
      link: 'https://git.example.com/a|b?c=<d>&e',
    },
    { type: 'update posted', number: 1, text: evil, nextAt: later },
    { type: 'noted', text: evil },
    { type: 'absorbed', number: 13 },
  ]
  return incident(events, {
    title: evil,
    squad: evil,
    services: [evil, 'checkout', 'hasOwnProperty'],
    affected: evil,
  })
}

function messages(evil: string): Message[] {
  const open = busy(evil)
  const pages = [
    { user: 'U3SASHA', role: 'geoc', silenced: false, status: 'sent', at: began, climbsAt: later } as const,
  ]
  const now = { words, pages, problems: [evil, evil], now: later }
  const over = Object.values(into).map((events) => incident(events, { title: evil, affected: evil }))
  const summaries = Array.from({ length: 120 }, (_, index) => ({ ...open, number: index + 1 }))
  const endings: IncidentEvent[] = [
    { type: 'declared', number: 12, ...declarationOf(evil), text: evil },
    { type: 'fix ended', number: 1, outcome: 'worked', remark: evil, link: null },
    { type: 'resolved', fix: evil, impact: evil },
    { type: 'reopened', reason: evil },
    { type: 'cancelled', reason: evil },
    { type: 'merged', into: 11 },
    { type: 'departed', user: evil, roles: ['geoc', `sem:${evil}`], offered: ['im'] },
  ]
  const first: IncidentEvent = { type: 'declared', number: 12, ...declarationOf(evil) }
  const deciding: IncidentEvent[] = [
    { type: 'severity changed', to: 'P1', reason: evil },
    { type: 'fix started', number: 1, kind: 'revert', what: evil, link: evil },
    { type: 'escalated', role: `sem:${evil}`, reason: evil },
    { type: 'escalated', role: `person:${evil}`, reason: evil },
    { type: 'role given', role: 'im', to: evil },
    { type: 'services set', services: [evil, 'checkout'], squad: evil },
  ]
  const recorded = endings.map((event): Recorded => ({ ...event, seq: 99, at: later, actor: 'U2MIKA' }))
  return [
    amiss([{ about: evil, says: evil, todo: evil }]),
    ...[open, ...over].flatMap((one) => [
      card(one, now),
      status(one, now, 'C1ROOM'),
      announcement(one, { words, room: 'C1ROOM' }),
      techAnnouncement(one, { words, room: null }),
      brief(one, {
        words,
        reader: 'U3SASHA',
        missed: ['U4KIM'],
        pins: [{ author: null, app: evil, text: evil }],
        now: later,
      }),
    ]),
    ...open.updates.map((posted) => update(open, posted)),
    ...open.offers.flatMap((made) =>
      (['open', 'accepted', 'declined', 'withdrawn'] as const).flatMap((outcome) => {
        const [one, now] = [
          { ...made, outcome },
          { words, room: 'C1ROOM', updateDue: later },
        ]
        return [
          offer(open, one, now),
          offerWaits(open, one, now),
          offerSent(open, one, made.from, words),
          offerUnanswered(open, one, made.from, words),
          offerAnswered(open, one, made.from, words),
        ]
      }),
    ),
    ...over.map((one) => roleOver(one, `sem:${evil}`, 'U2MIKA', words)),
    rolePassed(open, { ...passed, role: `sem:${evil}` }, words),
    refusal(evil.replaceAll('<@U9EVIL>', ''), {
      words: `Take over as ${evil}`,
      action: 'role.take',
      value: evil,
    }),
    ...recorded
      .map((event) => roomLine(open, event, { continuesIn: 'C1ROOM', words }))
      .filter((one) => one !== null),
    ...recorded.map((event) => news(open, event, { words, continuesIn: null })).filter((one) => one !== null),
    ...decisionsTold(
      [first, ...deciding].map(
        (event, n): Recorded => ({ ...event, seq: n + 1, at: later, actor: 'U2MIKA' }),
      ),
      { words, names: new Map([['U2MIKA', evil]]) },
    ).map(({ message }) => message),
    whatNext(open, { words, reader: 'U2MIKA', updateDue: later }),
    whatNext({ ...open, roles: { im: 'U2MIKA' } }, { words, reader: 'U2MIKA', updateDue: later }),
    pageMessage(manyPages(evil), { words }),
    pageMessage(alertPages(evil), { words }),
    alertLadderEnd(
      { name: 'A7', title: evil, holder: null, incident: null, over: null, empty: false },
      words,
    ),
    tray(words),
    help(words, 'incident'),
    help(words, 'oncall'),
    incidentList(summaries, { now: later, which: 'all', before: null }, words),
    ...(
      [
        { do: 'escalate', role: `sem:${evil}`, reason: evil },
        { do: 'escalate', role: `person:${evil}`, reason: evil },
        { do: 'give role', role: 'geoc', to: evil },
        { do: 'set services', services: [evil] },
        { do: 'cancel', reason: evil },
      ] as const
    ).map((done) => confirmation(open, done, { words, room: 'C1ROOM' })!),
    refusal(unknownService(evil, words)),
    refusal(unreadableTime({ verb: evil, rest: evil }, words)),
    leftOut(evil, 12, '/incident'),
    unknownVerb({ verb: evil, rest: evil }, null, '/incident', true),
    declared(open, summaries, {
      words,
      named: [evil],
      now: later,
      room: 'C1ROOM',
      paging: ['U3SASHA', evil],
      held: [evil],
    }),
    alike(open, { title: evil, kept: 'k1', seconds: 30 }, words),
    declared({ ...open, severity: null, roles: {} }, [], {
      words,
      now: later,
      room: null,
      paging: [evil],
      overseers: [evil],
      held: [],
    }),
    really({ title: evil, kept: evil, count: 3 }, words),
    refusal(evil.replaceAll('<@U9EVIL>', '')),
    unsure(evil.replaceAll('<@U9EVIL>', '')),
    failure(evil),
    joining(open, null),
    roomReady(open, 'C1ROOM'),
    followed(open.number),
    following(open, { words, room: 'C1ROOM', isOn: true }),
    following(open, { words, room: null, isOn: false }),
    followingEnd(incident(into.resolved, { title: evil })),
    ...['update', 'missing', 'room', 'over', 'relief:U2MIKA', 'load', evil].map((key) =>
      reminder(open, remindedOf(key), { words, lacks: ['severity', 'im'], due: later }),
    ),
    whichIncident('status', summaries, words, later),
    noRoom(open, { words, because: evil, instead: 'thread' }),
    removed(open, 'C1ROOM', words),
    repaired(open, [evil, evil]),
    sourceReply(open, { room: 'C1ROOM' }),
    databaseDown(evil, ['U2MIKA', evil]),
    insteadOf(evil, update(open, open.updates[0]!)),
    ...phoneMessages(evil),
    ...alertMessages(evil),
  ]
}

/** Alerts in which every word of a source, and every reason of a person, is `evil`. */
function alertMessages(evil: string): Message[] {
  const group = alertGroupOf(evil)
  const alerts = alertsOf(evil)
  const over = { ...group, state: 'resolved', firing: 0, unknown: 0, resolvedAt: later } as const
  const odd = hostileServices(evil)
  const labelled = {
    ...quietOf(evil),
    service: null,
    match: { [evil.slice(0, 90) || 'x']: evil.slice(0, 190) },
  }
  const shown = [
    { words: odd, alerts, quiet: quietOf(evil), pages: [] },
    { words, alerts: [], quiet: null, pages: [] },
    {
      words,
      alerts,
      quiet: labelled,
      pages: [
        { user: evil, role: 'geoc', silenced: false, status: 'sent', at: began, climbsAt: later } as const,
      ],
    },
  ]
  return [
    group,
    over,
    { ...over, incident: 12 },
    { ...group, mergedInto: 3, rule: { ...group.rule, when: {} } },
  ]
    .flatMap((one) => [
      ...shown.map((context) => groupMessage(one, context)),
      ...shown.map((context) => alertWhy(one, context)),
      alertList(
        { groups: Array.from({ length: 60 }, () => one), of: 900 },
        { words: odd, quiet: [quietOf(evil), labelled], service: evil },
      ),
      quietNotice(quietOf(evil), began, odd),
      quietNotice({ ...labelled, endedBy: 'U2MIKA' }, later, odd),
      quietMade(labelled, words),
      refusal(unreadableQuiet('/incident')),
      notUsefulWeek([{ rule: evil, service: evil, times: 1, of: 2 }], odd)!,
      refusal(noAlertGroup(9, words)),
    ])
    .concat(
      card(busy(evil), { words, pages: [], problems: [], alerts: { firing: 3, cleared: 2 }, now: later }),
    )
}

/** A person's ways, whatever was stored in them. */
function ownWays(evil: string) {
  const methods = contactKinds.flatMap((kind) =>
    [null, began].map(
      (retiredAt, index): ContactMethod => ({
        id: `${kind}${index}`,
        person: 'U2MIKA',
        kind,
        value: evil,
        place: index,
        addedAt: began,
        verifiedAt: began,
        retiredAt,
        retiredCode: evil,
      }),
    ),
  )
  const bounds = { defaults: [{ methods: ['push' as const], after: 0, repeat: 60_000 }], latest: 0 }
  return { methods, untilAnswered: true, weeklyTest: evil, rules: null, bounds, kinds: contactKinds }
}

function phoneMessages(evil: string): Message[] {
  const own = ownWays(evil)
  // A rota's name is short, and why somebody is not ready is in our own words.
  const name = evil.slice(0, 80).toWellFormed()
  const turn = { rota: { name }, user: 'U2MIKA', start: began, because: 'there is no way' }
  const ring = ['call', 'sms', evil].flatMap((way) =>
    (['failed', 'delivered'] as const).map((status) => ({
      way,
      at: began,
      status,
      code: evil,
      isPerhapsDouble: true,
    })),
  )
  return [
    ownContacts(own, evil, words),
    codeOnItsWay('sms', words),
    codeNotSent('sms', evil, words),
    ...own.methods.map((method) => methodDead(method, words)),
    readyWeek(
      Array.from({ length: 60 }, () => turn),
      { isOn: true },
      words,
    ),
    notReady(turn, true, words),
    notReady(turn, false, words),
    theyAreNotReady(turn, true),
    theyAreNotReady(turn, false),
    theirMethodDead('U2MIKA', 'SMS', evil, evil),
    message(lines([evil, ...ringWords(ring)])),
  ]
}

function alertPages(evil: string): PageView[] {
  const links = [{ title: evil, url: 'https://git.example.com/graph' }]
  const alerts = {
    service: evil,
    firing: 9,
    cleared: 1,
    worst: [evil, evil],
    links,
    over: null,
    quietUntil: null,
  }
  return manyPages(evil).map((page) => ({ ...page, subject: 'A7', private: false, drill: false, alerts }))
}

function manyPages(evil: string): PageView[] {
  const statuses: PageView['status'][] = [
    'queued',
    'sent',
    'acknowledged',
    'declined',
    'timed out',
    'cancelled',
    'sent',
  ]
  return Array.from({ length: 140 }, (_, index) => ({
    id: String(index),
    subject: index + 1,
    title: evil,
    severity: null,
    private: true,
    drill: true,
    why: evil,
    role: 'geoc',
    since: began,
    at: began,
    climbsAt: later,
    status: statuses[index % statuses.length] ?? 'sent',
    by: 'U2MIKA',
    roomChannel: 'C1ROOM',
  }))
}

function views(evil: string): ModalView[] {
  const guide = {
    checklists: { revert: [evil], hotfix: Array.from({ length: 30 }, () => evil) },
    links: [{ title: evil, url: 'https://git.example.com/1' }],
    closed: evil,
  }
  const one = busy(evil)
  const fix = one.fixes[0]
  const squads = Array.from({ length: 130 }, (_, index) => `squad ${index}`)
  const open = Array.from({ length: 130 }, (_, index) => ({ ...one, number: index + 1 }))
  return [
    declareView({
      words,
      now: later,
      squads,
      open,
      title: evil,
      remark: evil,
      source: { channel: 'C1ROOM', ts: '1.2' },
    }),
    declareView({ words, now: later, squads: [], open: [] }),
    updateView(one, { minutes: 30, text: evil }),
    ...one.updates.map((preview) => updateView(one, { minutes: 30, text: evil, preview })),
    severityView(one, words),
    fixView(one, guide),
    startFixView(one, guide, 'hotfix'),
    ...(fix ? [endFixView(one, fix)] : []),
    resolveView(one),
    assignView(one, squads, words),
    handOverView(one, { role: 'im', to: 'U2MIKA' }, squads, words),
    noteView(one),
    impactView(one),
    pointedView({
      incident: null,
      choices: [{ value: '12', words: evil }],
      likely: '12',
      at: later,
      message: { channel: 'C1ROOM', ts: '1.1' },
    }),
    renameView(one),
    servicesView(one, hostileServices(evil)),
    quietView(hostileServices(evil), later),
    quietView(words, later),
    servicesView(one, { ...words, services: {} }),
    severityView({ ...one, severity: null }, hostileServices(evil)),
    reopenView(one),
    cancelView(one),
    closeView(one, 0, evil.slice(0, 2_000)),
    archiveView(one),
    mergeView(one, open, words),
    mergeView(one, [], words),
    escalateSemView(one, { squads, squad: 'squad 1', levels: manyLevels(evil) }, words),
    escalateSemView(one, { squads: [], squad: null, levels: [] }, words),
    escalateImView(one, manyLevels(evil), words),
    moreView(one),
    pagePersonView(one),
    cannotView(one.number),
    contactView(ownWays(evil), evil),
  ]
}

/** A policy in which a service has such a name. */
function hostileServices(evil: string): Words {
  const odd = { name: evil, squad: evil, usually: 'P1' as const, links: [] }
  return { ...words, services: { ...words.services, [evil.slice(0, 60) || 'x']: odd } }
}

function remindedOf(key: string): Reminder {
  const cause = began.toISOString()
  return {
    key,
    nth: 1,
    cause,
    person: null,
    askedAt: later,
    settledAt: null,
    snoozedUntil: null,
    muted: false,
  }
}

function manyLevels(evil: string): AskedLevel[] {
  return Array.from({ length: 12 }, (_, level) => ({
    level,
    name: evil.slice(0, 40),
    wait: 300_000,
    people: Array.from({ length: level }, () => ({
      user: 'U2MIKA',
      why: evil,
      name: evil,
      localTime: '03:12',
      silenced: true,
    })),
  }))
}

function expectHarmlessMessage({ text, blocks }: Message): void {
  expect(text.trim()).not.toBe('')
  expect(text.length).toBeLessThanOrEqual(4000)
  expect(text.replace(/<[@#][A-Z0-9]+>/g, (token) => (forged(token.slice(2, -1)) ? token : ''))).not.toMatch(
    /[<>]/,
  )
  expect(text).not.toMatch(/&(?!(amp|lt|gt);)/)
  expectWhole(text)
  expect(blocks.length).toBeLessThanOrEqual(50)
  // Slack refuses to edit a message with rich text into one without; small print alone stays that.
  const kinds = new Set<string>(blocks.map(({ type }) => type))
  expect(kinds.has('rich_text') || [...kinds].join() === 'context').toBe(true)
  expect(JSON.stringify(blocks).length).toBeLessThan(60_000)
  walk(blocks)
}

function expectHarmlessView(view: ModalView): void {
  expect(view.title.text.length).toBeLessThanOrEqual(24)
  expect(view.submit?.text.length ?? 0).toBeLessThanOrEqual(24)
  expect(view.private_metadata?.length ?? 0).toBeLessThanOrEqual(3000)
  expect(view.blocks.length).toBeLessThanOrEqual(100)
  const ids = view.blocks.flatMap((block) => block.block_id ?? [])
  expect(new Set(ids).size).toBe(ids.length)
  if (view.blocks.some(({ type }) => type === 'input')) expect(view.submit).toBeDefined()
  walk(view)
}

function forged(id: string): boolean {
  return !ours.people.test(id) && !ours.channels.test(id)
}

const longest: Record<string, number> = { header: 150, button: 75, option: 75, section: 3000 }

function walk(node: unknown, owner = ''): void {
  if (Array.isArray(node)) {
    for (const one of node) walk(one, owner)
    return
  }
  if (typeof node !== 'object' || node === null) return
  const thing = node as Record<string, unknown>
  expectElement(thing, owner)
  for (const [key, value] of Object.entries(thing)) {
    const within =
      key === 'options' || key === 'initial_option' ? 'option' : key === 'accessory' ? 'button' : undefined
    walk(value, within ?? (key === 'text' ? spelled(thing['type']) || owner : owner))
  }
}

function expectElement(thing: Record<string, unknown>, owner: string): void {
  const said = spelled(thing['text'])
  switch (thing['type']) {
    case 'mrkdwn':
    case 'markdown':
    case 'broadcast':
    case 'usergroup':
      throw new Error(`a ${thing['type']} can be forged`)
    case 'plain_text':
      expect(thing['emoji']).toBe(false)
      expect(said).not.toBe('')
      expect(said.length).toBeLessThanOrEqual(longest[owner] ?? 3000)
      return expectWhole(said)
    case 'text':
      expect(said).not.toBe('')
      expect(said.length).toBeLessThanOrEqual(3000)
      return expectWhole(said)
    case 'user':
      return expect(thing['user_id']).toMatch(ours.people)
    case 'channel':
      return expect(thing['channel_id']).toMatch(ours.channels)
    case 'link':
      return expect(thing['url']).toMatch(/^https:\/\/(git|meet)\.example\.com\//)
    case 'actions': {
      const ids = (thing['elements'] as { action_id: string }[]).map((one) => one.action_id)
      expect(new Set(ids).size).toBe(ids.length)
      return expect(ids.length).toBeLessThanOrEqual(25)
    }
    case 'plain_text_input':
      expect(spelled(thing['initial_value']).length).toBeLessThanOrEqual(Number(thing['max_length']))
      return expectWhole(spelled(thing['initial_value']))
    default:
  }
}

function spelled(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function expectWhole(shown: string): void {
  expect(shown.isWellFormed()).toBe(true)
  expect(shown.replace(/\n/g, '')).not.toMatch(/\p{Cc}/u)
  expect(shown).not.toMatch(/[\u202A-\u202E\u2066\u2067]/)
  expect(shown.match(/\u2068/g)?.length ?? 0).toBe(shown.match(/\u2069/g)?.length ?? 0)
  expect(shown).not.toMatch(/\u200D…/)
}
