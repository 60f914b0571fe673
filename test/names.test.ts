/** Holds each exported name to one meaning, so that a reader knows it in every file. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const SRC = join(import.meta.dirname, '../src')
const exported = /^export (?:async )?(?:function\*?|const|interface|type|class) (\w+)/gm

function exportedTwice(files: Record<string, string>): string[] {
  const places = new Map<string, string[]>()
  for (const [file, code] of Object.entries(files)) {
    for (const [, name = ''] of code.matchAll(exported)) places.set(name, [...(places.get(name) ?? []), file])
  }
  return [...places]
    .filter(([, where]) => where.length > 1)
    .map(([name, where]) => `${name}: ${where.join(', ')}`)
}

test('no exported name has two meanings', () => {
  const files = globSync('**/*.ts', { cwd: SRC }).filter((file) => !file.endsWith('.test.ts'))
  const sources = Object.fromEntries(files.map((file) => [file, readFileSync(join(SRC, file), 'utf8')]))
  expect(Object.keys(sources).length).toBeGreaterThan(300)
  expect(exportedTwice(sources)).toEqual([])
})

test('a name that two files export is found', () => {
  expect(
    exportedTwice({
      'a.ts': 'export interface Page {}',
      'b.ts': 'export type Page = 1\nexport const other = 1',
      'c.ts': 'const other = 2',
    }),
  ).toEqual(['Page: a.ts, b.ts'])
})
