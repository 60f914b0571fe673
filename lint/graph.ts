/** Reads from the files themselves which folder of src/ imports which, types included. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const specifier = /\bfrom\s+'([#.][^']+\.ts)'|\bimport\s*\(?\s*'([#.][^']+\.ts)'/g

/** Folders by the folders they import, both relative to src/. Tests do not count. */
export function foldersImported(root: string): Map<string, Set<string>> {
  const src = join(root, 'src')
  const imported = new Map<string, Set<string>>()
  for (const path of readdirSync(src, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.ts') || path.endsWith('.test.ts')) continue
    for (const [, from, lazy] of readFileSync(join(src, path), 'utf8').matchAll(specifier)) {
      const there = dirname(targetOf(path, from ?? lazy ?? ''))
      const known = imported.get(dirname(path))
      if (known) known.add(there)
      else imported.set(dirname(path), new Set([there]))
    }
  }
  return imported
}

/** The file an import means; both paths are relative to src/. */
export function targetOf(from: string, source: string): string {
  return source.startsWith('#') ? source.slice(1) : join(dirname(from), source)
}

/** Two folders of one floor import each other. Between floors their order decides. */
export function bothWays(imported: ReadonlyMap<string, ReadonlySet<string>>, a: string, b: string): boolean {
  if (a === b || a.split('/')[0] !== b.split('/')[0]) return false
  return Boolean(imported.get(a)?.has(b) && imported.get(b)?.has(a))
}
