import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

interface Locked {
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  resolved?: string
  integrity?: string
  hasInstallScript?: boolean
}

// npm leaves packages of other platforms out of the lockfile when a registry has not got them yet; `npm ci` then fails
// on a clean machine, and only there.
test('the lockfile has every package that any platform needs', async () => {
  const { packages } = JSON.parse(
    await readFile(new URL('../package-lock.json', import.meta.url), 'utf8'),
  ) as {
    packages: Record<string, Locked>
  }
  const missing = Object.entries(packages).flatMap(([at, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies }).flatMap((name) =>
      folders(at).some((folder) => `${folder}node_modules/${name}` in packages) ? [] : `${name} of ${at}`,
    ),
  )
  expect(missing).toEqual([])
  expect(Object.keys(packages).length).toBeGreaterThan(100)
})

test('nothing is installed that the lockfile has no hash of, and no package runs a script of its own', async () => {
  const { packages } = JSON.parse(
    await readFile(new URL('../package-lock.json', import.meta.url), 'utf8'),
  ) as { packages: Record<string, Locked> }
  const unhashed = Object.entries(packages).filter(([at, one]) => at !== '' && !one.integrity)
  expect(unhashed.map(([at]) => at)).toEqual([])
  const scripted = Object.entries(packages).filter(([, one]) => one.hasInstallScript)
  expect(scripted.map(([at]) => at)).toEqual([])
})

test('the lockfile names no registry', async () => {
  const text = await readFile(new URL('../package-lock.json', import.meta.url), 'utf8')
  expect(text).not.toContain('"resolved"')
})

/** Folders in which Node looks for a package's imports: in itself, then in each package around it. */
function folders(at: string): string[] {
  if (at === '') return ['']
  const outer = at.slice(0, at.lastIndexOf('node_modules/')).replace(/\/$/, '')
  return [`${at}/`, ...folders(outer)]
}
