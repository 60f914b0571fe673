/** Judges the facts of the database, and names the remedies. Pure. */
import type { Policy } from '#policy/policy.ts'
import type { DatabaseFacts, PeopleFacts } from './database-facts-lookup.ts'
import { length } from '#words/length.ts'
import { fine, type Diagnosis, wrong } from './diagnosis.ts'
import { judgePeople, judgeReach } from './judge-people.ts'
import { judgeRotas } from './judge-rotas.ts'

export function judgeDatabase(facts: DatabaseFacts, policy: Policy): Diagnosis[] {
  if (facts.pending.length > 0) {
    const said = fine('Database', `answers; ${facts.pending.length} migrations run at the next start`)
    return facts.pending.some((name) => name.startsWith('0001'))
      ? [said, ...judgeUnstarted(facts, policy)]
      : [said]
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
    ...judgePeople(facts, policy),
    ...judgeRotas(facts, policy),
    ...gaps(facts, policy),
    ...usergroups(facts),
    kept(policy),
  ]
}

/** Judges the policy's list before the first start, when nobody can be in a rota and pages would go to that list. */
export function judgeUnstarted(facts: PeopleFacts, policy: Policy): Diagnosis[] {
  const { people: listed, names } = policy
  if (listed.geoc.length === 0)
    return [
      ...judgeReach({ ...facts, rotas: [] }, policy),
      wrong(
        names.geoc,
        'nobody is listed in the policy, so nobody would be paged',
        `List somebody in muster.yml: people: { geoc: [ada@example.com] }. Or start, and type ${names.oncall} join ${names.geoc} in Slack.`,
      ),
    ]
  return [
    fine(names.geoc, `${listed.geoc.length} listed in the policy`),
    ...judgeReach({ ...facts, rotas: [] }, policy),
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

/** Reports gaps, except of rotas without anybody, which are reported as such. */
function gaps({ rotas: all }: DatabaseFacts, { names }: Policy): Diagnosis[] {
  return all
    .filter((rota) => rota.members.length > 0 && rota.gaps.length > 0)
    .map(({ name, isGapNow, gaps: [first = '', ...more] }) =>
      wrong(
        `Rota ${name}`,
        `${isGapNow ? 'has nobody on call now,' : 'has nobody'} from ${first}${more.length === 0 ? '' : `, and ${more.length} more times`}`,
        `Somebody takes it with the button in the tech channel, or comes back with ${names.oncall} back.`,
      ),
    )
}

function usergroups({ usergroups: problems }: DatabaseFacts): Diagnosis[] {
  return problems.map((problem) =>
    wrong(
      'User group',
      problem,
      'Mend it in Slack, put full members on call, or leave it out of the policy.',
    ),
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
