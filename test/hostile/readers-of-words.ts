/** Every function of the files that read people's words, given a text as it comes; null for one that is given none. */
import { contactKinds } from '#policy/contacts.ts'
import { contactKindFrom, contactValue } from '#contacts/contact.ts'
import { addressHash, codeFor, isCode } from '#contacts/contact-code.ts'
import { readRules, storedRules } from '#contacts/own-rules.ts'
import { readWeekly } from '#contacts/weekly-test.ts'
import { linkHash, linkSecret, readReply, replyCode } from '#escalation/answer-secret.ts'
import { sampleMessage } from '../samples/sample-message.ts'
import { blockWords, isSomething, lined } from '#history/block-words.ts'
import { isForwardLine, messageWords } from '#history/message-words.ts'
import { readFrom, saidFrom } from '#history/slack-message.ts'
import { decide, declare } from '#incidents/decide.ts'
import { declarationOf, type IncidentEvent, type Recorded } from '#incidents/incident.ts'
import { beginning, inParts } from '#incidents/long-words.ts'
import { saysSomething, titled, titleInQuotes, titleInSentence, usableTitle } from '#incidents/title.ts'
import { serviceCalled, servicesNamed } from '#incidents/services-named.ts'
import { aboutTheSame, meaningful, similarTo } from '#incidents/similar.ts'
import { closest } from '#learning/closest.ts'
import { endingOf } from '#learning/found.ts'
import { anyTwoInTitle, everyWord, recordedWords, toldWords } from '#learning/search-words.ts'
import * as blocks from '#words/blocks.ts'
import { draftLine, questions, shownWords } from '#messages/postmortem/postmortem-lines.ts'
import { idsIn, named } from '#words/named.ts'
import { plain } from '#words/plain.ts'
import { fitting, gsmText, isGsm } from '#messages/phone/gsm.ts'
import { twiml, twimlReply, twimlText } from '#messages/phone/twiml.ts'
import { databaseDown, failure, refusal, unsure } from '#messages/refusal.ts'
import { roomName } from '#messages/incident/room-name.ts'
import { incident, words } from '../samples/sample-incident.ts'
import { purpose, topic } from '#messages/incident/topic.ts'
import { isSpaceless, spaced, wordBreak } from '#words/spaceless.ts'
import { clean, cut, escaped, harmless, inline, saidBack, unaccented } from '#words/user-text.ts'
import { drawMonth } from '#learning/month-drawing.ts'
import { inOrder } from '#slack/oncall/word-order.ts'
import { label, panelOf } from '#learning/bars.ts'
import { attempts } from '#postmortems/draft/attempts.ts'
import { calendarFile } from '#postmortems/calendar-file.ts'
import { byName, byRole } from '#postmortems/files/naming.ts'
import { causeLabel, labelIn, saysNothing } from '#postmortems/draft/cause-label.ts'
import { causeCandidates } from '#postmortems/draft/candidates.ts'
import { namingIn } from '#postmortems/draft/cause.ts'
import { chatterIn } from '#postmortems/draft/chatter.ts'
import { claimsIn, isInJest } from '#postmortems/draft/claims.ts'
import { english } from '#postmortems/draft/languages/english.ts'
import { folded, languages, languagesOf } from '#postmortems/draft/languages/languages-of.ts'
import { recordedCandidates } from '#postmortems/draft/recorded-candidates.ts'
import { refutationIn } from '#postmortems/draft/refutation.ts'
import { mendingOf } from '#postmortems/draft/mending.ts'
import { objectionsIn } from '#postmortems/draft/ruled-out.ts'
import { causeOf } from '#postmortems/draft/settled-cause.ts'
import { signsIn } from '#postmortems/draft/signs.ts'
import { subjectsOf } from '#postmortems/draft/subjects.ts'
import { echoesOf } from '#postmortems/draft/telling.ts'
import { turningPoints } from '#postmortems/draft/turning-points.ts'
import { selectForTimeline, isPin, kindOfLink, speaksOf } from '#postmortems/draft/timeline-selection.ts'
import { changesIn, context } from '#postmortems/draft/context.ts'
import { document, titleOf } from '#postmortems/files/document.ts'
import { draft } from '#postmortems/draft/draft.ts'
import { markedUp, modelQuestion, saysOf } from '#postmortems/model/model-question.ts'
import { proposalsIn } from '#postmortems/model/proposals.ts'
import { line, missing, orAsk, quoted } from '#postmortems/draft/evidence.ts'
import { judged } from '#incidents/judgement.ts'
import { offeredWords, quotation } from '#messages/postmortem/offered-words.ts'
import { confirmedIn } from '#postmortems/draft/judgements.ts'
import { contextCandidates, impactCandidates } from '#postmortems/draft/thin-parts.ts'
import { factsOf } from '#postmortems/draft/facts.ts'
import { findIn, speaksForItself, unread } from '#postmortems/draft/find-in-message.ts'
import { withEditsMarked, withoutGone } from '#postmortems/forgotten.ts'
import { html } from '#postmortems/files/html.ts'
import { impactIn, impactLines, toldOf } from '#postmortems/draft/impact.ts'
import { lessonIn, lessons } from '#postmortems/draft/lessons.ts'
import { markdown } from '#postmortems/files/markdown.ts'
import type { DraftInput } from '#postmortems/draft/draft-input.ts'
import { numbersOf } from '#postmortems/draft/numbers.ts'
import { publishingDoubts } from '#messages/postmortem/publishing-doubts.ts'
import { lateUpdates } from '#postmortems/draft/late-updates.ts'
import { partsOf, peopleOf } from '#postmortems/draft/people.ts'
import { unnamed, wentWrong } from '#postmortems/draft/went-wrong.ts'
import { projectPostmortem } from '#projections/postmortem/postmortem-projection.ts'
import { beginningOf, isSaid, sentences } from '#postmortems/draft/said.ts'
import { sectionText } from '#postmortems/draft/section-text.ts'
import { summary } from '#postmortems/draft/summary.ts'
import { incidentTimeline, messagesLeftOut } from '#postmortems/draft/timeline.ts'
import { whys } from '#postmortems/draft/whys.ts'
import { suggestions } from '#postmortems/draft/wording.ts'
import { linked, linksIn, spoken, proseText, writerOf } from '#postmortems/draft/words.ts'
import { actOf } from '#slack/asking/act.ts'
import * as asked from '#slack/asking/request.ts'
import {
  describes,
  leadingNumber,
  namedAmongWords,
  namedBeforeAnother,
  namedBeforeSentence,
  namedBesideSeverity,
  namedWithSign,
  nearestVerb,
  readCommandLine,
} from '#slack/asking/command-line.ts'
import { readComingMonth, readDay, readDays, readMonth } from '#slack/oncall/dates.ts'
import { firstWord, roleFrom, squadWord } from '#slack/asking/role-words.ts'
import { readQuietWords } from '#slack/alert/quiet-words.ts'
import { readMoment } from '#slack/incident/moment.ts'
import { sourceFrom, sourceMetadata, sourceOf, titleFrom } from '#slack/incident/source.ts'
import { calendarValue, icalendar } from '#words/icalendar.ts'
import { begun } from '../messages/postmortem-samples.ts'

