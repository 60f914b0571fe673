/** Messages of people that say something of the incident, their order, and what others made of them. Pure. */
import type { Finding } from './finding.ts'

export function isTelling({ isSaid, isRead, message, signs }: Finding): boolean {
  return isSaid && isRead && !message.byApp && signs.chatter === 'none'
}

/** A few words that only agree with what was said before. */
export function isAssent({ agrees, hasCode, subjects }: Finding['signs']): boolean {
  return agrees && !hasCode && subjects.size <= 3
}

/** Reactions that laugh about a message; they do not agree with it. */
const laughs: ReadonlySet<string> = new Set(['joy', 'rofl', 'laughing', 'rolling_on_the_floor_laughing'])

/** Answers and reactions of others to one message. */
export interface Echo {
  /** People who reacted, and did not laugh. */
  reacted: number
  /** Others' replies in its thread. */
  answers: number
  /** Those that agree with it, in its thread or right after it. */
  agreed: number
  laughed: boolean
}

export function echoesOf(findings: readonly Finding[]): (finding: Finding) => Echo {
  const inThread = Map.groupBy(
    findings.filter(({ isSaid, message }) => isSaid && message.threadTs !== null),
    ({ message }) => message.threadTs,
  )
  const spoken = findings.filter(({ isSaid, message }) => isSaid && !message.byApp)
  const places = new Map(spoken.map((one, nth) => [one, nth]))
  return (finding) => {
    const { message } = finding
    const isOther = (one: Finding) => one !== finding && one.message.author !== message.author
    const answers = (inThread.get(message.ts) ?? []).filter(isOther)
    const place = places.get(finding)
    const next = place === undefined ? [] : spoken.slice(place + 1, place + 3).filter(isOther)
    const people = message.reactions.flatMap(({ name, users }) => (laughs.has(name) ? [] : users))
    return {
      reacted: new Set(people.filter((user) => user !== message.author)).size,
      answers: answers.length,
      agreed: new Set([...answers, ...next].filter(({ signs }) => signs.agrees)).size,
      laughed: message.reactions.some(({ name }) => laughs.has(name)),
    }
  }
}
