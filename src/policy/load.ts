import { access, readFile } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { Misconfigured } from '../misconfigured.ts'
import { parsePolicy } from './parse.ts'
import { defaultPolicy, type Policy } from './policy.ts'

/** Reads the policy file; an absent one is the default policy. Files it names are relative to it, and must exist. */
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
  const missing = await Promise.all([
    missingFile(name, 'postmortem.template', template),
    missingFile(name, 'rotas.holidays_file', holidaysFile),
  ])
  const problems = missing.filter((problem) => problem !== null)
  if (problems.length > 0) throw new Misconfigured(problems)
  return {
    ...policy,
    postmortem: { ...policy.postmortem, template },
    rotas: { ...policy.rotas, holidaysFile },
  }
}

async function missingFile(policy: string, key: string, file: string | null): Promise<string | null> {
  if (file === null) return null
  return access(file).then(
    () => null,
    () => `${policy}: ${key}: there is no such file. It is looked for beside the policy.`,
  )
}
