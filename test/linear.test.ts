/** No reader of people's words takes long, even on hostile text; a new reader missing from the table is found. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { decides } from '../lint/house.ts'
import { echoes, hostileTexts } from './hostile/hostile-text.ts'
import { patternsIn } from './hostile/patterns-in.ts'
import { readers } from './hostile/readers-of-words.ts'
import { slowness, tooSlow } from './hostile/time-taken.ts'

const SRC = join(import.meta.dirname, '../src')
const slow = slowness()
const files = globSync('**/*.ts', { cwd: SRC })
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => {
    const source = readFileSync(join(SRC, file), 'utf8')
    return { file: file.replaceAll('\\', '/'), source, ...patternsIn(source) }
  })

/** Files whose functions are given what people wrote. */
function readsWords({ file, source, literals, builds }: (typeof files)[number]): boolean {
  const [folder = ''] = file.split('/')
  const isPure = decides(file)
  const hasPatterns = literals.length > 0 || builds
  if (['postmortems', 'history', 'learning'].includes(folder)) return isPure && /^export /m.test(source)
  if (['incidents', 'messages', 'words', 'contacts', 'escalation'].includes(folder))
    return isPure && hasPatterns
  return (
    folder === 'slack' && !file.endsWith('-form.ts') && hasPatterns && !/\basync\b|\bPromise</.test(source)
  )
}

/** Names of functions that the table does not know, and of those it knows that are gone. */
function unknown(file: string, module: object): string[] {
  const known = Object.keys(readers[file] ?? {})
  const there = Object.entries(module).flatMap(([name, one]) => (typeof one === 'function' ? name : []))
  return there
    .filter((name) => !known.includes(name))
    .concat(known.filter((name) => !there.includes(name)))
    .map((name) => `${file}: ${name}`)
}

function slowWith(read: (text: string) => unknown, texts: [string, (length: number) => string][]): string[] {
  for (const [what, textOf] of texts) {
    const why = tooSlow(read, textOf, slow)
    if (why !== null) return [`${what}: ${why}`]
  }
  return []
}

function slowPattern({ pattern, splits }: { pattern: RegExp; splits: boolean }): string[] {
  const read = (text: string) =>
    splits ? text.split(pattern) : pattern.global ? text.replace(pattern, '') : pattern.exec(text)
  return slowWith(read, [
    ...Object.entries(hostileTexts),
    ...echoes(pattern).map((text): [string, typeof text] => [`its own words, ${text(40)}`, text]),
  ])
}

test('every function that may be given what people wrote is in the table', async () => {
  const modules = await Promise.all(
    files
      .filter(readsWords)
      .map(async ({ file }) => ({ file, module: (await import(join(SRC, file))) as object })),
  )
  expect(modules.flatMap(({ file, module }) => unknown(file, module))).toEqual([])
})

test('patterns are put together while it runs only in files of the table, and from the policy', () => {
  const built = files.filter(({ builds }) => builds).map(({ file }) => file)
  expect(built.filter((file) => !(file in readers) && !file.startsWith('policy/'))).toEqual([])
})

const patterns = files.flatMap(({ file, literals }) => literals.map((one) => ({ file, ...one })))

test.each(patterns)('the pattern of $file:$line is linear: $pattern', (one) => {
  expect(slowPattern(one)).toEqual([])
})

const known = Object.entries(readers).flatMap(([file, own]) =>
  Object.entries(own).flatMap(([name, read]) => (read === null ? [] : [{ file, name, read }])),
)

test.each(known)('$name of $file reads 40 kB of anything in a moment', ({ read }) => {
  expect(slowWith(read, Object.entries(hostileTexts))).toEqual([])
})

test('a rule that restarts at each digit, or that nobody put in the table, is found', () => {
  const source = `
    const half = total / 2 // not /a+b/
    const rows = \`\${text.split(/\\s+x/).length} / \${'/b/'}\`
    export const impact = /\\d[\\d.,]*k? users/i
    const heading = /^(#{1,6})\\s+(.*)$/`
  const { literals } = patternsIn(source)
  expect(literals.map(({ pattern, splits, line }) => [pattern.source, splits, line])).toEqual([
    ['\\s+x', true, 3],
    ['\\d[\\d.,]*k? users', false, 4],
    ['^(#{1,6})\\s+(.*)$', false, 5],
  ])
  expect(literals.map((one) => slowPattern(one).length)).toEqual([1, 1, 1])
  expect(unknown('postmortems/weekly.ts', { nextMonday() {}, blameIn() {} })).toEqual([
    'postmortems/weekly.ts: blameIn',
  ])
})
