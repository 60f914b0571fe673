import { expect, test } from 'vitest'
import { page } from '../../test/samples/sample-page.ts'
import { type AnswerPageParts, answerPage } from './answer-page.ts'

const secret = 'a'.repeat(32)
const log = { warn: () => {} }

function open(parts: Partial<AnswerPageParts> = {}) {
  return answerPage({
    linked: (given) => Promise.resolve(given === secret ? { page, answer: { usedAt: null } } : null),
    follow: () => Promise.resolve('acknowledged'),
    log,
    ...parts,
  })
}

test('a title is never mark-up, and of a private incident it is not shown', async () => {
  const title = '</p><script>alert(1)</script>"onload=x'
  async function shown(one: typeof page): Promise<string> {
    const web = open({ linked: () => Promise.resolve({ page: one, answer: { usedAt: null } }) })
    return (await web.request(`/ack/${secret}`)).text()
  }
  expect(await shown({ ...page, title })).toContain('&lt;script&gt;alert(1)')
  expect(await shown({ ...page, title })).not.toContain('<script')
  expect(await shown({ ...page, title: 'zebrafinch', private: true })).not.toContain('zebrafinch')
})

test.each<[string, number, Partial<AnswerPageParts>, string, RequestInit]>([
  ['a link that works', 200, {}, secret, {}],
  ['a link of nobody', 404, {}, 'b'.repeat(32), {}],
  ['no link at all', 404, {}, 'short', {}],
  ['an answer', 200, {}, secret, { method: 'POST' }],
  ['an answer that is too long', 413, {}, secret, { method: 'POST', body: 'x'.repeat(5_000) }],
  ['a database that is away', 503, { linked: () => Promise.reject(new Error('away')) }, secret, {}],
  [
    'an answer that cannot be kept',
    503,
    { follow: () => Promise.reject(new Error('away')) },
    secret,
    { method: 'POST' },
  ],
])('%s is kept by nobody and framed by nobody', async (_, status, parts, given, request) => {
  const answer = await open(parts).request(`/ack/${given}`, request)
  expect(answer.status).toBe(status)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
})

test('when it cannot be taken, the person reads what to do', async () => {
  const answer = await open({ follow: () => Promise.reject(new Error('away')) }).request(`/ack/${secret}`, {
    method: 'POST',
  })
  expect(await answer.text()).toContain('Try again in a minute, or open Slack')
})