type Reader = (text: string) => unknown

const now = new Date('2027-02-12T13:30:00Z')
const today = Temporal.PlainDate.from('2027-02-12')
const typedAt = new Date('2027-02-14T15:00:00Z')
const typedVerb = { command: '/oncall', verb: 'add', mentioned: [] }
const policy = { words, squads: ['payments', 'orders'] }
const names = new Map([
  ['U1', 'Clara Okafor'],
  ['U2', 'Devon van Adeyemi'],
])
const parts = [{ user: 'U1', roles: ['GEOC'] }]

const said = (text: string) => sampleMessage({ text, at: now, ts: '1802439000.1' })
const found = (text: string) => findIn(said(text), 'UBOT')

/** Uses the longest text that each part of an incident takes. */
function happened(text: string): IncidentEvent[] {
  const [title, most] = [text.slice(0, 150), text.slice(0, 2_000)]
  return [
    { type: 'renamed', title },
    { type: 'fix started', number: 1, kind: 'revert', what: most, link: null },
    { type: 'fix ended', number: 1, outcome: 'failed', remark: most, link: null },
    { type: 'noted', text: most },
    { type: 'resolved', fix: most, impact: '' },
  ]
}

const over = (text: string) => incident(happened(text))

function events(text: string): Recorded[] {
  return happened(text).map((event, index) => ({ ...event, seq: index + 2, at: now, actor: 'U2' }))
}

