import { expect, test } from 'vitest'
import type { PhoneSeen } from '../providers/phone.ts'
import { phoneItems } from './phone-items.js'

const phone: PhoneSeen = { owner: 'U1', mode: 'on', calls: [], texts: [], mails: [], pushes: [], rings: [] }
const call = {
  id: 'CA1',
  from: '+12025550100',
  at: '2027-01-01T03:00:00Z',
  spoken: ['Press 4.'],
  asksForKeys: false,
}

test('what came last stands first, and a call under way stands elsewhere', () => {
  const items = phoneItems({
    ...phone,
    calls: [
      { ...call, status: 'answered', keys: '4' },
      { ...call, id: 'CA2', status: 'ringing', keys: '' },
    ],
    texts: [{ id: 'SM1', at: '2027-01-01T03:01:00Z', other: '+12025550100', mine: false, body: 'Wake up' }],
  })
  expect(items.map(({ kind, words }) => `${kind}: ${words}`)).toEqual([
    'Text: Wake up',
    'Answered call: Press 4. Pressed: 4',
  ])
})

test('a push that is done keeps its link and loses its button', () => {
  const push = {
    id: 'p',
    at: '2027-01-01T03:00:00Z',
    via: 'ntfy' as const,
    title: 'Page',
    message: 'Incident 42',
    urgent: false,
    buttons: ['Acknowledge'],
    link: 'https://velodrome.slack.example/archives/C1',
  }
  const labels = (done: boolean) =>
    phoneItems({ ...phone, pushes: [{ ...push, done }] })[0]?.buttons.map(({ label }) => label)
  expect(labels(false)).toEqual(['Acknowledge', 'Open velodrome.slack.example'])
  expect(labels(true)).toEqual(['Open velodrome.slack.example'])
})
