/** Judges if the people whom the policy and the rotas name can be reached at all. Pure. */
import type { Policy } from '#policy/policy.ts'
import type { DatabaseFacts, PeopleFacts } from './database-facts-lookup.ts'
import { type Diagnosis, wrong } from './diagnosis.ts'
import { rotasOfNobody } from './judge-rotas.ts'

type Rotas = Pick<DatabaseFacts, 'rotas'>

/** Everything that keeps pages from people, of which the keeper of the installation is told. */
export function judgeReach(facts: PeopleFacts & Rotas, policy: Policy): Diagnosis[] {
  return [...judgePeople(facts, policy), ...rotasOfNobody(facts, policy)]
}

export function judgePeople(facts: PeopleFacts & Rotas, policy: Policy): Diagnosis[] {
  return [...departed(facts, policy), ...unknown(facts)]
}

function departed({ people, rotas }: PeopleFacts & Rotas, { names }: Policy): Diagnosis[] {
  return Object.entries(people)
    .filter(([, { active }]) => !active)
    .map(([asked, { id, name }]) => {
      const rota = rotas.find(({ members }) => members.includes(id))
      return wrong(
        'People',
        `${name} (${asked}) has left the workspace`,
        rota
          ? `Take them out of ${rota.name}: ${names.oncall} remove in Slack.`
          : 'Take them out of the policy, and name somebody else.',
      )
    })
}

/** Names everybody whom Slack does not know. Where it shows nobody's address, none of those is a mistake. */
function unknown({ unknown: all, addressesHidden }: PeopleFacts): Diagnosis[] {
  const isHidden = (one: string) => addressesHidden && one.includes('@')
  const hidden = all.filter(isHidden)
  return [
    ...(hidden.length === 0
      ? []
      : [
          wrong(
            'People',
            `Slack shows nobody’s e-mail address, so nobody is found for ${hidden.join(', ')}`,
            'Grant the scope users:read.email: paste manifest.yml into "App Manifest" of your Slack app, and install it to the workspace again. Or name people by their Slack ids (U…).',
          ),
        ]),
    ...all
      .filter((one) => !isHidden(one))
      .map((one) =>
        wrong('People', `nobody in the workspace is ${one}`, 'Correct the id or the address in the policy.'),
      ),
  ]
}
