import type { Button, KnownBlock } from '@slack/types'
import { expect, test } from 'vitest'
import { type Incident, type IncidentEvent, type Status, statuses } from '#incidents/incident.ts'
import { card } from './card.ts'
import { began, incident, into, words } from '../../../test/samples/sample-incident.ts'

const quiet = { words, pages: [], problems: [], now: began }

const open = [
  'Escalate to SEM',
  'Escalate to IM',
  'Post update',
  'Change severity',
  'Fix…',
  'Resolve',
  'More…',
]
const expected: Record<Status, string[]> = {
  declared: ['Acknowledge', ...open],
  acknowledged: open,
  investigating: open,
  fixing: open,
  monitoring: open,
  resolved: ['Reopen', 'Post update', 'Change severity', 'When it began…', 'More…'],
  closed: ['Reopen'],
  cancelled: ['Reopen'],
  merged: ['Reopen'],
}

test.each(statuses)('the buttons of a %s incident', (status) => {
  const shown = buttonsOf(incident(into[status]))
  expect(shown.map((one) => one.text.text)).toEqual(expected[status])
  expect(new Set(shown.map((one) => one.value))).toEqual(new Set(['12']))
})

test('an incident taken up without being acknowledged can still be acknowledged', () => {
  const shown = buttonsOf(incident([{ type: 'status changed', to: 'investigating' }]))
  expect(shown[0]?.action_id).toBe('incident.acknowledge')
})

test('a long title fills the header and no more', () => {
  const { blocks } = card(incident([], { title: 'x'.repeat(150) }), quiet)
  expect(blocks[1]).toMatchObject({ text: { text: `#12 ${'x'.repeat(143)}…` } })
})

test('the company’s names are on the buttons', () => {
  const renamed = { ...words, names: { ...words.names, sem: 'specialist' } }
  const shown = card(incident(), { ...quiet, words: renamed }).blocks.find(isActions)
  expect(shown?.elements.map((one) => (one as Button).text.text)).toContain('Escalate to specialist')
})

test('a fresh card says what, how bad, who, and what Slack refused', () => {
  const pages = [
    {
      user: 'U3SASHA',
      role: 'geoc',
      silenced: true,
      status: 'sent',
      at: began,
      climbsAt: new Date('2026-02-14T13:10:00Z'),
      next: ['U2MIKA'],
    },
  ] as const
  const { text, blocks } = card(incident(), {
    words,
    pages: [...pages],
    problems: ['Could not invite Robin Vale'],
    now: began,
  })
  expect(blocks[1]).toMatchObject({ type: 'header', text: { text: '#12 Checkout fails' } })
  expect(text.split('\n')).toEqual([
    '🟠 P2 · Declared, 2026-02-14 13:05 UTC',
    '#12 Checkout fails',
    'P2 (many people stuck) · squad payments',
    'Service: Checkout · Dashboard (https://git.example.com/checkout) · Runbook (https://git.example.com/run/checkout)',
    'Affected: all brands',
    'GEOC: nobody yet',
    'IM: nobody yet',
    'Reported by: <@U1ROBIN>, 2026-02-14 13:05 UTC',
    'Paged: <@U3SASHA> (GEOC, Do Not Disturb is on) at 13:05 UTC, no answer yet; next <@U2MIKA> at 13:10 UTC',
    'Fix: none tried yet',
    'Stakeholders: no update posted yet',
    '⚠ Could not invite Robin Vale',
  ])
})

test('a card at work says who holds what, what was tried, and when stakeholders hear again', () => {
  const busy = incident(
    [
      { type: 'acknowledged' },
      { type: 'role given', role: 'geoc', to: 'U2MIKA' },
      { type: 'role given', role: 'sem:payments', to: 'U3SASHA' },
      { type: 'role offered', role: 'im', to: 'U4KIM', brief: '' },
      {
        type: 'fix started',
        number: 1,
        kind: 'revert',
        what: 'release 512',
        link: 'https://git.example.com/512',
      },
      { type: 'fix ended', number: 1, outcome: 'failed', remark: 'still broken', link: null },
      { type: 'update posted', number: 1, text: 'We are on it', nextAt: new Date('2026-02-14T13:45:00Z') },
    ],
    { drill: true, severity: null },
  )
  const { text } = card(busy, quiet)
  for (const line of [
    'DRILL: nothing is broken, and nobody is woken: its pages stay in its room. Act as if it were.',
    'Treated as P2 (many people stuck)',
    'GEOC: <@U2MIKA>',
    'SEM payments: <@U3SASHA>',
    'IM: nobody yet, offered to <@U4KIM>',
    'Fix 1, revert (failed): release 512 — still broken https://git.example.com/512',
    'Update 1, 13:12 UTC (next one by 13:45 UTC): We are on it',
  ]) {
    expect(text).toContain(line)
  }
})

test('when it is over the card says what fixed it and how long it took', () => {
  expect(card(incident(into.resolved), quiet).text).toContain(
    'Resolved 2 min after it was declared. What fixed it: reverted\nImpact: no orders',
  )
  expect(card(incident(into.merged), quiet).text).toContain('Continues in #11.')
})

test('the card says when it began and ended, once somebody said so', () => {
  const start = new Date('2026-02-14T12:45:00Z')
  const end = new Date('2026-02-14T13:35:00Z')
  const started: IncidentEvent = { type: 'impact set', edge: 'start', to: start, message: null }
  const ended: IncidentEvent = { type: 'impact set', edge: 'end', to: end, message: null }
  expect(card(incident(), quiet).text).not.toContain('Impact')
  const { text } = card(incident([...into.resolved, started, ended]), quiet)
  expect(text).toContain('Impact began: 2026-02-14 12:45 UTC, 20 min before it was declared\n')
  expect(text).toContain('Impact ended: 2026-02-14 13:35 UTC, after 50 min\n')
  expect(text).toContain('Resolved 22 min after it began. What fixed it')
  expect(card(incident([ended]), quiet).text).toContain('Impact ended: 2026-02-14 13:35 UTC\n')
  expect(card(incident([{ ...started, to: end }]), quiet).text).toContain('30 min after it was declared')
})

function buttonsOf(one: Incident): Button[] {
  return (card(one, quiet).blocks.find(isActions)?.elements ?? []) as Button[]
}

function isActions(block: KnownBlock): block is Extract<KnownBlock, { type: 'actions' }> {
  return block.type === 'actions'
}
