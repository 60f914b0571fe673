import { says } from '../screen/words.ts'
import type { Count } from '../story/mapping.ts'

type Plain = string | number | boolean | null | undefined

/** Collects the places where something differs from what it should be. */
export interface Differences {
  readonly all: string[]
  /** Nothing is compared where nothing is expected. */
  same<T extends Plain>(what: string, expected: T | undefined, actual: T): void
  says(what: string, expected: string | undefined, actual: string | null): void
  count(what: string, expected: Count | undefined, actual: number): void
  /** Every text is said somewhere, or none of them anywhere. */
  said(
    what: string,
    expected: { says?: string[] | undefined; 'never says'?: string[] | undefined },
    texts: readonly string[],
  ): void
  add(problem: string): void
}

export function differences(about: string): Differences {
  const all: string[] = []
  const add = (problem: string): void => void all.push(`${about}: ${problem}`)
  return {
    all,
    add,
    same(what, expected, actual) {
      if (expected !== undefined && expected !== actual)
        add(`${what} is ${shown(actual)}, not ${shown(expected)}`)
    },
    says(what, expected, actual) {
      if (expected !== undefined && !says(actual ?? '', expected)) {
        add(`${what} is ${shown(actual)}, which does not say "${expected}"`)
      }
    },
    count(what, expected, actual) {
      if (expected === undefined) return
      const { 'at least': least = 0, 'at most': most = Infinity } = expected
      if (actual < least || actual > most) add(`${what}: ${actual}, not ${range(least, most)}`)
    },
    said(what, expected, texts) {
      for (const words of expected.says ?? []) {
        if (!texts.some((text) => says(text, words))) add(`${what} never says "${words}"`)
      }
      for (const words of expected['never says'] ?? []) {
        const found = texts.find((text) => says(text, words))
        if (found !== undefined) add(`${what} says "${words}": "${found.replace(/\s+/g, ' ').slice(0, 200)}"`)
      }
    },
  }
}

function shown(value: Plain): string {
  if (value === null) return 'nobody or nothing'
  return typeof value === 'string' ? `"${value}"` : String(value)
}

function range(least: number, most: number): string {
  if (least === most) return String(least)
  if (most === Infinity) return `at least ${least}`
  return least === 0 ? `at most ${most}` : `${least} to ${most}`
}
