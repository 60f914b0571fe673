import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { implemented } from './answer.ts'
import { allMethods, factsOf, GENERAL_ERRORS } from './method-table.ts'

const published = new URL('../../../shared/slack-platform/methods.json', import.meta.url)

interface Published {
  tier: string
  json?: boolean
  scope: { bot?: string[] }
  required: string[]
  args: Record<string, unknown>
  errors: string[]
}

/** Observed, or in Slack's prose, but not in its published lists. */
const UNPUBLISHED = [
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'msg_too_long',
  'invalid_blocks_format',
  'invalid_cursor',
  'invalid_limit',
  'no_such_subteam',
  'invalid_metadata_format',
  'invalid_metadata_schema',
  'metadata_too_large',
]

test('every method of the table has a handler, and every handler a row', () => {
  expect(implemented().sort()).toEqual(allMethods().sort())
})

test.runIf(existsSync(published))('the table says what Slack publishes', () => {
  const theirs = JSON.parse(readFileSync(published, 'utf8')) as Record<string, Published>
  for (const method of allMethods()) {
    const ours = factsOf(method)
    const slack = theirs[method]
    if (!ours || !slack) throw new Error(`${method} is not published`)
    expect([method, ours.tier, ours.json, ours.scopes]).toEqual([
      method,
      slack.tier,
      slack.json === true,
      slack.scope.bot ?? [],
    ])
    for (const arg of Object.keys(ours.args))
      expect([method, arg in slack.args, arg]).toEqual([method, true, arg])
    for (const arg of slack.required) expect(ours.required).toContain(arg)
    for (const error of ours.errors) {
      expect([...slack.errors, ...GENERAL_ERRORS, ...UNPUBLISHED], method).toContain(error)
    }
  }
})
