/** Names an incident's room: `incident-12-checkout-fails`. */
import type { Incident } from '#incidents/incident.ts'
import { unaccented } from '#words/user-text.ts'

type Named = Pick<Incident, 'number' | 'title' | 'drill' | 'private'>

const longest = 80

/** A name in lowercase ASCII of 80 characters or fewer. A private room's name tells nothing of its subject. */
export function roomName({ number, title, drill, private: isPrivate }: Named): string {
  const start = `${drill ? 'drill-' : ''}incident-${number}`
  const words = isPrivate ? [] : (folded(title).match(/[a-z0-9]+/g) ?? [])
  const name = [start, ...words].join('-')
  if (name.length <= longest) return name
  const lastBreak = name.lastIndexOf('-', longest)
  return name.slice(0, lastBreak > start.length ? lastBreak : longest)
}

function folded(title: string): string {
  return unaccented(title.toLowerCase())
    .replace(/['’]/g, '')
    .replace(/[ßæœøłđþð]/g, (letter) => spelled[letter] ?? letter)
}

const spelled: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', þ: 'th', ð: 'd' }
