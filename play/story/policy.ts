import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { parsePolicy } from '#policy/parse.ts'
import type { Policy } from '#policy/policy.ts'
import type { Cast } from '../../sandbox/company.ts'
import { personIn } from '../people.ts'
import type { Story } from './story.ts'

const companys = join(import.meta.dirname, '../muster.yml')

/** The policy of the sandbox's company. */
export async function companyPolicy(): Promise<Policy> {
  return parsePolicy(await readFile(companys, 'utf8'), 'play/muster.yml')
}

/** The policy a story is played with. Throws `Misconfigured` for one that is wrong. */
export async function policyOf(story: Story, cast: Cast): Promise<Policy> {
  if (story.policy === undefined) return companyPolicy()
  return parsePolicy(stringify(withIds(story.policy, cast)), 'policy')
}

/** `@amina` as the id that a policy wants. */
function withIds(value: unknown, cast: Cast): unknown {
  if (typeof value === 'string') return /^@\S+$/.test(value) ? personIn(cast.people, value).id : value
  if (Array.isArray(value)) return value.map((one) => withIds(one, cast))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withIds(one, cast)]))
}
