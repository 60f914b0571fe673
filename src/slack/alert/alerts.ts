/** Answers questions about alerts, and takes what people say of them. */
import { alertGroupIn } from '#alerts/alert-group.ts'
import { Refusal } from '#errors.ts'
import { serviceCalled } from '#incidents/services-named.ts'
import { alertList } from '#messages/alerts/alert-list.ts'
import { alertWhy } from '#messages/alerts/alert-why.ts'
import { noAlertGroup, unknownService } from '#messages/short-replies.ts'
import { incidentNumber } from '../asking/about.ts'
import type { Click } from '../asking/request.ts'
import type { TypedVerb } from '../asking/typed.ts'
import type { Reply, Services } from '../asking/services.ts'
import { declareView } from '../incident/declare-form.ts'

/** `alerts`, `alerts checkout`, `alerts A12`, `alerts why A12`. */
export async function typeAlerts({ user, rest }: TypedVerb, services: Services): Promise<Reply> {
  const { alerts, policy } = services
  await alerts.requireColleague(user)
  const words = rest.replace(/^why\s+/i, '').trim()
  const number = alertGroupIn(words)
  if (number !== null) {
    const explained = await alerts.explain(user, number)
    if (explained === null) throw new Refusal(noAlertGroup(number, policy.words))
    return { say: alertWhy(explained.group, { ...explained, words: policy.words }) }
  }
  const service = words === '' ? null : serviceCalled(policy.words.services, words)
  if (words !== '' && service === null) throw new Refusal(unknownService(words, policy.words))
  const [found, quiet] = await Promise.all([alerts.firing(user, service), alerts.quiet.windows()])
  return { say: alertList(found, { words: policy.words, quiet, service }) }
}

/** "Quiet 1 h": this group pages and edits nobody's attention for an hour. */
export async function quietGroup({ user, value, key }: Click, { alerts }: Services): Promise<Reply> {
  await alerts.say(user, incidentNumber(value), 'quiet', key)
  return null
}

/** "Not useful": counted by rule, and shown weekly. */
export async function notUseful({ user, value, key }: Click, { alerts }: Services): Promise<Reply> {
  await alerts.say(user, incidentNumber(value), 'not useful', key)
  return null
}

/** "It’s an incident": the form, with what is known filled in. */
export async function declareFromGroup({ user, value }: Click, services: Services): Promise<Reply> {
  const { alerts, incidents, policy, clock } = services
  await alerts.requireColleague(user)
  const explained = await alerts.explain(user, incidentNumber(value))
  if (explained === null) throw new Refusal(noAlertGroup(incidentNumber(value), policy.words))
  const { title, service, firstAt } = explained.group
  const { words, squads } = policy
  const open = await incidents.list(user)
  return { open: declareView({ words, squads, now: clock.now(), open, title, service, began: firstAt }) }
}
