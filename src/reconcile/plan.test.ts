import { expect, test } from 'vitest'
import { type Board, plan } from './plan.ts'
import type { Slot } from './slot.ts'
import type { SlotRow } from './slot-store.ts'

const now = new Date('2026-02-14T15:00:00Z')
const after = (seconds: number) => new Date(now.getTime() + seconds * 1_000)
const empty: Board = { rows: new Map(), foreign: new Map(), directMessages: new Map() }
const say = { text: 'x', blocks: [] }

const room: Slot = { kind: 'room', name: 'room', urgency: 1, channelName: 'r', private: false }
const card: Slot = {
  kind: 'message',
  name: 'card',
  urgency: 1,
  channel: { slot: 'room' },
  message: say,
  pinned: true,
}
const topic: Slot = { kind: 'topic', name: 'topic', urgency: 3, channel: { id: 'C1' }, text: 't' }
const nobody: Slot = { kind: 'members', name: 'members', urgency: 1, channel: { id: 'C1' }, invitations: [] }
const page: Slot = { kind: 'message', name: 'page', urgency: 0, channel: { person: 'U1' }, message: say }
const tech: Slot = {
  kind: 'message',
  name: 'tech',
  urgency: 2,
  channel: { owner: 'policy', slot: 'tech' },
  message: say,
}

function row(name: string, change: Partial<SlotRow>): [string, SlotRow] {
  const blank = {
    owner: 'incident:1',
    name,
    kind: 'message',
    done_hash: null,
    channel: null,
    ts: null,
    attempt: 1,
    first_sent_at: now,
    started_at: null,
    retry_at: null,
    refused: null,
    refused_hash: null,
    deleted: 0,
    detail: {},
  }
  return [name, { ...blank, ...change }]
}

test.each([
  {
    what: 'the most urgent first, without what has no place yet',
    slots: [topic, room, card, tech, page],
    board: {},
    starts: ['page', 'room', 'topic'],
  },
  {
    what: 'the card and its pin follow the room',
    slots: [room, card],
    board: { rows: [row('room', { channel: 'C9' })] },
    starts: ['card'],
  },
  {
    what: "another owner's channel",
    slots: [tech],
    board: { foreign: [['policy tech', 'C8']] },
    starts: ['tech'],
  },
  {
    what: 'an invitation in doubt is settled, though whoever it was for came in meanwhile',
    slots: [nobody],
    board: { rows: [row('members', { started_at: after(-4) })] },
    starts: ['members?'],
  },
  {
    what: 'a call just sent is waited for',
    slots: [page],
    board: { rows: [row('page', { started_at: after(-1) })] },
    starts: [],
    next: after(2),
  },
  {
    what: 'a call sent long ago is looked for',
    slots: [page],
    board: { rows: [row('page', { started_at: after(-3) })] },
    starts: ['page?'],
  },
  {
    what: 'the later of two waits',
    slots: [page],
    board: { rows: [row('page', { started_at: after(-1), retry_at: after(1) })] },
    starts: [],
    next: after(2),
  },
  {
    what: 'what was told to come later',
    slots: [page],
    board: { rows: [row('page', { retry_at: after(9) })] },
    starts: [],
    next: after(9),
  },
] as {
  what: string
  slots: Slot[]
  board: { rows?: [string, SlotRow][]; foreign?: [string, string][] }
  starts: string[]
  next?: Date
}[])('$what', ({ slots, board, starts, next }) => {
  const given = { ...empty, rows: new Map(board.rows), foreign: new Map(board.foreign) }
  const planned = plan(slots, given, now, new Set())
  expect(planned.starts.map((start) => start.slot.name + (start.unsure ? '?' : ''))).toEqual(starts)
  expect(planned.next).toEqual(next ?? null)
})

test('a slot whose call is under way is not started again, and holds its lane', () => {
  const second: Slot = { ...page, name: 'second' }
  expect(plan([page, second], empty, now, new Set(['page'])).starts).toEqual([])
})
