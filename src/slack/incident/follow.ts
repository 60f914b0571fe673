/** Starts or stops sending an incident's updates to somebody's direct messages. */
import { followed, unfollowed } from '#messages/short-replies.ts'
import { clicked } from '../asking/about.ts'
import type { Click } from '../asking/request.ts'
import type { TypedAbout } from '../asking/typed.ts'
import type { Flow, Reply, Services } from '../asking/services.ts'

export async function followIncident(click: Click, services: Services): Promise<Reply> {
  const { user, incident } = clicked(click)
  await services.cadence.following(await services.incidents.see(user, incident), user, true)
  return { say: followed(incident) }
}

/** `follow`, `unfollow`. */
export function typeFollow(isOn: boolean): Flow<TypedAbout> {
  return async ({ user, incident }, services) => {
    await services.cadence.following(await services.incidents.see(user, incident), user, isOn)
    return { say: isOn ? followed(incident) : unfollowed(incident) }
  }
}

/** Says nothing: the clicked message changes and says so. */
export async function unfollowIncident(click: Click, services: Services): Promise<Reply> {
  const { user, incident } = clicked(click)
  await services.cadence.following(await services.incidents.see(user, incident), user, false)
  return null
}
