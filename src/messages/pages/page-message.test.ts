import type { Button, KnownBlock } from '@slack/types'
import { expect, test } from 'vitest'
import { pageMessage } from './page-message.ts'
import type { PageView } from '#escalation/page-view.ts'
import { began, words } from '../../../test/samples/sample-incident.ts'

const page: PageView = {
  id: 'p1',
  subject: 12,
  title: 'Checkout fails',
  severity: 'P2',
  private: false,
  drill: false,
  why: 'you are on call as GEOC today',
  role: 'geoc',
  since: began,
  at: began,
  climbsAt: new Date('2026-02-14T13:10:00Z'),
  next: ['U2MIKA'],
  status: 'sent',
  by: null,
  roomChannel: 'C1ROOM',
}

test('a page says what, how bad, where, since when, why you, and when it climbs', () => {
  const { text, blocks } = pageMessage([page], { words })
  expect(text.split('\n')).toEqual([
    '#12 Checkout fails',
    'P2 (many people stuck), since 2026-02-14 13:05 UTC, in <#C1ROOM>',
    'You are on call as GEOC today.',
    'Unanswered, it goes to <@U2MIKA> at 13:10 UTC.',
  ])
  expect(buttonsOf(blocks)).toMatchObject([
    { text: { text: 'Acknowledge' }, action_id: 'page.acknowledge', value: 'p1' },
    { text: { text: "I can't" }, action_id: 'page.decline', value: 'p1' },
    { text: { text: 'Open room' }, url: 'https://slack.com/app_redirect?channel=C1ROOM' },
  ])
})

test.each<[Partial<PageView>, string]>([
  [{ next: ['U1', 'U2'] }, 'it goes to <@U1> and <@U2>'],
  [{ next: ['U1', 'U2', 'U3', 'U4', 'U5'] }, 'it goes to <@U1>, <@U2>, <@U3> and 2 more'],
  [{ next: [] }, 'the room is told that nobody came'],
  [{ next: null }, 'it goes on'],
  [{ role: 'person:U3SASHA' }, 'the room is told'],
])('%j: a page names whom it goes to', (about, said) => {
  const { text } = pageMessage([{ ...page, ...about }], { words })
  expect(text).toContain(`Unanswered, ${said} at 13:10 UTC.`)
})

test('without a room there is nothing to open', () => {
  const { blocks } = pageMessage([{ ...page, roomChannel: null }], { words })
  expect(buttonsOf(blocks).map((one) => one.text.text)).toEqual(['Acknowledge', "I can't"])
})

test('an expert who answered is in, and does not have it', () => {
  const { text } = pageMessage([{ ...page, status: 'acknowledged', role: 'sem:payments' }], { words })
  expect(text).toContain('#12 Checkout fails: you are in. Thank you!')
})

const wayIn = ['Open room', "I'm here now"]
const resolved = {
  status: 'resolved',
  resolvedAt: new Date('2026-02-14T14:48:00Z'),
  closedAt: null,
  mergedInto: null,
  endedBy: 'U2MIKA',
} as const
const resolvedLine = '#12 Checkout fails: Resolved at 2026-02-14 14:48 UTC by <@U2MIKA>. <#C1ROOM>'

