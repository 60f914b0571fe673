import type { Button, KnownBlock } from '@slack/types'
import { expect, test } from 'vitest'
import { pageMessage } from './page-message.ts'
import type { PageView } from '#escalation/page-view.ts'
import { began, words } from '../../../test/samples/sample-incident.ts'

const page: PageView = {
  id: 'p1',
  incident: 12,
  title: 'Checkout fails',
  severity: 'P2',
  private: false,
  drill: false,
  why: 'you are on call as GEOC today',
  role: 'geoc',
  since: began,
  at: began,
  climbsAt: new Date('2026-02-14T13:10:00Z'),
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
    'Unanswered, it goes to the next person at 13:10 UTC.',
  ])
  expect(buttonsOf(blocks)).toMatchObject([
    { text: { text: 'Acknowledge' }, action_id: 'page.acknowledge', value: 'p1' },
    { text: { text: "I can't" }, action_id: 'page.decline', value: 'p1' },
    { text: { text: 'Open room' }, url: 'https://slack.com/app_redirect?channel=C1ROOM' },
  ])
})

test('without a room there is nothing to open', () => {
  const { blocks } = pageMessage([{ ...page, roomChannel: null }], { words })
  expect(buttonsOf(blocks).map((one) => one.text.text)).toEqual(['Acknowledge', "I can't"])
})

test.each([
  ['acknowledged', null, '#12 Checkout fails: you have it. <#C1ROOM>'],
  ['acknowledged', 'U2MIKA', '#12 Checkout fails: answered by <@U2MIKA> <#C1ROOM>'],
  ['declined', null, '#12 Checkout fails: you could not; the next person is paged.'],
  ['timed out', null, '#12 Checkout fails: unanswered; the next person is paged.'],
  ['cancelled', null, '#12 Checkout fails: no longer needed.'],
  ['cancelled', 'U2MIKA', '#12 Checkout fails: no longer needed, thanks to <@U2MIKA>'],
] as const)('%s by %s keeps one line and no button', (status, by, line) => {
  const { text, blocks } = pageMessage([{ ...page, status, by }], { words })
  expect(text).toBe(line)
  expect(buttonsOf(blocks)).toEqual([])
})

test('a person who could not be reached is told so, and not that they did not answer', () => {
  expect(pageMessage([{ ...page, status: 'timed out', unreached: true }], { words }).text).toBe(
    '#12 Checkout fails: this could not be delivered in time; the next person is paged.',
  )
})

test('the most severe and oldest come first, and a storm fits one message', () => {
  const storm = Array.from(
    { length: 100 },
    (_, index): PageView => ({ ...page, id: `p${index}`, incident: index, severity: 'P3' }),
  )
  const older = { ...page, id: 'older', incident: 200, at: new Date(began.getTime() - 1) }
  const { text, blocks } = pageMessage(
    [...storm, page, older, { ...page, id: 'worst', incident: 300, severity: 'P1' }],
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
