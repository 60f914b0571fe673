/** Words that sources have for how grave an alert is, as one of our four. */
import type { AlertSeverity } from './sighting.ts'

const meanings: readonly (readonly [AlertSeverity, RegExp])[] = [
  [
    'critical',
    /^(critical|crit|fatal|page|paging|emergency|emerg|panic|alert|disaster|blocker|highest|sev-?[01]|s[01]|p[01]|prio(rity)? ?1)$/,
  ],
  ['error', /^(error|err|high|major|severe|alarm|alerting|sev-?2|s2|p2|prio(rity)? ?2)$/],
  [
    'warning',
    /^(warning|warn|medium|moderate|average|minor|ticket|degraded|no[_ -]?data|sev-?3|s3|p3|prio(rity)? ?3)$/,
  ],
  [
    'info',
    /^(info|informational|information|notice|low|lowest|debug|trace|none|ok|success|not[_ -]classified|sev-?[45]|s[45]|p[45]|prio(rity)? ?[45])$/,
  ],
]

/** A word that is not known, or none, counts as an error: when unsure, neither the highest nor what nobody reads. */
export function alertSeverityIn(word: string | null | undefined): AlertSeverity {
  const said = (word ?? '').slice(0, 40).trim().toLowerCase()
  return meanings.find(([, words]) => words.test(said))?.[0] ?? 'error'
}
