/** Handles the buttons of a page for alerts: "It's an incident", "Quiet 1 h", "Not useful". */
import { alertIsOver, alertQuiet, countedNotUseful } from '#messages/pages/alert-replies.ts'
import type { Click } from '../asking/request.ts'
import type { Reply, Services } from '../asking/services.ts'
import { next } from './acknowledge.ts'

export async function declareFromAlert({ user, value, key }: Click, services: Services): Promise<Reply> {
  const number = await services.groups.declareFor(user, value, key)
  return next(user, await services.incidents.see(user, number), services)
}

export async function quietAlert({ user, value }: Click, { groups }: Services): Promise<Reply> {
  const quiet = await groups.quietFor(user, value)
  return { say: quiet === null ? alertIsOver() : alertQuiet(quiet.group, quiet.until) }
}

export async function alertNotUseful({ user, value }: Click, { groups }: Services): Promise<Reply> {
  const group = await groups.notUseful(user, value)
  return { say: group === null ? alertIsOver() : countedNotUseful(group) }
}
