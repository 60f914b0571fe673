/** The secrets of sources among the variables: `MUSTER_SOURCE_PROM` is that of `prom`. */
import type { z } from 'zod'
import { nearest } from '#policy/nearest.ts'
import { type AlertSource, secretVariable } from '#policy/sources.ts'

const prefix = 'MUSTER_SOURCE_'

export function sourceSecretsIn(
  given: Record<string, string | undefined>,
  secret: z.ZodType<string[], string>,
): { secrets: Record<string, string[]>; problems: string[] } {
  const secrets: Record<string, string[]> = {}
  const problems: string[] = []
  for (const [name, value] of Object.entries(given)) {
    if (!name.startsWith(prefix) || name.endsWith('_FILE') || value === undefined) continue
    const read = secret.safeParse(value)
    if (read.success) secrets[name.slice(prefix.length).toLowerCase().replaceAll('_', '-')] = read.data
    else problems.push(...read.error.issues.map(({ message }) => `${name} ${message}`))
  }
  return { secrets, problems }
}

/** Sources that nobody could speak for. Amazon signs with its own key, so that it needs none. */
export function missingSourceSecrets(
  sources: Readonly<Record<string, AlertSource>>,
  secrets: Readonly<Record<string, readonly string[]>>,
): string[] {
  const spare = Object.keys(secrets).filter((name) => !Object.hasOwn(sources, name))
  return Object.entries(sources)
    .filter(([name, { kind }]) => kind !== 'sns' && !Object.hasOwn(secrets, name))
    .map(([name]) => {
      const near = nearest(name, spare)
      const meant = near === undefined ? '' : ` ${secretVariable(near)} belongs to no source: was it meant?`
      return `${secretVariable(name)} is missing: the policy has the source ${name}. Use at least 16 random characters.${meant}`
    })
}