function material(text: string): DraftInput {
  return {
    incident: over(text),
    events: events(text),
    findings: [{ ...found(text), message: { ...said(text), pinned: true } }],
    edits: [{ key: 'event:2', placed: null, at: null, words: text }],
    actions: [{ number: 1, what: text, owner: null, due: null, state: 'open' }],
    bot: 'UBOT',
    words,
    now,
  }
}

/** A model's answer with one sentence, as long as it may be, that cites the whole record. */
function answered(text: string): string {
  const cites = draft(material(text)).entries.map(({ key }) => key)
  return JSON.stringify({ sentences: [{ part: 'cause', text: text.slice(0, 400), cites }] })
}

const ownWords = (text: string): Recorded => ({
  type: 'judged',
  about: 'cause',
  of: null,
  verdict: 'yes',
  text,
  seq: 90,
  at: now,
  actor: 'U1',
})
const unknown = { confirmed: null, suspects: [], nearest: null }
const suspected = (text: string) => ({
  ...unknown,
  suspects: [{ key: 'event:2', line: line([text], []), quote: [text], why: text, score: 9, isNamed: true }],
})

/** Reads the finished draft; the drafting itself is not measured here. */
const made = remembered((text) => draft(material(text)))
const whole = (text: string) =>
  document({
    draft: made(text),
    template: '# {{title}}\n{{facts}}\n{{timeline}}\n{{well}}\n{{impact}}',
    written: { well: text },
    zone: 'UTC',
    permalink: () => null,
    complete: null,
    images: [],
  })
const read = remembered(whole)
const spokenOnce = remembered(spoken)
const payload = (text: string) => ({ user: { id: 'U1' }, trigger_id: '1', message: { ts: '1.1', text } })
const picked = remembered((text) =>
  asked.pickedFrom({ ...payload(text), callback_id: 'a', channel: { id: 'C1' } }),
)

/** The last answer again, for the same text. */
function remembered<T>(read: (text: string) => T): (text: string) => T {
  let last: { text: string; answer: T } | null = null
  return (text) => {
    if (last?.text !== text) last = { text, answer: read(text) }
    return last.answer
  }
}

const all = (...readers: Reader[]): Reader => {
  return (text) => readers.map((one) => one(text))
}

/** A refusal is an answer as well. */
const orRefused = (reader: Reader): Reader => {
  return (text) => {
    try {
      return reader(text)
    } catch (error) {
      return error
    }
  }
}

