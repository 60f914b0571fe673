/** Secrets among the variables: each may be in a file that a variable names, and some have two values while they are replaced. */
import { readFileSync } from 'node:fs'
import { waySecrets } from './ways-config.ts'

/** Variables whose value nobody should see. Each has a twin `…_FILE`. */
const secretVariables = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'DATABASE_URL',
  'MUSTER_HOOK_SECRET',
  'MUSTER_METRICS_TOKEN',
  'MODEL_KEY',
  ...waySecrets,
] as const

export interface GivenVariables {
  given: Record<string, string | undefined>
  /** Faults of the files, naming variables and never a value. */
  problems: string[]
}

/** The variables that have a value, with those that files hold. An empty variable counts as absent. */
export function withFiles(env: NodeJS.ProcessEnv): GivenVariables {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const problems: string[] = []
  for (const name of [...secretVariables, ...sourceVariables(env)]) {
    const file = given[`${name}_FILE`]
    if (file === undefined) continue
    if (given[name] !== undefined) {
      problems.push(`${name} and ${name}_FILE are both set: leave one out.`)
      continue
    }
    const read = contentOf(file)
    if ('problem' in read) problems.push(`${name}_FILE ${read.problem}`)
    else given[name] = read.content
  }
  return { given, problems }
}

/** The secrets of sources, each of which has a name of its own. */
function sourceVariables(env: NodeJS.ProcessEnv): string[] {
  const named = Object.keys(env).filter((name) => name.startsWith('MUSTER_SOURCE_'))
  return [...new Set(named.map((name) => name.replace(/_FILE$/, '')))]
}

function contentOf(file: string): { content: string } | { problem: string } {
  try {
    const content = readFileSync(file, 'utf8').trim()
    return content === '' ? { problem: 'names a file that is empty.' } : { content }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return { problem: `names a file that cannot be read (${code}). Check where it is and who may read it.` }
  }
}

/** Two values, between commas, while one replaces the other: the first is the new one. */
export function secretValues(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
}
