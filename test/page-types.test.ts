/** Plants mistakes in a script of the sandbox's page and expects the type check to report each of them. */
import { execFile } from 'node:child_process'
import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const page = join(ROOT, 'sandbox/page')

test('a wrong property of a message, a misspelt attribute and a missing null check are reported', async () => {
  const script = `
import { h } from '${page}/dom.js'
/** @type {(message: import('${ROOT}/sandbox/surface.ts').MessageSeen) => HTMLElement} */
export function row(message) {
  document.querySelector('p').remove()
  return h('p', { clas: 'message' }, message.txt)
}`
  expect(await check(script)).toEqual(['TS2531', 'TS2561', 'TS2551'])
})

async function check(script: string): Promise<string[]> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'muster-page-'))
  await writeFile(join(folder.path, 'row.js'), script)
  await writeFile(join(folder.path, 'package.json'), '{ "type": "module" }')
  await writeFile(
    join(folder.path, 'tsconfig.json'),
    JSON.stringify({ extends: `${page}/tsconfig.json`, include: ['row.js'] }),
  )
  const { promise, resolve } = Promise.withResolvers<string>()
  execFile(join(ROOT, 'node_modules/.bin/tsc'), ['-p', folder.path], (_error, stdout) => resolve(stdout))
  return [...(await promise).matchAll(/row\.js.*error (TS\d+)/g)].map(([, code = '']) => code)
}
