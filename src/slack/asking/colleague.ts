/** Checks who may ask for anything, and who can be asked. */
import { Refusal } from '#errors.ts'
import type { UserId } from '#incidents/incident.ts'
import {
  cannotConfirm,
  cannotConfirmThem,
  guestsTakeNoTurns,
  nobodyReads,
  notAColleague,
} from '#messages/short-replies.ts'
import { urgencies } from '#urgency.ts'
import type { Services } from './services.ts'
import { type Asked, needsNoConfirming } from './unconfirmed.ts'

/**
 * Throws a Refusal for bots, the deactivated, people of other organisations, and ids that belong to nobody. Somebody about
 * whom Slack says nothing may declare, and no more.
 */
export async function requireColleague(
  asked: Asked,
  services: Pick<Services, 'people' | 'slack' | 'policy'>,
): Promise<void> {
  const person = (await services.people.find(asked.user)) ?? (await meet(asked.user, services))
  if (person === 'unsure') {
    const { command } = services.policy.words.names
    if (!needsNoConfirming(asked, command)) throw new Refusal(cannotConfirm(command))
  } else if (!person?.active) throw new Refusal(notAColleague)
}

/** Throws a Refusal, shown at the form's field, for a bot or somebody who left: neither would read the request. */
export async function requireReader(
  user: UserId,
  services: Pick<Services, 'people' | 'slack'>,
  field: string,
): Promise<void> {
  const person = (await services.people.find(user)) ?? (await meet(user, services))
  if (person === 'unsure') throw new Refusal(cannotConfirmThem(user), field)
  if (!person?.active) throw new Refusal(nobodyReads(user), field)
}

/** Does the same for turns, and refuses guests too: not every room can let a guest in. */
export async function requireTurnTaker(
  user: UserId,
  services: Pick<Services, 'people' | 'slack'>,
  field: string,
): Promise<void> {
  await requireReader(user, services, field)
  if ((await services.people.find(user))?.guest) throw new Refusal(guestsTakeNoTurns(user), field)
}

/** Asks Slack about somebody new. Unsure where Slack does not say. */
async function meet(user: UserId, { people, slack }: Pick<Services, 'people' | 'slack'>) {
  const told = await slack.call('users.info', { user }, urgencies.page)
  if (told.kind === 'ok') return people.seen(told.body['user'])
  return told.kind === 'refused' && ['user_not_found', 'user_not_visible'].includes(told.error)
    ? null
    : 'unsure'
}