test.each<[Partial<PageView>, string, string[]]>([
  [{ status: 'acknowledged' }, 'you have it. <#C1ROOM>', []],
  [{ status: 'acknowledged', holder: 'U3SASHA' }, 'you have it. <#C1ROOM>', []],
  [{ status: 'acknowledged', holder: 'U2MIKA' }, '<@U2MIKA> has it now. <#C1ROOM>', []],
  [{ status: 'acknowledged', holder: null }, 'nobody has it at the moment. <#C1ROOM>', []],
  [{ status: 'acknowledged', by: 'U2MIKA' }, 'answered by <@U2MIKA> <#C1ROOM>', []],
  [{ status: 'acknowledged', role: 'person:U3SASHA', holder: null }, 'you answered. <#C1ROOM>', []],
  [{ status: 'declined', climbing: true }, 'you could not; next: <@U2MIKA>.', wayIn],
  [{ status: 'declined', climbing: true, next: [] }, 'you could not; others are still asked.', wayIn],
  [{ status: 'declined', climbing: true, next: null }, 'you could not; it goes on.', wayIn],
  [{ status: 'declined', holder: null }, 'you could not; nobody has it yet.', wayIn],
  [{ status: 'timed out', climbing: true }, 'unanswered; next: <@U2MIKA>.', wayIn],
  [{ status: 'timed out', holder: 'U2MIKA' }, 'unanswered; <@U2MIKA> has it now.', wayIn],
  [{ status: 'timed out', holder: 'U3SASHA' }, 'you have it.', []],
  [{ status: 'cancelled' }, 'no longer needed.', wayIn],
  [{ status: 'cancelled', by: 'U2MIKA' }, 'no longer needed, thanks to <@U2MIKA>', wayIn],
  [{ status: 'cancelled', holder: 'U2MIKA' }, 'no longer needed; <@U2MIKA> has it now.', wayIn],
])('%j says what became of it, and leads in whoever may still come', (about, line, ways) => {
  const { text, blocks } = pageMessage([{ ...page, user: 'U3SASHA', ...about }], { words })
  expect(text.split('\n')[0]).toBe(`#12 Checkout fails: ${line}`)
  expect(buttonsOf(blocks).map((one) => one.text.text)).toEqual(ways)
})

test.each(['acknowledged', 'declined', 'timed out', 'cancelled'] as const)(
  'once it is resolved, a page that was %s says by whom, and asks nobody',
  (status) => {
    const { text, blocks } = pageMessage([{ ...page, status, ended: resolved }], { words })
    expect(text).toBe(resolvedLine)
    expect(buttonsOf(blocks)).toEqual([])
  },
)

test('many pages that are over still fit beside those that wait', () => {
  const missed = Array.from(
    { length: 30 },
    (_, n): PageView => ({ ...page, id: `m${n}`, status: 'timed out' }),
  )
  const waiting = Array.from({ length: 8 }, (_, n): PageView => ({ ...page, id: `w${n}` }))
  const { blocks } = pageMessage([...missed, ...waiting], { words }, { newerBelow: true })
  expect(blocks.length).toBeLessThan(50)
  expect(buttonsOf(blocks).filter((one) => one.action_id === 'page.here')).toHaveLength(3)
})

test('a person who could not be reached is told so, and not that they did not answer', () => {
  expect(pageMessage([{ ...page, status: 'timed out', unreached: true }], { words }).text).toContain(
    '#12 Checkout fails: this could not be delivered in time; nobody has it yet.',
  )
})

test('the most severe and oldest come first, and a storm fits one message', () => {
  const storm = Array.from(
    { length: 100 },
    (_, index): PageView => ({ ...page, id: `p${index}`, subject: index, severity: 'P3' }),
  )
  const older = { ...page, id: 'older', subject: 200, at: new Date(began.getTime() - 1) }
  const { text, blocks } = pageMessage(
    [...storm, page, older, { ...page, id: 'worst', subject: 300, severity: 'P1' }],
    { words },
  )
  const answerable = buttonsOf(blocks).filter((one) => one.action_id === 'page.acknowledge')
  expect(answerable.slice(0, 3).map((one) => one.value)).toEqual(['worst', 'older', 'p1'])
  expect(answerable).toHaveLength(26)
  expect(blocks.length).toBeLessThanOrEqual(50)
  expect(text).toContain('And 77 more: /incident list shows them all.')
})

test('for a person asked by name nobody else is next', () => {
  const asked = { ...page, role: 'person:U3SASHA' } as const
  expect(pageMessage([asked], { words }).text).toContain('Unanswered, the room is told at 13:10 UTC.')
  const declined = pageMessage([{ ...asked, status: 'declined' }], { words }).text
  expect(declined).toContain('you could not; the room is told.')
})

function buttonsOf(blocks: KnownBlock[]): Button[] {
  return blocks.flatMap((block) => {
    if (block.type === 'actions') return block.elements as Button[]
    return block.type === 'section' && block.accessory ? [block.accessory as Button] : []
  })
}
