import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { parsePolicy } from '#policy/parse.ts'
import type { Policy } from '#policy/policy.ts'
import type { Cast } from '../../sandbox/company.ts'
import { personIn } from '../people.ts'
import type { Story } from './story.ts'

const beside = (name: string): string => join(import.meta.dirname, '..', name)

/** The policy of the sandbox's company; with `monitoring` also its services, sources and routes. */
export async function companyPolicy({ monitoring = false } = {}): Promise<Policy> {
  const text = await readFile(beside('muster.yml'), 'utf8')
  return parsePolicy(monitoring ? text + (await monitoringText()) : text, 'play/muster.yml')
}

/**
 * The policy a story is played with: where its monitoring speaks, with the company's services, sources and routes, unless
 * it brings its own. Throws `Misconfigured` for one that is wrong.
 */
export async function policyOf(story: Story, cast: Cast): Promise<Policy> {
  const monitoring = story.steps.some((step) => step.alert !== undefined)
  if (story.policy === undefined) return companyPolicy({ monitoring })
  const common = monitoring ? (parse(await monitoringText()) as Record<string, unknown>) : {}
  return parsePolicy(stringify(withIds({ ...common, ...story.policy }, cast)), 'policy')
}

function monitoringText(): Promise<string> {
  return readFile(beside('monitoring.yml'), 'utf8')
}

/** `@amina` as the id that a policy wants. */
function withIds(value: unknown, cast: Cast): unknown {
  if (typeof value === 'string') return /^@\S+$/.test(value) ? personIn(cast.people, value).id : value
  if (Array.isArray(value)) return value.map((one) => withIds(one, cast))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withIds(one, cast)]))
}
