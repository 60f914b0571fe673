/** People order their own ways, within what the policy allows, and are rung by them. */
import { expect, test } from 'vitest'
import { number, ring, texts } from './ring-world.ts'
import { clara, mira } from './workplace.ts'

test('a call at once and an SMS later, as its owner typed it; a bad wish is told why', async () => {
  await using one = await ring({ sms: number, call: number })
  const says = (rest: string) => one.work.types(clara, `/oncall contact rules ${rest}`)
  expect(await one.work.types(clara, '/oncall contact list')).toContain(
    'When you are paged: push+email now, sms 1m, call 2m every 2m.',
  )
  expect(await says('call now every 1m, sms 4m')).toContain(
    'When you are paged: call now every 1m, sms 4m (your own rules).',
  )
  expect(await says('call now, sms 20m')).toContain('every way begins within 5m')
  expect(await says('pigeon now')).toContain('I cannot read "pigeon"')
  expect(await says('slack now')).toContain('at least one way besides Slack')
  expect(await says('call now every 5s')).toContain('after 30s or more')
  const before = { calls: one.phones.calls.length, texts: texts(one).length }
  await one.work.declares(mira, 'checkout is down')
  await one.later(2)
  expect(one.phones.calls.length).toBeGreaterThan(before.calls)
  expect(texts(one)).toHaveLength(before.texts)
})

test('the form has them too, and an empty field goes back to what everybody has', async () => {
  await using one = await ring({ sms: number, call: number })
  const { work } = one
  await work.types(clara, '/oncall contact')
  await work.fills(clara, { rules: 'sms now, call 30s every 90s' })
  expect(JSON.stringify(work.form(clara))).toContain('Saved.')
  expect(await work.types(clara, '/oncall contact rules')).toContain('sms now, call 30s every 1m30s')
  await work.types(clara, '/oncall contact')
  await work.fills(clara, { rules: '' })
  expect(await work.types(clara, '/oncall contact rules')).not.toContain('your own rules')
  await work.types(clara, '/oncall contact')
  expect(await work.fills(clara, { rules: 'sms in a while' })).toMatchObject({ errors: expect.anything() })
})

test('who leaves the way out that would wake them is not ready', async () => {
  await using one = await ring({ sms: number, call: number }, { policy: { keeper: mira } })
  const { work } = one
  await work.types(clara, '/oncall join geoc')
  expect(await work.types(mira, '/oncall ready')).toContain('Everybody on duty')
  await work.types(clara, '/oncall contact rules sms now')
  expect(await work.types(mira, '/oncall ready')).toContain('a page does not ring by phone call')
})
