/** A page, as each way besides Slack tells it. Of a private incident they say its number and nothing that was written. */
import type { ShownPage } from '#escalation/page-view.ts'
import type { Severity } from '#incidents/incident.ts'
import { isAlertGroup, subjectName } from '#escalation/subject.ts'
import { roleName, type Words } from '#incidents/words.ts'
import type { ContactKind } from '#policy/contacts.ts'
import { inline } from '#words/user-text.ts'
import type { PhoneWords } from './contact-words.ts'
import { whyPaged } from '../pages/why-paged.ts'
import { fitting, gsmText } from './gsm.ts'
import { twiml } from './twiml.ts'

/** The doors by which this page can be answered. */
export interface AnswerDoors {
  /** Hears the keys of a call; null without a public address. */
  keysUrl: string | null
  /** Typed back in an SMS. */
  code: string
  /** The page behind a link; null without a public address. */
  answerUrl: string | null
}

export function pageWords(kind: ContactKind, one: ShownPage, doors: AnswerDoors, words: Words): PhoneWords {
  const page = counting(one)
  switch (kind) {
    case 'call':
      return { title: '', text: called(page, doors, words) }
    case 'sms':
      return { title: '', text: texted(page, doors, words) }
    case 'email':
      return mailed(page, doors, words)
    case 'ntfy':
    case 'pushover':
      return pushed(page, doors, words)
  }
}

/** Tells in the title of a group how many of its alerts fire besides the one that names it. */
function counting(page: ShownPage): ShownPage {
  const more = (page.alerts?.firing ?? 0) - 1
  return more > 0 ? { ...page, title: `${more} more and ${inline(page.title, 200)}` } : page
}

function severityOf({ severity }: ShownPage, { defaultSeverity }: Words): Severity {
  return severity ?? defaultSeverity
}

function called(page: ShownPage, { keysUrl }: AnswerDoors, words: Words): string {
  const asked = `You are paged as ${roleName(page.role, words)}.`
  const what = page.private
    ? `Private incident ${page.subject} needs you.`
    : `${spokenSubject(page)}, severity ${spokenSeverity(severityOf(page, words))}: ${inline(page.title, 160)}. ${asked}`
  if (keysUrl === null)
    return twiml({ says: `This is Muster. ${what} Open Slack, or reply to the SMS.`, keys: null })
  return twiml({
    says: `This is Muster. ${what}${page.private ? ' Open Slack.' : ''}`,
    keys: { says: 'Press 4 to acknowledge. Press 5 if you cannot.', action: keysUrl },
  })
}

/** The letter of a group is said apart from its number. */
function spokenSubject({ subject }: ShownPage): string {
  return isAlertGroup(subject) ? `Alert ${subject.replace('A', 'A ')}` : `Incident ${subject}`
}

const numbers: Record<Severity, string> = { P1: 'one', P2: 'two', P3: 'three', P4: 'four', P5: 'five' }

function spokenSeverity(severity: Severity): string {
  return numbers[severity]
}

/** One SMS holds 160 letters: what to do is never cut, the title is. */
const oneSms = 160

function texted(page: ShownPage, { code }: AnswerDoors, words: Words): string {
  const how = `Reply 4 ${code} to acknowledge, 5 ${code} if you cannot.`
  if (page.private) return `Muster: private incident ${subjectName(page.subject)}. Open Slack. ${how}`
  const before = `Muster ${severityOf(page, words)} ${subjectName(page.subject)}: `
  const room = oneSms - before.length - how.length - 3
  return `${before}"${fitting(gsmText(inline(page.title, 300)), room)}" ${how}`
}

function mailed(page: ShownPage, { answerUrl }: AnswerDoors, words: Words): PhoneWords {
  const answer = answerUrl === null ? ['Open Slack to answer.'] : [`Answer: ${answerUrl}`, 'Or open Slack.']
  if (page.private)
    return {
      title: `You are paged: private incident ${subjectName(page.subject)}`,
      text: [`Private incident ${subjectName(page.subject)} needs you.`, '', ...answer].join('\n'),
    }
  return {
    title: `${severityOf(page, words)} ${subjectName(page.subject)} ${inline(page.title, 150)}`,
    text: [
      whyPaged(page, words, 300),
      '',
      `${isAlertGroup(page.subject) ? 'Alert' : 'Incident'} ${subjectName(page.subject)}, ${severityOf(page, words)}: ${inline(page.title, 300)}`,
      '',
      ...answer,
    ].join('\n'),
  }
}

function pushed(page: ShownPage, { answerUrl }: AnswerDoors, words: Words): PhoneWords {
  const answer = answerUrl === null ? 'Open Slack to answer.' : 'Acknowledge, or open Slack.'
  if (page.private)
    return { title: 'Muster pages you', text: `Private incident ${subjectName(page.subject)}. Open Slack.` }
  return {
    title: `${severityOf(page, words)} · ${subjectName(page.subject)}`,
    text: `${inline(page.title, 200)}\n${whyPaged(page, words, 200)} ${answer}`,
  }
}

/** One line for the company's present pager. */
export function pagerSummary(page: ShownPage, words: Words): string {
  if (page.private) return `Private incident ${subjectName(page.subject)}: open Slack`
  return `${severityOf(page, words)} ${subjectName(page.subject)} ${inline(page.title, 300)}`
}
