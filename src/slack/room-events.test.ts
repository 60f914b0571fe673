import { expect, test } from 'vitest'
import type { Heard } from '#history/heard.ts'
import {
  channelIdChanged,
  channelLost,
  messageEvent,
  membershipChanged,
  pinned,
  reacted,
} from './room-events.ts'
import type { Services } from './asking/services.ts'

const bot = 'U0BOT'
const room = 'C1ROOM'
const message = {
  type: 'message',
  channel: room,
  user: 'U1',
  ts: '10.1',
  text: 'hello',
  channel_type: 'channel',
}

/** The calls that a listener makes for an event, in order. */
async function told(
  listener: (told: { event: unknown; key: string }, services: Services) => Promise<void>,
  event: unknown,
): Promise<unknown[]> {
  const calls: unknown[] = []
  const note =
    (name: string) =>
    async (...args: unknown[]) =>
      void calls.push([name, ...args])
  const services = {
    history: { heard: async (one: Heard) => (calls.push(one), 7) },
    rooms: {
      incidentOf: async (channel: string) => (channel === room ? 7 : null),
      lost: note('lost'),
      returned: note('returned'),
      moved: note('moved'),
    },
    shown: { seen: note('seen'), deleted: note('shown deleted') },
    incidents: { presence: note('presence') },
    slack: { botUserId: bot },
  }
  await listener({ event, key: 'event:Ev1' }, services as unknown as Services)
  return calls
}

test('a message is heard, with its thread, files and edits', async () => {
  expect(await told(messageEvent, message)).toMatchObject([
    { kind: 'said', ts: '10.1', text: 'hello', author: 'U1' },
  ])
  const edited = { ...message, text: 'hello!', edited: { user: 'U1', ts: '11.0' } }
  expect(
    await told(messageEvent, { type: 'message', subtype: 'message_changed', channel: room, message: edited }),
  ).toMatchObject([{ kind: 'said', text: 'hello!', editedTs: '11.0' }])
})

test('a deleted message is forgotten, also where replies keep its place', async () => {
  const gone = [{ kind: 'deleted', channel: room, ts: '10.1' }, ['shown deleted', room, '10.1']]
  const event = { type: 'message', channel: room }
  expect(await told(messageEvent, { ...event, subtype: 'message_deleted', deleted_ts: '10.1' })).toEqual(gone)
  const tombstone = { subtype: 'tombstone', ts: '10.1', text: 'This message was deleted.' }
  expect(await told(messageEvent, { ...event, subtype: 'message_changed', message: tombstone })).toEqual(gone)
})

test('an own message is heard, and compared with where it should stand', async () => {
  const metadata = { event_type: 'muster_slot', event_payload: { slot: 'incident:1/card' } }
  expect(await told(messageEvent, { ...message, user: bot, bot_id: 'B1', metadata })).toMatchObject([
    { kind: 'said', byApp: true },
    ['seen', { channel: room, ts: '10.1', metadata }],
  ])
})

test('a room is lost by being archived or deleted, or without us; not by our own hand', async () => {
  expect(await told(channelLost, { type: 'channel_archive', channel: room, user: 'U1' })).toEqual([
    ['lost', room, 'archived'],
  ])
  expect(await told(channelLost, { type: 'channel_archive', channel: room, user: bot })).toEqual([])
  expect(await told(messageEvent, { ...message, subtype: 'channel_archive' })).toContainEqual([
    'lost',
    room,
    'archived',
  ])
  expect(
    await told(membershipChanged('left'), { type: 'member_left_channel', channel: room, user: bot }),
  ).toEqual([['lost', room, 'removed']])
  const renumbered = { type: 'channel_id_changed', old_channel_id: room, new_channel_id: 'C2' }
  expect(await told(channelIdChanged, renumbered)).toEqual([['moved', room, 'C2']])
})

test('people who come into a room or leave it are noted once, and only in rooms', async () => {
  const joined = { type: 'member_joined_channel', channel: room, user: 'U1' }
  expect(await told(membershipChanged('entered'), joined)).toEqual([
    ['presence', 'U1', 7, 'entered', 'event:Ev1'],
  ])
  expect(await told(membershipChanged('entered'), { ...joined, channel: 'C2' })).toEqual([])
  expect(await told(membershipChanged('entered'), { ...joined, user: bot })).toEqual([['returned', room]])
})

test('reactions and pins of messages are heard, those of files are not', async () => {
  const item = { type: 'message', channel: room, ts: '10.1' }
  const reaction = { type: 'reaction_added', user: 'U1', reaction: 'eyes', item, event_ts: '12.0' }
  expect(await told(reacted(true), reaction)).toEqual([
    { kind: 'reacted', channel: room, ts: '10.1', name: 'eyes', user: 'U1', added: true, eventTs: '12.0' },
  ])
  expect(await told(reacted(true), { ...reaction, item: { type: 'file', file: 'F1' } })).toEqual([])
  const pin = {
    type: 'pin_removed',
    user: 'U1',
    channel_id: room,
    item: { message: { ts: '10.1' } },
    event_ts: '13.0',
  }
  expect(await told(pinned(false), pin)).toEqual([
    { kind: 'pinned', channel: room, ts: '10.1', user: 'U1', added: false, eventTs: '13.0' },
  ])
})
