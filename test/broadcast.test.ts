/** Stakeholders are told what turned, once each, in the channel itself; its state stays in the one announcement. */
import { expect, test } from 'vitest'
import { newsOf } from '#incidents/news.ts'
import type { IncidentEvent } from '#incidents/incident.ts'
import { declarationOf } from '#incidents/incident.ts'
import { recorded } from './messages/sample.ts'
import { clara, mira, openWorkplace, type Workplace } from './workplace.ts'

function channelOf(work: Workplace): string {
  return work.slack.surface.channels(mira).find(({ name }) => name === 'incidents')?.id ?? ''
}

function inChannel(work: Workplace): string[] {
  const seen = work.slack.surface.messages(mira, channelOf(work))
  return seen.filter(({ isSystemLine }) => !isSystemLine).map(({ text }) => text)
}

async function throughItsLife(work: Workplace, number: number): Promise<void> {
  const room = work.room(number)
  await work.types(clara, '/incident severity P1', room)
  await work.aMinuteLater()
  await work.types(clara, '/incident update We are reverting.', room)
  await work.aMinuteLater()
  await work.types(clara, '/incident severity P3', room)
  await work.aMinuteLater()
  await work.types(clara, '/incident resolve', room)
  await work.fills(clara, { text: 'reverted', impact: 'a tenth of the payments' })
  await work.aMinuteLater()
  await work.types(clara, '/incident reopen', room)
  await work.fills(clara, { reason: 'it is back' })
  await work.aMinuteLater()
}

test('an update, the end, a reopening and a raise to P1 are sent to the channel, and nothing else is', async () => {
  await using work = await openWorkplace()
  const number = await work.declares(mira, 'checkout fails')
  await throughItsLife(work, number)
  const [announced, ...told] = inChannel(work)
  expect(announced).toContain('#1 checkout fails')
  expect(told.map((text) => text.split('\n')[0])).toEqual([
    expect.stringMatching(/^Raised to P1 \(.*\) by <@U03CLARA>: #1 checkout fails$/),
    'Update 1 on #1 checkout fails',
    expect.stringMatching(/^Resolved by <@U03CLARA> .* after it was declared: #1 checkout fails$/),
    'Reopened by <@U03CLARA>: #1 checkout fails',
  ])
  const { surface } = work.slack
  const parent = surface.messages(mira, channelOf(work)).find(({ text }) => text === announced)
  const thread = surface.messages(mira, channelOf(work), parent?.ts).slice(1)
  expect(thread.map(({ text, broadcast }) => [text, broadcast])).toEqual(told.map((text) => [text, true]))
})

test('one that is merged says where it goes on, and why', async () => {
  await using work = await openWorkplace()
  const [first, second] = [await work.declares(mira, 'login fails'), await work.declares(mira, 'no refunds')]
  await work.types(mira, `/incident merge #${first} both wait for the 2 gateways`, work.room(second))
  await work.aMinuteLater()
  expect(inChannel(work).at(-1)).toBe(
    `Merged into #${first} by <@${mira}>: #${second} no refunds. The work goes on in <#${work.room(first)}>.` +
      '\nWhy: both wait for the 2 gateways',
  )
})

test('an announcement that people deleted comes back with the next news, and not before', async () => {
  await using work = await openWorkplace()
  const number = await work.declares(mira, 'login fails')
  await work.does(mira, { act: 'join', channel: channelOf(work) })
  const announced = work.slack.surface
    .messages(mira, channelOf(work))
    .find(({ isSystemLine }) => !isSystemLine)
  await work.does(mira, { act: 'delete', channel: channelOf(work), ts: announced?.ts ?? '' })
  await work.types(clara, '/incident rename no login at all', work.room(number))
  await work.aMinuteLater()
  expect(inChannel(work)).toEqual([])
  await work.types(clara, '/incident update We are reverting.', work.room(number))
  await work.aMinuteLater()
  expect(inChannel(work)).toEqual([
    expect.stringContaining('no login at all'),
    expect.stringContaining('We are reverting.'),
  ])
})

test('the policy keeps them in the thread', async () => {
  await using work = await openWorkplace('http', { broadcast: ['resolved'] })
  await throughItsLife(work, await work.declares(mira, 'checkout fails'))
  expect(inChannel(work)).toEqual([
    expect.stringContaining('#1 checkout fails'),
    expect.stringMatching(/^Resolved by /),
  ])
})

test('only a raise to P1 or P2 is news, and to name the default is none', () => {
  const declared: IncidentEvent = { type: 'declared', number: 12, ...declarationOf('checkout fails') }
  const severities = (...to: ('P1' | 'P2' | 'P3' | 'P4')[]) =>
    newsOf(
      [declared, ...to.map((one): IncidentEvent => ({ type: 'severity changed', to: one }))].map(recorded),
      'P2',
    ).map(({ event }) => 'to' in event && event.to)
  expect(severities('P2')).toEqual([])
  expect(severities('P4', 'P3')).toEqual([])
  expect(severities('P3', 'P2', 'P1', 'P2', 'P1')).toEqual(['P2', 'P1', 'P1'])
})
