/** Asks the policy's table before a deed is carried out. */
import { Refusal } from '#errors.ts'
import type { PeopleService } from '#people/people-service.ts'
import type { Policy } from '#policy/policy.ts'
import { isPerson } from './actor.ts'
import { askTheHolder } from './giving-away.ts'
import type { UserId } from './incident.ts'
import type { Gatekeeper } from './incident-service.ts'
import { programRefusalFor, refusalFor } from './permission.ts'

export interface GatekeeperParts {
  policy: Pick<Policy, 'permissions' | 'names'>
  people: Pick<PeopleService, 'find'>
  /** Takes turns in a rota, or is listed in the policy. */
  takesTurns: (user: UserId) => Promise<boolean>
}

export function createGatekeeper({ policy, people, takesTurns }: GatekeeperParts): Gatekeeper {
  return async (actor, deed, incident, role) => {
    if (!isPerson(actor)) {
      const refused = programRefusalFor(deed, actor, incident)
      if (refused === null) return
      throw new Refusal(refused)
    }
    const known = await people.find(actor)
    const asking = {
      id: actor,
      email: known?.email ?? null,
      // A person Slack vouches for and we have not read about yet counts as a colleague.
      active: known?.active ?? true,
      guest: known?.guest ?? false,
      onCall: false,
    }
    // Turns only ever allow more, so the rotas are read only where nothing else allows it.
    if (refusalFor(deed, asking, incident, policy, role) === null) return
    const whole = { ...asking, onCall: await takesTurns(actor) }
    const refusal = refusalFor(deed, whole, incident, policy, role)
    if (refusal === null) return
    const mayTakeOver = () => refusalFor('give role', whole, incident, policy) === null
    const better = incident && role && askTheHolder(incident, role, mayTakeOver(), policy)
    throw better || new Refusal(refusal)
  }
}