/** By file of src/, then by name. */
export const readers: Record<string, Record<string, Reader | null>> = {
  'contacts/contact.ts': {
    contactKindFrom,
    contactValue: all(
      ...contactKinds.map((kind) => orRefused((text) => contactValue(kind, text))),
      orRefused((text) => contactValue('sms', `+1${text}`)),
      orRefused((text) => contactValue('email', `a@${text}`)),
    ),
    isUsable: null,
    usableOf: null,
  },
  'contacts/contact-code.ts': {
    isCode: (text) => isCode('key', 'm1', text),
    codeFor: (text) => codeFor('key', text),
    addressHash: (text) => addressHash('key', text),
    isFlood: null,
  },
  'contacts/own-rules.ts': {
    readRules: all(
      orRefused((text) => readRules(text, { latest: 600_000 })),
      orRefused((text) => readRules(`sms 1m, call ${text}`, { latest: 600_000 })),
    ),
    storedRules: all(storedRules, (text) => storedRules(JSON.stringify([{ methods: [text] }]))),
    rulesText: null,
    rulesFor: null,
    kindsIn: null,
  },
  'contacts/weekly-test.ts': {
    readWeekly: all(
      orRefused(readWeekly),
      orRefused((text) => readWeekly(`mon ${text}`)),
    ),
    nextWeekly: null,
  },
  'escalation/answer-secret.ts': {
    readReply: all(readReply, (text) => readReply(`4 ${text}`)),
    linkHash,
    linkSecret: (text) => linkSecret('key', text, 'm1'),
    replyCode: (text) => replyCode('key', text, 'm1'),
  },
  'history/gather.ts': { gather: null },
  'history/next-reading.ts': { nextReading: null },
  'history/block-words.ts': {
    blockWords: (text) => blockWords([{ type: 'section', text: { type: 'plain_text', text } }]),
    isSomething,
    lined: (text) => lined([text, text]),
  },
  'history/message-words.ts': {
    messageWords: (text) => {
      const attached = {
        title: text,
        title_link: text,
        fallback: text,
        fields: [{ title: text, value: text }],
      }
      const forward = { is_share: true, author_name: text, from_url: text, text }
      return messageWords({ text: '<!here>', attachments: [attached, forward] })
    },
    isForwardLine: all(isForwardLine, (text) => isForwardLine(`Forwarded from ${text}`)),
  },
  'history/slack-message.ts': {
    saidFrom: (text) => saidFrom('C1', { ts: '1.1', user: 'U1', text }),
    readFrom: (text) => readFrom('C1', { ts: '1.1', user: 'U1', text }, '2.1'),
  },
  'incidents/decide.ts': {
    declare: orRefused((title) => declare(1, declarationOf(title))),
    decide: orRefused((text) => decide(incident(), 'U1', { do: 'note', text }, now)),
  },
  'incidents/services-named.ts': {
    servicesNamed: (text) => servicesNamed({ checkout: { name: text.slice(0, 80) } }, text),
    serviceCalled: (text) => serviceCalled({ checkout: { name: text } }, text),
  },
  'incidents/similar.ts': {
    meaningful,
    aboutTheSame: (title) => aboutTheSame(title, [{ title }, { title: 'Checkout fails' }]),
    similarTo: (title) => similarTo(title, [{ title }, { title: 'Checkout fails' }]),
  },
  'incidents/title.ts': {
    usableTitle: orRefused(usableTitle),
    saysSomething,
    titled: (title) => titled({ number: 1, title }),
    titleInSentence,
    titleInQuotes,
  },
  'learning/bars.ts': {
    label: (text) => label(text, { x: 0, y: 0, size: 12 }),
    panelOf: (text) =>
      panelOf(
        { heading: text, fill: '#000000', bars: [{ name: text, value: 1, shown: text }] },
        { left: 0, top: 0, width: 100 },
      ),
  },
  'learning/month-drawing.ts': {
    drawMonth: (text) => drawMonth({ title: text, months: [], nameOf: () => text, now: typedAt }),
  },
  'learning/chart.ts': { chartOf: null },
  'learning/closest.ts': { closest: (title) => closest(title, [{ title }], 3) },
  'learning/found.ts': { endingOf: (text) => endingOf(over(text), null) },
  'learning/search-words.ts': {
    recordedWords: (text) => recordedWords(over(text)),
    toldWords: (text) => toldWords([text]),
    everyWord,
    anyTwoInTitle,
  },
  'learning/statistics.ts': { boundsOf: null, lastOf: null, everyMonth: null },
  'words/blocks.ts': {
    ...Object.fromEntries(Object.keys(blocks).map((name) => [name, null])),
    text: (text) => blocks.message(blocks.lines([blocks.text(text), blocks.bold(text)])),
    lines: (text) => blocks.lines([text], [blocks.mention(text), blocks.channel(text)]),
    link: (text) => [blocks.link(text, text), blocks.webAddress(text)],
    header: (text) => [blocks.header(text), blocks.small(text), blocks.quote(text), blocks.code(text)],
    row: (text) => blocks.row(text, blocks.button(text, 'a', 'b')),
    picking: (text) => blocks.picking(text, 'a', text, [{ value: 'a', words: text }]),
  },
  'oncall/hours-csv.ts': { hoursCsv: null },
  'words/plain.ts': { plain },
  'words/named.ts': { idsIn, named: (text) => named(text, new Map([['C1', text]])), isPlace: null },
  'messages/postmortem/postmortem-lines.ts': {
    draftLine: (text) => draftLine(line([text], [])),
    shownWords: (text) => shownWords(spokenOnce(text)),
    questions: (text) => questions(made(text)),
  },
  'messages/phone/gsm.ts': { isGsm, gsmText, fitting: (text) => fitting(text, 80) },
  'messages/phone/twiml.ts': { twiml: (says) => twiml({ says, keys: null }), twimlReply, twimlText },
  'messages/refusal.ts': {
    refusal,
    unsure,
    asRefusal: null,
    failure,
    databaseDown: (text) => databaseDown(text, [text]),
  },
  'messages/incident/room-name.ts': {
    roomName: (title) => roomName({ number: 1, title, drill: false, private: false }),
  },
  'messages/incident/topic.ts': {
    topic: all(
      (title) => topic({ ...incident(), title }, { words, geoc: null }),
      (geoc) => topic(incident(), { words, geoc }),
    ),
    purpose: (title) => purpose({ ...incident(), title }, words),
  },
  'words/spaceless.ts': { spaced, isSpaceless, wordBreak: (text) => wordBreak(text, text.length / 2) },
  'words/user-text.ts': {
    clean,
    harmless,
    cut: all(
      (text) => cut(text, 400),
      (text) => cut(text, text.length - 10),
    ),
    inline: (text) => inline(text, 400),
    saidBack: (text) => saidBack(text, 400),
    escaped,
    unaccented,
  },
  'postmortems/draft/attempts.ts': { attempts: (text) => attempts(over(text), events(text), 'U1') },
  'postmortems/calendar-file.ts': {
    calendarFile: (text) => calendarFile({ uid: '1', title: text.slice(0, 150), at: now, length: 45, now }),
  },
  'postmortems/files/naming.ts': {
    byName: (text) => byName(names).text(text),
    byRole: (text) => byRole(names, parts, names).text(text),
  },
  'postmortems/draft/cause-label.ts': {
    causeLabel,
    saysNothing,
    labelIn: (text) => languages.map((one) => labelIn(text, one)),
  },
  'postmortems/draft/cause.ts': { namingIn: (text) => namingIn(beginningOf(text)) },
  'postmortems/draft/candidates.ts': {
    causeCandidates: (text) => causeCandidates(over(text), events(text), [found(text), found(text)]),
  },
  'postmortems/draft/chatter.ts': { chatterIn: (text) => chatterIn(beginningOf(text)) },
  'postmortems/draft/claims.ts': {
    claimsIn: (text) => claimsIn(beginningOf(text)),
    isInJest: (text) => isInJest(beginningOf(text).folded, [english]),
  },
  'postmortems/draft/languages/language.ts': { smallWords: null },
  'postmortems/draft/languages/languages-of.ts': { folded, languagesOf },
  'postmortems/draft/recorded-candidates.ts': {
    recordedCandidates: (text) =>
      recordedCandidates(over(text), events(text), [found(text)], {
        objections: objectionsIn([found(text)], mendingOf(over(text))),
      }),
  },
  'postmortems/draft/refutation.ts': { refutationIn: (text) => refutationIn(beginningOf(text)) },
  'postmortems/draft/mending.ts': { mendingOf: (text) => mendingOf(over(text)) },
  'postmortems/draft/ruled-out.ts': {
    objectionsIn: (text) => objectionsIn([found(text), found(text)], mendingOf(over(text))).to(found(text)),
  },
  'postmortems/draft/settled-cause.ts': {
    causeOf: (text) => causeOf(over(text), events(text), [found(text)]),
  },
  'postmortems/draft/signs.ts': { signsIn: (text) => signsIn(beginningOf(text)) },
  'postmortems/draft/subjects.ts': {
    subjectsOf: (text) => subjectsOf(folded(text)),
    shared: null,
  },
  'postmortems/draft/turning-points.ts': {
    turningPoints: (text) =>
      turningPoints({
        incident: over(text),
        events: events(text),
        findings: [found(text), found(text)],
        cause: unknown,
      }),
  },
  'postmortems/draft/judgements.ts': {
    deniedKeys: null,
    confirmedIn: (text) => confirmedIn([...events(text), ownWords(text)], 'cause', [found(text)]),
  },
  'postmortems/draft/thin-parts.ts': {
    impactCandidates: (text) => impactCandidates({ ...over(text), resolution: null }, [], [found(text)]),
    contextCandidates: (text) => contextCandidates(over(text), [], [found(text)]),
  },
  'incidents/judgement.ts': {
    judged: orRefused((text) => [
      judged({ about: 'cause', of: null, verdict: 'yes', text }),
      judged({ about: 'cause', of: text, verdict: 'yes', text: null }),
    ]),
  },
  'messages/postmortem/offered-words.ts': {
    quotation: (text) => quotation(spokenOnce(text)),
    offeredWords: (text) =>
      offeredWords(7, 'cause', [
        {
          key: 'event:2',
          line: line([text], []),
          quote: spokenOnce(text),
          why: text,
          score: 9,
          isNamed: true,
        },
      ]),
  },
  'postmortems/draft/telling.ts': {
    isTelling: null,
    isAssent: null,
    echoesOf: (text) => echoesOf([found(text)])(found(text)),
  },
  'postmortems/draft/timeline-selection.ts': {
    kindOfLink,
    selectForTimeline: (text) =>
      selectForTimeline([found(text)], { added: new Set(), source: null, turning: new Map() }),
    isPin,
    speaksOf: (text) => speaksOf(said(text), beginningOf(text)),
  },
  'postmortems/draft/context.ts': {
    context: (text) => context(material(text), unknown, []),
    changesIn: (text) => changesIn(beginningOf(text)),
  },
  'postmortems/files/document-zone.ts': { documentZone: null },
  'postmortems/files/document.ts': {
    document: whole,
    titleOf: (text) => titleOf(made(text)),
    timeIn: null,
    dayIn: null,
  },
  'postmortems/model/model-question.ts': {
    modelQuestion: (text) => modelQuestion(text, draft(material(text)).entries),
    saysOf: (text) => saysOf([text]),
    markedUp: (text) => markedUp([text]),
  },
  'postmortems/model/proposals.ts': {
    proposalsIn: all(
      (text) => proposalsIn(text, draft(material('a typo')), {}),
      (text) => proposalsIn(answered(text), draft(material(text)), {}),
    ),
  },
  'postmortems/draft/draft.ts': { draft: (text) => draft(material(text)) },
  'postmortems/draft/evidence.ts': {
    line: null,
    quoted: (text) => quoted(said(text), [text]),
    missing: (text) => missing(text, []),
    byEvent: null,
    byMessage: null,
    keyOf: null,
    byAttempt: null,
    orAsk: (text) => orAsk([], text, []),
  },
  'postmortems/draft/facts.ts': {
    factsOf: (text) =>
      factsOf(over(text), {
        cause: unknown,
        told: [{ message: said(text), text }],
        people: [],
        entries: made(text).entries,
        numbers: numbersOf(over(text), [], now),
      }),
  },
  'postmortems/draft/find-in-message.ts': {
    findIn: found,
    unread: (text) => unread(said(text), 'UBOT'),
    speaksForItself: (text) => speaksForItself(said(text), 'UBOT'),
  },
  'postmortems/forgotten.ts': {
    withoutGone: all(
      (text) => withoutGone(text.slice(0, 3_000), [text]),
      (text) => withoutGone(text.slice(0, 3_000), [text.slice(100, 3_000)]),
      (text) => withoutGone('The pool was too small. @Clara said so, at 10:04.', [text]),
    ),
    withEditsMarked: (text) =>
      withEditsMarked(text.slice(0, 3_000), [{ author: null, before: text, after: text.slice(1) }]),
  },
  'postmortems/files/html.ts': { html: (text) => html(text, read(text), byRole(names, parts, names)) },
  'postmortems/draft/impact.ts': {
    impactIn: (text) => impactIn(beginningOf(text)),
    toldOf: (text) => toldOf([found(text)]),
    impactLines: (text) => impactLines(over(text), events(text), [{ message: said(text), text }], 'U1'),
  },
  'postmortems/draft/lessons.ts': {
    lessons: (text) => lessons(over(text), events(text), [found(text)], { words, partOf: partsOf(parts) }),
    lessonIn: (text) => lessonIn(beginningOf(text)),
  },
  'postmortems/files/markdown.ts': { markdown: (text) => markdown(read(text), byRole(names, parts, names)) },
  'postmortems/draft/numbers.ts': { numbersOf: null, numberLines: null },
  'postmortems/draft/people.ts': {
    peopleOf: (text) => peopleOf(material(text)),
    partsOf: (text) => partsOf([{ user: 'U1', roles: [text] }])('U1'),
  },
  'postmortems/draft/lacking.ts': { lackingWords: null },
  'postmortems/files/evidence-link.ts': { evidenceLink: null },
  'messages/postmortem/publishing-doubts.ts': {
    publishingDoubts: (text) => publishingDoubts(begun, made(text), { summary: text }),
  },
  'postmortems/draft/late-updates.ts': { lateUpdates: (text) => lateUpdates(over(text), events(text)) },
  'postmortems/draft/went-wrong.ts': {
    wentWrong: (text) => wentWrong(over(text), events(text), words),
    unnamed: (text) => unnamed(said(text), spoken(text), partsOf(parts)),
  },
  'projections/postmortem/postmortem-projection.ts': {
    projectPostmortem: (text) =>
      projectPostmortem(over(text), begun, {
        draft: made(text),
        written: {},
        actions: [],
        home: { channel: { id: 'C1' } },
        room: 'C1',
        stakeholders: { id: 'C2' },
        postmortems: { id: 'C2' },
        hoursOf: () => ({ zone: 'UTC', weekend: [], holidays: [] }),
        published: text,
        slots: new Map(),
        archiveAfter: 0,
        now,
      }),
  },
  'postmortems/postmortem.ts': {
    postmortemCanBecome: null,
    publishedKey: null,
    renewalKey: null,
    withdrawalKey: null,
    isFinished: null,
    begun: null,
    ownersInLine: null,
    nudgesOf: null,
    morningOf: null,
  },
  'postmortems/draft/said.ts': { isSaid: (text) => isSaid(said(text), 'UBOT'), beginningOf, sentences },
  'postmortems/draft/section-text.ts': {
    sectionText: (text) => sectionText([line([text], [])], async () => undefined),
  },
  'postmortems/draft/summary.ts': {
    summary: (text) => summary(over(text), events(text), suspected(text), []),
  },
  'postmortems/draft/timeline.ts': {
    incidentTimeline: (text) => incidentTimeline({ ...material(text), cause: suspected(text) }),
    messagesLeftOut: (text) => messagesLeftOut([found(text)], []),
  },
  'postmortems/weekly.ts': { nextMonday: null },
  'postmortems/draft/whys.ts': {
    whys: (text) => whys({ confirmed: { line: line([text], []), quote: [text], by: 'U1' } }, []),
  },
  'postmortems/draft/wording.ts': { suggestions: (text) => suggestions(text, [...names.values()]) },
  'postmortems/draft/words.ts': {
    spoken,
    linked,
    namedActor: null,
    proseText: (text) => proseText(spokenOnce(text)),
    linksIn: (text) => linksIn(spokenOnce(text)),
    writerOf: (author) => writerOf({ author, app: author }),
  },
  'words/icalendar.ts': {
    icalendar: (summary) =>
      icalendar({ product: 'M', events: [{ uid: 'a', summary, start: now, end: now }], stamp: now }),
    calendarValue,
  },
  'slack/asking/act.ts': { actOf: (text) => actOf('message', { user: text, event_ts: text }) },
  'slack/asking/request.ts': {
    typedFrom: (text) =>
      asked.typedFrom({ command: '/a', text, user_id: 'U1', channel_id: 'C1', trigger_id: '1' }),
    clickFrom: null,
    formFrom: null,
    shortcutFrom: null,
    pickedFrom: (text) =>
      asked.pickedFrom({ ...payload(text), callback_id: 'a', channel: { id: 'C1', name: 'a' } }),
  },
  'slack/wire/classify.ts': { classify: null },
  'slack/asking/command-line.ts': {
    readCommandLine,
    leadingNumber,
    namedAmongWords,
    namedWithSign,
    namedBeforeSentence: (rest) => namedBeforeSentence(rest, false),
    namedBeforeAnother: (rest) => namedBeforeAnother(rest, false),
    namedBesideSeverity: (rest) => namedBesideSeverity(rest, true),
    describes: (rest) => describes({ rest }),
    nearestVerb: (text) => nearestVerb(text, ['declare', 'status', 'escalate']),
  },
  'slack/oncall/word-order.ts': {
    inOrder: (text) => inOrder({ ...typedVerb, rest: text }, [], { policy }),
  },
  'slack/oncall/dates.ts': {
    readDay: (text) => readDay(text, today),
    readDays: (text) => readDays(text, today),
    readMonth: (text) => readMonth(text, today),
    readComingMonth: (text) => readComingMonth(text, today),
  },
  'slack/asking/role-words.ts': {
    roleFrom: (text) => roleFrom(text, policy),
    squadWord: (text) => squadWord(text, 'SEM'),
    firstWord,
  },
  'incidents/long-words.ts': {
    inParts: (text) => inParts(text, 2_000),
    beginning: (text) => beginning(text, 150),
  },
  'slack/wire/signature.ts': { isSigned: null },
  'slack/alert/quiet-words.ts': {
    readQuietWords: orRefused((text) => readQuietWords(text, { checkout: { name: text } }, now)),
  },
  'slack/incident/moment.ts': {
    readMoment: (text) => readMoment(text, now, 'UTC'),
  },
  'slack/incident/source.ts': {
    sourceOf: (text) => sourceOf(picked(text), text),
    titleFrom: (text) => titleFrom({ text }),
    sourceMetadata: (text) => sourceMetadata(sourceOf(picked(text), text)),
    sourceFrom,
  },
}
