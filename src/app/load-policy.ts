import { access, readFile } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { Misconfigured } from '#misconfigured.ts'
import { readHolidays, UnreadableHolidays } from '#policy/holidays.ts'
import { parsePolicy } from '#policy/parse.ts'
import { defaultPolicy, type Policy } from '#policy/policy.ts'

/** Reads the policy file; without a file the default policy holds. Paths in it are relative to it and must exist. */
export async function loadPolicy(path: string): Promise<Policy> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw new Misconfigured([
      `MUSTER_POLICY: the file cannot be read (${error.code}). Check what it is and who may read it.`,
    ])
  })
  if (text === null) return defaultPolicy

  const name = basename(path)
  const policy = parsePolicy(text, name)
  const beside = (file: string | null) => (file === null ? null : resolve(dirname(path), file))
  const template = beside(policy.postmortem.template)
  const holidaysFile = beside(policy.rotas.holidaysFile)
  const [missing, holidays] = await Promise.all([
    missingFile(name, 'postmortem.template', template),
    holidaysIn(name, holidaysFile),
  ])
  const problems = [missing, holidays.problem].filter((problem) => problem !== null)
  if (problems.length > 0) throw new Misconfigured(problems)
  const dates = new Set([...policy.rotas.holidays, ...holidays.dates])
  return {
    ...policy,
    postmortem: { ...policy.postmortem, template },
    rotas: { ...policy.rotas, holidaysFile, holidays: [...dates].toSorted() },
  }
}

/** Reads the holidays file; its dates count like those in the policy. */
async function holidaysIn(
  policy: string,
  file: string | null,
): Promise<{ dates: string[]; problem: string | null }> {
  if (file === null) return { dates: [], problem: null }
  const key = 'rotas.holidays_file'
  const missing = await missingFile(policy, key, file)
  if (missing !== null) return { dates: [], problem: missing }
  try {
    return { dates: readHolidays(await readFile(file, 'utf8')), problem: null }
  } catch (error) {
    const why = error instanceof UnreadableHolidays ? error.message : 'it cannot be read.'
    return { dates: [], problem: `${policy}: ${key}: ${why}` }
  }
}

async function missingFile(policy: string, key: string, file: string | null): Promise<string | null> {
  if (file === null) return null
  return access(file).then(
    () => null,
    () => `${policy}: ${key}: there is no such file. It is looked for beside the policy.`,
  )
}
