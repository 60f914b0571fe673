/** Judges who answers in each rota: its members, and while there are none those the policy lists. Pure. */
import type { Policy } from '#policy/policy.ts'
import type { DatabaseFacts, PeopleFacts } from './database-facts-lookup.ts'
import { fine, type Diagnosis, wrong } from './diagnosis.ts'

type Facts = PeopleFacts & Pick<DatabaseFacts, 'rotas'>

interface Answering {
  about: string
  /** Everybody named for it, as they are known. */
  named: readonly string[]
  /** Those of them who are there, or of whom Slack has not said yet. */
  members: readonly string[]
  listed: readonly string[]
}

export function judgeRotas(facts: Facts, policy: Policy): Diagnosis[] {
  return answering(facts, policy).map((rota) => ofNobody(rota, policy) ?? standing(rota, policy))
}

/** The rotas for which people are named, none of whom exists. */
export function rotasOfNobody(facts: Facts, policy: Policy): Diagnosis[] {
  return answering(facts, policy).flatMap((rota) => ofNobody(rota, policy) ?? [])
}

function answering({ rotas, people, unknown }: Facts, policy: Policy): Answering[] {
  const { names, people: listed, squads } = policy
  const wanted = [
    { id: 'geoc', name: names.geoc, instead: listed.geoc },
    { id: 'im', name: names.im, instead: listed.im },
    ...Object.entries(squads).map(([squad, { sem }]) => ({
      id: `sem:${squad}`,
      name: `${names.sem} ${squad}`,
      instead: sem,
    })),
  ]
  const isThere = (one: string) => people[one]?.active ?? !unknown.includes(one)
  return wanted.map(({ id, name, instead }) => {
    const members = rotas.find((rota) => rota.id === id)?.members ?? []
    return {
      about: `Rota ${name}`,
      named: [...members, ...instead].map((one) => people[one]?.name ?? one),
      members: members.filter(isThere),
      listed: instead.filter(isThere),
    }
  })
}

function ofNobody({ about, named, members, listed }: Answering, { names }: Policy): Diagnosis | null {
  if (named.length === 0 || members.length + listed.length > 0) return null
  return wrong(
    about,
    `reaches nobody: none of ${named.join(', ')} can be paged`,
    `Correct the policy, or add people with ${names.oncall} add in Slack.`,
  )
}

function standing({ about, members, listed }: Answering, { names }: Policy): Diagnosis {
  const add = `${names.oncall} add in Slack`
  if (members.length > 1) return fine(about, `${members.length} people take turns`)
  if (members.length === 1)
    return wrong(about, 'has one person only, who is on call always', `Add a second: ${add}.`)
  if (listed.length > 0) return fine(about, 'is empty; those the policy lists are asked instead')
  return wrong(
    about,
    'has nobody: pages of it go to the next level',
    `Add people with ${add}, or list somebody in the policy.`,
  )
}
