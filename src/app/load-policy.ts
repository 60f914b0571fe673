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
  const { rotas, squads } = policy
  const placed = <T extends Holidays>(place: T, key: string) =>
    withHolidays(place, { name, key, file: beside(place.holidaysFile) })
  const [missing, general, geoc, im, sem, ...own] = await Promise.all([
    missingFile(name, 'postmortem.template', template),
    placed(rotas, 'rotas'),
    placed(rotas.geoc, 'rotas.geoc'),
    placed(rotas.im, 'rotas.im'),
    placed(rotas.sem, 'rotas.sem'),
    ...Object.entries(squads).map(async ([squad, settings]) => {
      const { place: rota, problem } = await placed(settings.rota, `squads.${squad}.rota`)
      return { squad, settings: { ...settings, rota }, problem }
    }),
  ])
  const faults = [missing, ...[general, geoc, im, sem, ...own].map(({ problem }) => problem)]
  const problems = faults.filter((problem) => problem !== null)
  if (problems.length > 0) throw new Misconfigured(problems)
  return {
    ...policy,
    postmortem: { ...policy.postmortem, template },
    rotas: {
      ...general.place,
      holidays: general.place.holidays ?? [],
      geoc: geoc.place,
      im: im.place,
      sem: sem.place,
    },
    squads: Object.fromEntries(own.map(({ squad, settings }) => [squad, settings])),
  }
}

interface Holidays {
  holidays: string[] | null
  holidaysFile: string | null
}

/** Adds the dates of its holidays file to those of a place in the policy. */
async function withHolidays<T extends Holidays>(
  place: T,
  { name, key, file }: { name: string; key: string; file: string | null },
): Promise<{ place: T; problem: string | null }> {
  const { dates, problem } = await holidaysIn(name, `${key}.holidays_file`, file)
  const all = new Set([...(place.holidays ?? []), ...dates])
  const holidays = place.holidays === null && file === null ? null : [...all].toSorted()
  return { place: { ...place, holidaysFile: file, holidays }, problem }
}

/** Reads the holidays file; its dates count like those in the policy. */
async function holidaysIn(
  policy: string,
  key: string,
  file: string | null,
): Promise<{ dates: string[]; problem: string | null }> {
  if (file === null) return { dates: [], problem: null }
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
