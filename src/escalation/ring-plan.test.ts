import { expect, test } from 'vitest'
import { page } from '../../test/samples/sample-page.ts'
import type { Attempt } from '#outbound/attempt.ts'
import { defaultPolicy } from '#policy/policy.ts'
import { planRing, type RingSituation, type RingTry } from './ring-plan.ts'

const at = page.at
const after = (seconds: number) => new Date(+at + seconds * 1000)
const sms = { id: 's', kind: 'sms' } as const
const call = { id: 'c', kind: 'call' } as const
const push = { id: 'p', kind: 'pushover' } as const

const base: RingSituation = {
  page: { ...page, status: 'sent', silenced: false, climbsAt: after(300) },
  isOpen: true,
  rules: defaultPolicy.contacts.defaultRules,
  methods: [push, sms, call],
  untilAnswered: false,
  pager: false,
  tries: [],
}

function tried(
  { id, kind }: { id: string; kind: string },
  seconds: number,
  status: Attempt['status'],
  round = 0,
  nextAt: Date | null = null,
): RingTry & { attempt: Attempt } {
  const made = after(seconds)
  return {
    method: id,
    kind,
    round,
    attempt: {
      thing: `ring:x ${id} ${round}`,
      nth: 1,
      kind,
      target: id,
      status,
      plannedAt: made,
      statusAt: made,
      code: null,
      reference: 'r',
      nextAt,
      page: 'x',
    },
  }
}

const ways = (situation: Partial<RingSituation>, seconds: number) =>
  planRing({ ...base, ...situation }, after(seconds)).ring.map(({ method, round }) => `${method}${round}`)

test('a push at once, an SMS after a minute, a call after two, and again every two minutes', () => {
  expect(ways({}, 0)).toEqual(['p0'])
  const pushed = tried(push, 0, 'sent', 0, after(5))
  expect(ways({ tries: [pushed] }, 61)).toEqual(['p0', 's0'])
  const texted = tried(sms, 60, 'delivered')
  expect(ways({ tries: [pushed, texted] }, 121)).toEqual(['p0', 'c0'])
  const missed = tried(call, 120, 'failed')
  expect(ways({ tries: [pushed, texted, missed] }, 180)).toEqual(['p0'])
  expect(ways({ tries: [pushed, texted, missed] }, 241)).toEqual(['p0', 'c1'])
})

test('a way that fails brings the next one forward at once', () => {
  expect(ways({ methods: [sms, call], tries: [tried(sms, 60, 'failed')] }, 62)).toEqual(['c0'])
  expect(ways({ methods: [sms, call], tries: [tried(sms, 60, 'unknown', 0, after(65))] }, 62)).toEqual([
    's0',
    'c0',
  ])
  const second = { id: 'd', kind: 'call' } as const
  expect(ways({ methods: [call, second], tries: [tried(call, 120, 'failed')] }, 121)).toEqual(['d0'])
})

test('somebody whose Slack is silent is called at once, and nobody waits beyond half of their time', () => {
  expect(ways({ page: { ...base.page, silenced: true } }, 0)).toEqual(['p0', 's0', 'c0'])
  const short = { ...base.page, climbsAt: after(60) }
  expect(ways({ page: short, tries: [tried(push, 0, 'delivered')] }, 31)).toEqual(['s0', 'c0'])
})

test('once answered or over, all that rings is to end and nothing begins', () => {
  const ringing = tried(call, 120, 'sent', 0, after(125))
  for (const status of ['acknowledged', 'declined', 'cancelled'] as const) {
    const plan = planRing({ ...base, page: { ...base.page, status }, tries: [ringing] }, after(130))
    expect(plan.ring).toEqual([])
    expect(plan.end.map(({ method }) => method)).toEqual(['c'])
    expect(plan.next).toBeNull()
  }
  const over = planRing({ ...base, isOpen: false, page: { ...base.page, status: 'timed out' } }, after(400))
  expect(over).toEqual({ ring: [], end: [], next: null })
})

test('when the next person is asked, calls end; whoever wants it is called until somebody answers', () => {
  const late = { ...base.page, status: 'timed out', climbsAt: null } as const
  const missed = [tried(call, 120, 'failed'), tried(call, 240, 'failed', 1)]
  expect(ways({ page: late, tries: missed }, 361)).toEqual([])
  expect(ways({ page: late, tries: missed, untilAnswered: true }, 361)).toEqual(['c2'])
  expect(ways({ page: late, tries: missed, untilAnswered: true }, 7_300)).toEqual([])
})

test('a drill rings nobody, and the company’s pager is told once', () => {
  expect(ways({ page: { ...base.page, drill: true } }, 500)).toEqual([])
  expect(ways({ methods: [], pager: true }, 0)).toEqual(['pagerduty0'])
  const told = tried({ id: 'pagerduty', kind: 'pagerduty' }, 0, 'delivered')
  expect(ways({ methods: [], pager: true, tries: [told] }, 30)).toEqual([])
})
