import type { Job, Result } from '../job.ts'
import type { Failed } from '#slack-port.ts'
import { notDone } from '../job.ts'
import { invitationKey, type MembersSlot, type SlotDetail } from '../slot.ts'
import { arrayIn, textIn } from './response.ts'

/** The most people that one call takes. */
const BATCH = 100
/** Refusals that mean the person is there already, as wanted. */
const harmless = new Set(['already_in_channel', 'cant_invite_self'])
/** These concern the channel, not the people invited. */
const aboutTheChannel = new Set([
  'channel_not_found',
  'is_archived',
  'not_in_channel',
  'missing_scope',
  'no_permission',
  'method_not_supported_for_channel_type',
  'restricted_action',
])

/** Slack's word on each person asked about; others are still to be invited. */
type Answers = Map<string, 'in' | { error: string }>

/** Invites people not yet invited for that reason: all at once, and one by one where Slack refuses them together. */
export async function inviteMembers(slot: MembersSlot, job: Job): Promise<Result> {
  const before = job.row()?.detail ?? {}
  const missing = slot.invitations.filter((i) => !before.invited?.includes(invitationKey(i)))
  const users = [...new Set(missing.map((i) => i.user))]
  const answers: Answers = new Map()
  const detail = () => remember(before, missing, answers)

  for (let from = 0; from < users.length; from += BATCH) {
    const failed = await invite(users.slice(from, from + BATCH), answers, job)
    if (failed) return notDone(failed, detail())
  }
  for (const user of users.filter((u) => !answers.has(u))) {
    const failed = await invite([user], answers, job)
    if (failed) return notDone(failed, detail())
  }
  return { kind: 'shown', channel: job.channel, detail: detail() }
}

/** Invites these people. Returns the failure that stops all inviting. */
async function invite(users: string[], answers: Answers, job: Job): Promise<Failed | null> {
  const outcome = await job.write('conversations.invite', {
    channel: job.channel,
    users: users.join(','),
    force: true,
  })
  if (outcome.kind === 'later' || outcome.kind === 'unknown') return outcome
  const refusals = arrayIn(outcome.body, 'errors').filter(({ user }) => users.includes(textIn(user)))
  for (const { user, error } of refusals) note(answers, textIn(user), textIn(error))
  if (outcome.kind === 'ok') {
    for (const user of users) if (!answers.has(user)) answers.set(user, 'in')
  } else if (refusals.length === 0) {
    if (aboutTheChannel.has(outcome.error)) return outcome
    if (users.length === 1) note(answers, users[0]!, outcome.error)
  }
  return null
}

function note(answers: Answers, user: string, error: string): void {
  answers.set(user, harmless.has(error) ? 'in' : { error })
}

function remember(before: SlotDetail, missing: MembersSlot['invitations'], answers: Answers): SlotDetail {
  const answered = missing.filter((i) => answers.has(i.user)).map(invitationKey)
  const uninvited = { ...before.uninvited }
  for (const [user, answer] of answers) {
    if (answer === 'in') delete uninvited[user]
    else uninvited[user] = answer.error
  }
  return { ...before, invited: [...(before.invited ?? []), ...answered], uninvited }
}
