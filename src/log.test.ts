import { expect, test } from 'vitest'
import { createLog } from './log.ts'

function lines() {
  const written: string[] = []
  const log = createLog('info', { write: (line: string) => written.push(line) })
  return { log, written, last: () => JSON.parse(written.at(-1) ?? '{}') as Record<string, unknown> }
}

test('keeps known fields and names the ones it left out, without their values', () => {
  const { log, last, written } = lines()
  log.info(
    { incident: 7, channel: 'C1', text: 'the database is on fire', body: { text: 'fire' } },
    'Declared',
  )
  expect(last()).toMatchObject({
    level: 'info',
    msg: 'Declared',
    incident: 7,
    channel: 'C1',
    dropped: ['text', 'body'],
  })
  expect(written.join()).not.toContain('fire')
})

test('a known field cannot carry a structure', () => {
  const { log, last } = lines()
  log.info({ user: { name: 'Ada' } }, 'Joined')
  expect(last()).toMatchObject({ dropped: ['user'] })
})

test.each(['xoxb-12-abc', 'xapp-1-A1-x', 'xoxp-1', 'Bearer abc', 'postgres://muster:hunter2@db/x'])(
  'a secret never gets out: %s',
  (secret) => {
    const { log, written } = lines()
    log.warn(
      { url: `see ${secret}`, err: new Error(`refused ${secret}`, { cause: new Error(secret) }) },
      'Refused',
    )
    const word = secret.match(/abc|A1-x|hunter2|xoxp-1/)?.[0] ?? secret
    expect(written.join()).not.toContain(word)
  },
)

test('an error keeps its message and place, without the values that were passed in', () => {
  const { log, last, written } = lines()
  let cause: unknown
  try {
    JSON.parse('we lost orders')
  } catch (error) {
    cause = error
  }
  log.error(
    { err: new TypeError('cannot read "we lost orders"', { cause }), incident: 7 },
    'Something failed',
  )
  expect(last()).toMatchObject({
    level: 'error',
    incident: 7,
    err: { name: 'TypeError', message: 'cannot read "…"', cause: { name: 'SyntaxError' } },
  })
  expect(written.join()).not.toContain('orders')
  expect(written.join()).toContain('log.test.ts')
})
