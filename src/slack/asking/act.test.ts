import { expect, test } from 'vitest'
import { actOf } from './act.ts'

const event = { user: 'U0ANN', event_ts: '1800000000.000100' }

test.each([
  ['a message', 'message', {}, true],
  ['a file', 'message', { subtype: 'file_share' }, true],
  ['a reaction', 'reaction_added', {}, true],
  ['a look at the home', 'app_home_opened', {}, true],
  ['a message of a bot', 'message', { bot_id: 'B1' }, false],
  ['an edit, whose user is Slack’s to say', 'message', { subtype: 'message_changed' }, false],
  ['an invitation, which is the inviter’s doing', 'member_joined_channel', {}, false],
  ['a changed profile', 'user_change', { user: { id: 'U0ANN' } }, false],
  ['an event without a time', 'message', { event_ts: 'soon' }, false],
])('%s', (_, type, differs, isAct) => {
  const act = actOf(type, { ...event, ...differs })
  expect(act).toEqual(isAct ? { user: 'U0ANN', at: new Date('2027-01-15T08:00:00.000Z') } : null)
})
