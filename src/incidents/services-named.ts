/** Finds the services that a person's words name. Pure. */
import { unaccented } from '#words/user-text.ts'

/** Characters that are looked at, and services that one declaration names. */
const enough = { text: 2_000, services: 3 }

/** The keys whose name or key stands in the words, in the order in which they stand. A short name alone may mean anything. */
export function servicesNamed(
  services: Readonly<Record<string, { name: string | null }>>,
  words: string,
): string[] {
  const text = ` ${wordsOf(words)} `
  return Object.entries(services)
    .flatMap(([key, { name }]) => {
      const places = [key, name ?? key].map(wordsOf).filter((one) => one.length > 2)
      const at = Math.min(...places.map((one) => text.indexOf(` ${one} `)).filter((found) => found >= 0))
      return Number.isFinite(at) ? [{ key, at }] : []
    })
    .toSorted((a, b) => a.at - b.at)
    .slice(0, enough.services)
    .map(({ key }) => key)
}

/** The service meant by this name or key alone; null for none. */
export function serviceCalled(
  services: Readonly<Record<string, { name: string | null }>>,
  words: string,
): string | null {
  const wanted = wordsOf(words)
  const found = Object.entries(services).find(([key, { name }]) =>
    [key, name ?? key].map(wordsOf).includes(wanted),
  )
  return wanted === '' ? null : (found?.[0] ?? null)
}

function wordsOf(text: string): string {
  const found = unaccented(text.slice(0, enough.text))
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
  return (found ?? []).join(' ')
}
