/** A person's own order of ways: which ring at once, which after how long, and which again. Pure. */
import { Refusal } from '#errors.ts'
import {
  type ContactKind,
  contactKinds,
  type NotificationRule,
  type NotificationWay,
} from '#policy/contacts.ts'
import { duration } from '#policy/duration.ts'
import { saidBack } from '#words/user-text.ts'
import { contactKindFrom, type RuleBounds } from './contact.ts'

const [mostRules, mostWords] = [8, 16]
/** Milliseconds between two tries of one way. */
const soonest = 30_000
const example = 'push+email now, sms 1m, call 2m every 2m'

/** `sms now, call 1m every 2m`; null for nothing, `default`. Throws a Refusal for what cannot be read or is not allowed. */
export function readRules(typed: string, { latest }: Pick<RuleBounds, 'latest'>): NotificationRule[] | null {
  const text = typed.slice(0, 400).trim().toLowerCase()
  if (text === '' || /^(default|defaults|policy|none|off)$/.test(text)) return null
  const parts = text.split(/[,;\n]/, mostRules + 1).filter((part) => part.trim() !== '')
  if (parts.length > mostRules) throw new Refusal(`${mostRules} steps are the most.`, 'rules')
  const rules = parts.map(readRule).toSorted((a, b) => a.after - b.after)
  if (kindsIn(rules).length === 0)
    throw new Refusal(`Name at least one way besides Slack, such as: ${example}.`, 'rules')
  const late = rules.find(({ after }) => after > latest)
  if (late)
    throw new Refusal(
      `Here every way begins within ${durationText(latest)} (contacts: latest in the policy). You wrote ${durationText(late.after)}.`,
      'rules',
    )
  return rules
}

function readRule(part: string): NotificationRule {
  const methods = new Set<NotificationWay>()
  let after = 0
  let repeat: number | null = null
  let isRepeat = false
  for (const word of part.split(/[\s+]+/, mostWords)) {
    if (/^(|now|at|once|and|after|in|then|by)$/.test(word)) continue
    if (/^(every|again|repeat)$/.test(word)) {
      isRepeat = true
      continue
    }
    const way = wayFrom(word)
    const ms = duration.safeParse(word).data
    if (way !== null) methods.add(way)
    else if (ms === undefined)
      throw new Refusal(`I cannot read "${saidBack(word, 20)}". Write it like this: ${example}.`, 'rules')
    else if (isRepeat) repeat = ms
    else after = ms
  }
  if (methods.size === 0) throw new Refusal(`Each step names a way, such as: ${example}.`, 'rules')
  if (isRepeat && (repeat === null || repeat < soonest))
    throw new Refusal(
      `A way rings again after ${durationText(soonest)} or more, such as: call 2m every 2m.`,
      'rules',
    )
  return { methods: [...methods], after, repeat }
}

function wayFrom(word: string): NotificationWay | null {
  // In rules it means every push.
  return word === 'push' || word === 'slack' ? word : contactKindFrom(word)
}

/** As `readRules` reads them. */
export function rulesText(rules: readonly NotificationRule[]): string {
  return rules
    .filter((rule) => kindsIn([rule]).length > 0)
    .map(({ methods, after, repeat }) => {
      const ways = methods.filter((one) => one !== 'slack').join('+')
      const at = after === 0 ? 'now' : durationText(after)
      return repeat === null ? `${ways} ${at}` : `${ways} ${at} every ${durationText(repeat)}`
    })
    .join(', ')
}

/** Kinds of contact method that these rules ring by, in their order. */
export function kindsIn(rules: readonly Pick<NotificationRule, 'methods'>[]): ContactKind[] {
  const named = rules.flatMap(({ methods }) =>
    methods.flatMap((one): ContactKind[] => {
      if (one === 'slack') return []
      return one === 'push' ? ['pushover', 'ntfy'] : [one]
    }),
  )
  return [...new Set(named)]
}

/** The rules by which somebody is rung: their own, within what the policy allows today, else the policy's. */
export function rulesFor(
  own: readonly NotificationRule[] | null,
  bounds: RuleBounds,
): readonly NotificationRule[] {
  if (own === null) return bounds.defaults
  return own.map((rule) => ({ ...rule, after: Math.min(rule.after, bounds.latest) }))
}

/** Reads rules as they are stored. Those that cannot be read are none: the policy's hold then. */
export function storedRules(json: string | null): NotificationRule[] | null {
  if (json === null) return null
  try {
    const read: unknown = JSON.parse(json)
    return Array.isArray(read) && read.length > 0 && read.every(isRule) ? read : null
  } catch {
    return null
  }
}

function isRule(one: unknown): one is NotificationRule {
  if (typeof one !== 'object' || one === null) return false
  const { methods, after, repeat } = one as Partial<NotificationRule>
  const known: readonly string[] = ['slack', 'push', ...contactKinds]
  return (
    Array.isArray(methods) &&
    methods.every((way) => known.includes(way)) &&
    typeof after === 'number' &&
    (repeat === null || typeof repeat === 'number')
  )
}

/** `90s` as `1m30s`. */
function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000)
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return [hours && `${hours}h`, minutes && `${minutes}m`, rest && `${rest}s`].filter(Boolean).join('') || '0s'
}
