/** Files that a program writes are closed to others, at any umask it is started with. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
const programs = Object.values(scripts).flatMap((script) => /\bnode .*?(\S+\.ts)$/.exec(script)?.[1] ?? [])
const told = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => console.log('umask ' + process.umask().toString(8)))",
)}`

test('every program of package.json is looked at', () => {
  expect(programs).toHaveLength(11)
})

test.each(programs)('%s', (program) => {
  // Starts each without tokens, with a name or place that does not exist, so that it ends before it does anything.
  const { stdout } = spawnSync(
    'sh',
    ['-c', 'umask 022 && exec "$@"', '-', process.execPath, '--import', told, program, 'none'],
    {
      env: { MUSTER_DATA: '/dev/null/none', SLACK_BOT_TOKEN: '' },
      encoding: 'utf8',
    },
  )
  expect(stdout).toContain('umask 77')
})
