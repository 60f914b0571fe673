/** The manifest asks for what the code uses, and for nothing else. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { optionalScopes, scopeUses } from '#doctor/scopes.ts'
import { events } from '#slack/event-listeners.ts'
import { eventScopes } from './scopes-used.ts'

interface Manifest {
  features: {
    slash_commands: { command: string; should_escape?: boolean }[]
    shortcuts: { callback_id: string; name: string; type: 'global' | 'message' }[]
  }
  oauth_config: { scopes: { bot: string[]; bot_optional: string[] } }
  settings: { event_subscriptions: { bot_events: string[] } }
}

const manifest = parse(readFileSync('manifest.yml', 'utf8')) as Manifest
const { bot, bot_optional: optional } = manifest.oauth_config.scopes
const subscribed = manifest.settings.event_subscriptions.bot_events

/** Scopes of a method, each alone enough for some kind of channel; from the local Slack's own copy of Slack's lists. */
const methods = JSON.parse(readFileSync('sandbox/api/methods.json', 'utf8')) as Record<
  string,
  { scopes: string[] }
>
// The list of tiers names more methods than are called.
const source = globSync('src/**/*.ts')
  .filter((file) => !file.endsWith('.test.ts') && !file.endsWith('method-tiers.ts'))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')
const called = Object.keys(methods).filter((method) => source.includes(`'${method}'`))

test('every method that is called has a scope for each kind of conversation', () => {
  expect(called.length).toBeGreaterThan(20)
  for (const method of called) {
    const { scopes } = methods[method]!
    if (scopes.length > 0)
      expect(
        scopes.some((scope) => bot.includes(scope)),
        method,
      ).toBe(true)
  }
})

test('every event subscribed to is listened to, and every one listened to is subscribed to', () => {
  const names = Object.keys(events)
  expect(names).toContain('message')
  expect(new Set(subscribed.map((event) => event.replace(/\..*/, '')))).toEqual(new Set(names))
  for (const event of subscribed) {
    expect(eventScopes, event).toHaveProperty([event])
    for (const scope of eventScopes[event] ?? []) expect(bot, event).toContain(scope)
  }
})

test('no scope is asked for that nothing uses', () => {
  const used = new Set([
    ...called.flatMap((method) => methods[method]?.scopes ?? []),
    ...subscribed.flatMap((event) => eventScopes[event] ?? []),
    'commands',
  ])
  expect(bot.filter((scope) => !used.has(scope))).toEqual([])
})

test('the doctor knows every scope, and which ones are optional', () => {
  expect(new Set(Object.keys(scopeUses))).toEqual(new Set(bot))
  expect(new Set(optional)).toEqual(optionalScopes)
  for (const scope of optional) expect(bot).toContain(scope)
})

test('mentions reach commands as people', () => {
  for (const { command, should_escape: escapes } of manifest.features.slash_commands)
    expect(escapes, command).toBe(true)
})

test('names fit where Slack cuts them', () => {
  for (const { name } of manifest.features.shortcuts) expect(name.length).toBeLessThanOrEqual(24)
})

test('of each kind there are no more shortcuts than Slack takes', () => {
  const { shortcuts } = manifest.features
  for (const kind of ['global', 'message'] as const)
    expect(shortcuts.filter(({ type }) => type === kind).length).toBeLessThanOrEqual(5)
})

/** The published schema has no licence to be copied in here, so it is used where it lies beside the checkout. */
const schema = '../shared/slack-platform/manifest.schema.2.0.0.json'
test.skipIf(!existsSync(schema))('it is as the published schema wants it', () => {
  const published = JSON.parse(readFileSync(schema, 'utf8')) as Shape
  expect(misfits(manifest, published, published.definitions ?? {})).toEqual([])
  const wrong = { ...manifest, settings: { ...manifest.settings, sockets: true } }
  expect(misfits(wrong, published, published.definitions ?? {})).toEqual(['/settings/sockets is not known'])
})

interface Shape {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  required?: string[]
  properties?: Record<string, Shape>
  additionalProperties?: boolean | Shape
  items?: Shape
  maxItems?: number
  minLength?: number
  maxLength?: number
  pattern?: string
  definitions?: Record<string, Shape>
}

/** The part of the schema's language that the schema uses. */
function misfits(value: unknown, shape: Shape, all: Record<string, Shape>, at = ''): string[] {
  if (shape.$ref !== undefined)
    return misfits(value, all[shape.$ref.replace('#/definitions/', '')] ?? {}, all, at)
  const type = Array.isArray(value) ? 'array' : typeof value
  const types = [shape.type ?? type].flat().map((one) => (one === 'integer' ? 'number' : one))
  if (!types.includes(type)) return [`${at} is a ${type}`]
  if (shape.enum && !shape.enum.includes(value)) return [`${at} is none of ${shape.enum.join(', ')}`]
  if (Array.isArray(value)) {
    const tooMany = value.length > (shape.maxItems ?? Infinity) ? [`${at} has too many`] : []
    return [...tooMany, ...value.flatMap((one, n) => misfits(one, shape.items ?? {}, all, `${at}/${n}`))]
  }
  if (typeof value === 'object' && value !== null) {
    const missing = (shape.required ?? [])
      .filter((key) => !(key in value))
      .map((key) => `${at}/${key} is missing`)
    const wrong = Object.entries(value).flatMap(([key, one]) => {
      const known = shape.properties?.[key]
      if (known) return misfits(one, known, all, `${at}/${key}`)
      return shape.additionalProperties === false ? [`${at}/${key} is not known`] : []
    })
    return [...missing, ...wrong]
  }
  if (typeof value === 'string') {
    if (value.length > (shape.maxLength ?? Infinity) || value.length < (shape.minLength ?? 0))
      return [`${at} is ${value.length} characters long`]
    if (shape.pattern !== undefined && !new RegExp(shape.pattern).test(value))
      return [`${at} is not ${shape.pattern}`]
  }
  return []
}
