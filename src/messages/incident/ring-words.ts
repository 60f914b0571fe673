/** The ways that rang for a page and what came of each, in the order they were tried. */
import type { RingLine } from '#escalation/ring-line.ts'
import { type Line, when } from '#words/blocks.ts'

const names: Record<string, string> = {
  sms: 'SMS',
  email: 'e-mail',
  ntfy: 'push',
  pushover: 'push',
  pagerduty: 'PagerDuty',
}

/** The number of tries that are shown, the latest. */
const shown = 5

/** `; called 03:14, no answer; SMS delivered 03:15`. */
export function ringWords(all: readonly RingLine[]): Line {
  return all
    .filter((one) => !isNoise(one))
    .slice(-shown)
    .flatMap((one): Line => ['; ', ...(one.way === 'call' ? called(one) : told(one)), ...double(one)])
}

/** Of all that is taken back only a call was heard. */
function isNoise({ way, status }: RingLine): boolean {
  return status === 'withdrawn' && way !== 'call'
}

function double({ isPerhapsDouble }: RingLine): Line {
  return isPerhapsDouble ? [' (perhaps twice)'] : []
}

function called({ at, status, code }: RingLine): Line {
  switch (status) {
    case 'planned':
    case 'sent':
      return ['calling since ', when(at)]
    case 'answered':
      return ['called ', when(at), ', answered']
    case 'delivered':
      return ['called ', when(at), ', picked up, no key pressed']
    case 'withdrawn':
      return ['called ', when(at), ', ended by Muster']
    case 'unknown':
      return ['called ', when(at), ', outcome unknown']
    case 'failed':
      return code !== null && Object.hasOwn(unanswered, code)
        ? ['called ', when(at), `, ${unanswered[code]}`]
        : ['call failed ', when(at), reason(code)]
  }
}

const unanswered: Record<string, string> = {
  'no-answer': 'no answer',
  busy: 'busy',
  machine: 'a machine answered',
  'machine-ended': 'a machine answered',
  canceled: 'no answer',
  failed: 'not connected',
  unended: 'no answer',
}

function told({ way, at, status, code }: RingLine): Line {
  const name = names[way] ?? way
  switch (status) {
    case 'planned':
      return [`${name} leaving since `, when(at)]
    case 'sent':
      return [`${name} sent `, when(at)]
    case 'delivered':
      return [`${name} delivered `, when(at)]
    case 'answered':
      return [`${name} seen `, when(at)]
    case 'withdrawn':
      return []
    case 'unknown':
      return [`${name} sent `, when(at), ', outcome unknown']
    case 'failed':
      return [`${name} failed `, when(at), reason(code)]
  }
}

/** A provider's code says more to whoever looks it up than we could. */
function reason(code: string | null): string {
  return code === null ? '' : ` (${code})`
}
