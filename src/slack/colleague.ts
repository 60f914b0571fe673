/** Who may ask for anything at all. */
import { Refusal } from '#errors.ts'
import type { UserId } from '#incidents/incident.ts'
import { notAColleague } from '#messages/short-answer.ts'
import { urgencies } from '#projection/slot.ts'
import type { Services } from './services.ts'

/** Throws a Refusal for bots, the deactivated, people of other organisations, and ids that nobody has. */
export async function requireColleague(
  user: UserId,
  services: Pick<Services, 'people' | 'slack'>,
): Promise<void> {
  const person = (await services.people.find(user)) ?? (await meet(user, services))
  if (person !== 'unsure' && !person?.active) throw new Refusal(notAColleague)
}

/** Asks Slack about somebody new. Unsure where it does not say: declaring must not depend on it. */
async function meet(user: UserId, { people, slack }: Pick<Services, 'people' | 'slack'>) {
  const told = await slack.call('users.info', { user }, urgencies.page)
  if (told.kind === 'ok') return people.seen(told.body['user'])
  return told.kind === 'refused' && ['user_not_found', 'user_not_visible'].includes(told.error)
    ? null
    : 'unsure'
}
