/** Samples of what people hear and read besides Slack, and of what Slack says about those ways. */
import type { ContactMethod } from '#contacts/contact.ts'
import { readRules } from '#contacts/own-rules.ts'
import { contactKinds } from '#policy/contacts.ts'
import { defaultPolicy } from '#policy/policy.ts'
import {
  codeNotSent,
  codeOnItsWay,
  methodDead,
  methodLine,
  ownContacts,
} from '#messages/phone/contact-notices.ts'
import { codeWords, testWords } from '#messages/phone/contact-words.ts'
import { pagerSummary, pageWords } from '#messages/phone/page-words.ts'
import { notReady, readyWeek, theirMethodDead, theyAreNotReady } from '#messages/phone/ready-words.ts'
import { phoneAnswered, textAnswered } from '#messages/phone/phone-replies.ts'
import { contactView } from '#slack/oncall/contact-form.ts'
import { words } from '../samples/sample-incident.ts'
import { page } from '../samples/sample-page.ts'
import type { Samples } from './sample.ts'

const at = new Date('2026-11-28T12:00:00Z')
const sms: ContactMethod = {
  id: 'm1',
  person: 'U2MIKA',
  kind: 'sms',
  value: '+12025550123',
  place: 0,
  addedAt: at,
  verifiedAt: at,
  retiredAt: null,
  retiredCode: null,
}
const dead: ContactMethod = { ...sms, retiredAt: at, retiredCode: '30006' }
const fresh: ContactMethod = { ...sms, id: 'm2', kind: 'email', value: 'mika@example.com', verifiedAt: null }
const { defaultRules: defaults, latest } = defaultPolicy.contacts
const bounds = { defaults, latest }
const rules = readRules('push now, call 1m every 2m', bounds)
const own = {
  methods: [sms, fresh],
  untilAnswered: true,
  weeklyTest: 'mon 10',
  rules: null,
  bounds,
  kinds: contactKinds,
}
const doors = {
  keysUrl: 'https://muster.example.com/hooks/twilio/voice',
  code: '4711',
  answerUrl: 'https://muster.example.com/ack/…',
}
const closed = { ...doors, keysUrl: null, answerUrl: null }
const hidden = { ...page, private: true }
const told = ({ title, text }: { title: string; text: string }) =>
  `${title === '' ? '' : `${title}\n\n`}${text
    .replace(/<[^>]*>/g, ' ')
    .replace(/ +/g, ' ')
    .trim()}`

const turn = { rota: { name: 'GEOC' }, user: 'U2MIKA', start: at, because: null }
const unready = { ...turn, because: 'phone call is the only verified way' }

export const phoneSamples: Samples = {
  'A page by phone, SMS, mail and push': () => [
    ...contactKinds.map((kind) => told(pageWords(kind, page, doors, words))),
    told(pageWords('call', page, closed, words)),
    ...contactKinds.map((kind) => told(pageWords(kind, hidden, doors, words))),
    pagerSummary(page, words),
    pagerSummary(hidden, words),
  ],
  'Answers to a key, a reply or a link': () => [
    ...(['acknowledged', 'declined', 'taken', 'not understood'] as const).map(phoneAnswered),
    textAnswered('not understood') ?? '',
  ],
  'A code, and a test': () => [
    told(codeWords('sms', '123456', '/oncall')),
    told(codeWords('call', '123456', '/oncall')),
    told(codeWords('email', '123456', '/oncall')),
    told(testWords('sms')),
  ],
  'Ways to reach a person, in Slack': () => [
    contactView(own),
    ownContacts(own, 'Ways to reach you', words),
    ownContacts({ ...own, rules }, 'Pages ring by your own rules.', words),
    methodLine(dead),
    codeOnItsWay('sms', words),
    codeNotSent('call', 'the number does not exist', words),
    methodDead(dead, words),
  ],
  'Who can be woken': () => [
    readyWeek([turn, unready], { isOn: true }, words),
    readyWeek([turn], { isOn: true }, words),
    readyWeek([], { isOn: true }, words),
    readyWeek([], { isOn: false }, words),
    notReady(unready, false, words),
    notReady(unready, true, words),
    theyAreNotReady(unready, false),
    theyAreNotReady(unready, true),
    theirMethodDead('U2MIKA', 'SMS', 'the number takes no SMS', 'GEOC'),
  ],
}
