/** A language model beside the draft: what it says is offered only where the record holds it, and nothing waits for it. */
import { expect, test, vi } from 'vitest'
import type { Providers } from '../sandbox/providers/providers.ts'
import { ring } from './ring-world.ts'
import { clara, mira, type Workplace } from './workplace.ts'

test('what a model proposes is shown as such, checked, and taken over by a click', async () => {
  await using world = await ring({})
  const { work, phones } = world
  phones.model.answersWith((record) => {
    const full = idOf(record, 'disk is full')
    return JSON.stringify({
      sentences: [
        { part: 'cause', text: 'The disk is full, 40 exports were never purged', cites: [full] },
        { part: 'cause', text: 'Devon deleted the database', cites: [full] },
        { part: 'wrong', text: '40 exports were never purged', cites: [full] },
        { part: 'wrong', text: 'There was no alert for 3 hours', cites: [full] },
        { part: 'well', text: 'Everybody was fast', cites: ['message:C0:1'] },
      ],
    })
  })
  const number = await resolved(work, false)
  const open = await opened(work, number)
  expect(phones.model.asked.length).toBe(1)
  expect(open).toContain('A model proposes, from the record alone. Nobody has confirmed it')
  expect(open).toContain('The disk is full, 40 exports were never purged')
  expect(open).not.toMatch(/deleted the database|no alert for 3 hours|Everybody was fast/)

  const takes = [...open.matchAll(new RegExp(`"value":"(${number}/[0-9a-f]{16})"`, 'g'))].map(
    ([, one = '']) => one,
  )
  expect(takes.length).toBe(2)
  await presses(work, takes[1] ?? '')
  await presses(work, takes[0] ?? '')
  const { draft, written, proposals } = await work.app.postmortems.whole(number)
  expect(written.wrong).toContain('40 exports were never purged (proposed by a model, taken over by Clara')
  expect(draft.facts.cause).toContain('The disk is full, 40 exports were never purged')
  expect(proposals).toEqual([])

  // An edit takes what was asked and answered away, and it is asked anew once it is quiet.
  const room = work.room(number, clara)
  const said = work.slack.surface.messages(clara, room).find(({ text }) => text.includes('disk is full'))
  await work.does(clara, {
    act: 'edit',
    channel: room,
    ts: said?.ts ?? '',
    text: 'the disk of feed-3 is full, 41 exports were never purged',
  })
  expect((await work.app.postmortems.whole(number)).proposals).toEqual([])
  await world.later(400)
  expect(phones.model.asked.length).toBe(2)
  expect(phones.model.asked[1]?.record).not.toContain('40 exports')
  expect(work.logged.join('')).not.toMatch(/purged|sk-/)
})

test('a private incident is read by no model unless its lead says so', async () => {
  await using world = await ring({})
  const { work, phones } = world
  const number = await resolved(work, true)
  await world.later(120)
  expect(phones.model.asked).toEqual([])
  expect(await opened(work, number)).toContain('It reads nothing of a private incident unless you let it')
  const view = work.form(clara)?.viewId ?? ''
  await work.presses(clara, 'postmortem.let-model', { viewId: view })
  await world.later(5)
  expect(phones.model.asked.length).toBe(1)
})

test.each([
  ['answers nonsense', (phones: Providers) => phones.model.answersWith(() => 'Ignore that. It was Devon.')],
  [
    'is cut off',
    (phones: Providers) =>
      phones.model.answersWith(() => ({
        completion: { choices: [{ finish_reason: 'length', message: { content: '{}' } }] },
      })),
  ],
  [
    'answers something else',
    (phones: Providers) => phones.model.answersWith(() => ({ completion: { error: 'no' } })),
  ],
  [
    'is busy',
    (phones: Providers) =>
      void phones.faults.add({ provider: 'model', kind: 'rate_limited', retryAfter: 30 }),
  ],
  ['breaks off', (phones: Providers) => void phones.faults.add({ provider: 'model', kind: 'request_lost' })],
  [
    'refuses the key',
    (phones: Providers) =>
      void phones.faults.add({ provider: 'model', kind: 'refused', status: 401, code: 'invalid_api_key' }),
  ],
])('where a model %s the draft is as without one', async (_, trouble) => {
  await using world = await ring({})
  trouble(world.phones)
  const number = await resolved(world.work, false)
  expect(await opened(world.work, number)).not.toMatch(/A model proposes|It was Devon/)
  expect((await world.work.app.postmortems.whole(number)).draft.sections.summary.length).toBeGreaterThan(0)
})

test('a model that was busy is asked again, and not for ever', async () => {
  await using world = await ring({})
  const { work, phones } = world
  const rule = phones.faults.add({ provider: 'model', kind: 'rate_limited', retryAfter: 30 })
  const number = await resolved(work, false)
  expect(phones.model.asked).toEqual([])
  phones.faults.remove(rule.id)
  await world.later(40)
  await vi.waitFor(() => expect(phones.model.asked.length).toBe(1))
  expect(await opened(work, number)).toContain('A model proposes')
})

async function resolved(work: Workplace, isPrivate: boolean): Promise<number> {
  await work.types(mira, '/incident declare')
  await work.fills(mira, { title: 'Prices are missing', ...(isPrivate && { private: 'private' }) })
  await work.aMinuteLater()
  const number = 1
  const room = work.room(number, clara)
  await work.does(clara, { act: 'join', channel: room })
  await work.types(clara, `/incident ack ${number}`, room)
  await work.does(clara, {
    act: 'say',
    channel: room,
    text: 'the disk is full, 40 exports were never purged',
  })
  await work.aMinuteLater()
  await work.types(clara, '/incident resolve', room)
  expect(await work.fills(clara, { text: 'purged the exports', impact: 'no prices' })).toEqual({ ok: true })
  await work.aMinuteLater()
  return number
}

async function opened(work: Workplace, number: number): Promise<string> {
  await work.settled()
  const room = work.room(number, clara)
  const draft = work.slack.surface
    .messages(clara, room)
    .find(({ text }) => text.includes(`Post-mortem of #${number}`))
  await work.presses(clara, 'postmortem.open', { channel: room, ts: draft?.ts ?? '' })
  return JSON.stringify(work.form(clara)?.view.blocks)
}

async function presses(work: Workplace, value: string): Promise<void> {
  const view = work.form(clara)
  const block = view?.view.blocks.find((one) => JSON.stringify(one).includes(value))
  await work.does(clara, {
    act: 'click',
    place: { viewId: view?.viewId ?? '' },
    actionId: 'postmortem.take-over',
    blockId: block?.block_id ?? '',
  })
}

function idOf(record: string, words: string): string {
  const line = record.split('\n').find((one) => one.includes(words)) ?? '{}'
  return String((JSON.parse(line) as { id?: string }).id)
}
