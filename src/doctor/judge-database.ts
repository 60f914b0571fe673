/** Judges the facts of the database, and names the remedies. Pure. */
import { levelName } from '#escalation/ladder.ts'
import type { RotaId } from '#oncall/policy-rotas.ts'
import { hoursWords } from '#oncall/turn-words.ts'
import { rotaSettings } from '#policy/rota-settings.ts'
import { listedIn } from '#policy/listed.ts'
import type { Policy } from '#policy/policy.ts'
import type { DatabaseFacts } from './database-facts-lookup.ts'
import { length } from '#words/length.ts'
import { fine, type Diagnosis, wrong } from './diagnosis.ts'

export function judgeDatabase(facts: DatabaseFacts, policy: Policy): Diagnosis[] {
  if (facts.pending.length > 0) {
    const said = fine('Database', `answers; ${facts.pending.length} migrations run at the next start`)
    return facts.pending.some((name) => name.startsWith('0001')) ? [said, ...judgeUnstarted(policy)] : [said]
  }
  return [
    fine('Database', 'answers, and is migrated'),
    ...(facts.overdue > 0
      ? [
          wrong(
            'Work',
            `${facts.overdue} things should have been looked at more than 5 minutes ago`,
            'Is the bot running? If it is, look for "error" in its log.',
          ),
        ]
      : []),
    ...channels(facts, policy),
    ...people(facts),
    ...unknown(facts, policy),
    ...rotas(facts, policy),
    ...gaps(facts),
    ...usergroups(facts),
    kept(policy),
  ]
}

/** Judges the policy's list before the first start, when nobody can be in a rota and pages would go to that list. */
export function judgeUnstarted({ people: { geoc }, names }: Policy): Diagnosis[] {
  if (geoc.length > 0) return [fine(names.geoc, `${geoc.length} listed in the policy`)]
  return [
    wrong(
      names.geoc,
      'nobody is listed in the policy, so nobody would be paged',
      `List somebody in muster.yml: people: { geoc: [ada@example.com] }. Or start, and type ${names.oncall} join ${names.geoc} in Slack.`,
    ),
  ]
}

function channels({ channels: known }: DatabaseFacts, policy: Policy): Diagnosis[] {
  return Object.entries(policy.channels).map(([use, name]) => {
    const about = `Channel ${name}`
    const refused = known[use]?.refused
    if (refused)
      return wrong(
        about,
        `Slack refused it (${refused})`,
        `Create #${name.replace('#', '')} in Slack, and invite the bot into it: /invite @muster`,
      )
    return known[use] ? fine(about, 'is there') : fine(about, 'is made, or found, when the bot runs')
  })
}

function people({ people: known, rotas: all }: DatabaseFacts): Diagnosis[] {
  return Object.entries(known)
    .filter(([, { active }]) => !active)
    .map(([asked, { id, name }]) => {
      const rota = all.find(({ members }) => members.includes(id))
      return wrong(
        'People',
        `${name} (${asked}) has left the workspace`,
        rota
          ? `Take them out of ${rota.name}: /oncall remove in Slack.`
          : 'Take them out of the policy, and name somebody else.',
      )
    })
}

/** Finds listed people who do not exist; says nothing before the workspace's people were read. */
function unknown({ people: known, team }: DatabaseFacts, policy: Policy): Diagnosis[] {
  if (team === null || Object.keys(known).length === 0) return []
  return listedIn(policy)
    .filter((one) => !(one in known))
    .map((one) =>
      wrong('People', `nobody in the workspace is ${one}`, 'Correct the id or the address in the policy.'),
    )
}

function rotas({ rotas: all, people: known }: DatabaseFacts, policy: Policy): Diagnosis[] {
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
  return wanted.map(({ id, name, instead }) => {
    const isThere = (one: string) => known[one]?.active !== false
    const members = (all.find((one) => one.id === id)?.members ?? []).filter(isThere)
    const about = `Rota ${name}`
    if (members.length > 1)
      return fine(about, `${members.length} people take turns${outsideHours(id, policy)}`)
    if (members.length === 1)
      return wrong(about, 'has one person only, who is on call always', 'Add a second: /oncall add in Slack.')
    if (instead.some(isThere)) return fine(about, 'is empty; those the policy lists are asked instead')
    return wrong(
      about,
      'has nobody: pages of it go to the next level',
      'Add people with /oncall add in Slack, or list somebody in the policy.',
    )
  })
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

/** Reports gaps, except of rotas without anybody, which `rotas` reports. */
function gaps({ rotas: all }: DatabaseFacts): Diagnosis[] {
  return all
    .filter((rota) => rota.members.length > 0 && rota.gaps.length > 0)
    .map(({ name, gaps: [first = '', ...more] }) =>
      wrong(
        `Rota ${name}`,
        `has nobody from ${first}${more.length === 0 ? '' : `, and ${more.length} more times`}`,
        'Somebody takes it with the button in the tech channel, or comes back with /oncall back.',
      ),
    )
}

function usergroups({ usergroups: problems }: DatabaseFacts): Diagnosis[] {
  return problems.map((problem) =>
    wrong('User group', problem, 'Mend it in Slack, or leave it out of the policy.'),
  )
}

/** Says what is taken away after which time, since nobody notices it going. */
function kept({ retention: { messages, peopleWhoLeft, incidents } }: Policy): Diagnosis {
  const words = (kept: number | null) => (kept === null ? 'for ever' : length(kept))
  return fine(
    'Retention',
    `messages are kept ${words(messages)}, people who left ${words(peopleWhoLeft)}, ended incidents ${words(incidents)}; backups keep all of it`,
  )
}
