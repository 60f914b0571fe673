/** Judges who answers in each rota: its members, and while there are none those the policy lists. Pure. */
import { levelName } from '#escalation/ladder.ts'
import type { RotaId } from '#oncall/policy-rotas.ts'
import { hoursWords } from '#oncall/turn-words.ts'
import type { Policy } from '#policy/policy.ts'
import { rotaSettings } from '#policy/rota-settings.ts'
import type { DatabaseFacts, PeopleFacts } from './database-facts-lookup.ts'
import { fine, type Diagnosis, wrong } from './diagnosis.ts'

type Facts = PeopleFacts & Pick<DatabaseFacts, 'rotas'>

interface Answering {
  id: RotaId
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
  const wanted: { id: RotaId; name: string; instead: readonly string[] }[] = [
    { id: 'geoc', name: names.geoc, instead: listed.geoc },
    { id: 'im', name: names.im, instead: listed.im },
    ...Object.entries(squads).map(([squad, { sem }]) => ({
      id: `sem:${squad}` as const,
      name: `${names.sem} ${squad}`,
      instead: sem,
    })),
  ]
  const isThere = (one: string) => people[one]?.active ?? !unknown.includes(one)
  return wanted.map(({ id, name, instead }) => {
    const members = rotas.find((rota) => rota.id === id)?.members ?? []
    return {
      id,
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

function standing({ id, about, members, listed }: Answering, policy: Policy): Diagnosis {
  const add = `${policy.names.oncall} add in Slack`
  if (members.length > 1) return fine(about, `${members.length} people take turns${outsideHours(id, policy)}`)
  if (members.length === 1)
    return wrong(about, 'has one person only, who is on call always', `Add a second: ${add}.`)
  if (listed.length > 0) return fine(about, 'is empty; those the policy lists are asked instead')
  return wrong(
    about,
    'has nobody: pages of it go to the next level',
    `Add people with ${add}, or list somebody in the policy.`,
  )
}

/** Says who is asked at the times in which nobody is meant to be on call: a company may have thought of somebody else. */
function outsideHours(id: RotaId, policy: Policy): string {
  const { hours, holidays } = rotaSettings(policy, id)
  if (hours === null) return ''
  const own = id === 'geoc' || id === 'im' ? id : 'sem'
  const steps = policy.ladders[own].filter(({ page }) => ![own, `next-${own}`, 'rota'].includes(String(page)))
  const others = [...new Set(steps.map(({ page }) => levelName(page, policy.names)))]
  const then = others.length === 0 ? 'nobody is paged' : `its pages go to ${others.join(', then ')}`
  return ` ${hoursWords({ hours, holidays })}; at other times ${then}`
}
