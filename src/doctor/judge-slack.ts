/** Judges the facts of Slack, and names the remedies. Pure. */
import type { Policy } from '#policy/policy.ts'
import { fine, type Diagnosis, wrong } from './diagnosis.ts'
import { optionalScopes, scopeUses } from './scopes.ts'
import type { SlackFacts } from './slack-facts-lookup.ts'

/** Takes in `team` the workspace that this database belongs to, or null. */
export function judgeSlack(facts: SlackFacts, policy: Policy, team: string | null): Diagnosis[] {
  const { identity } = facts
  if (identity === null) return [unreached(facts)]
  if ('error' in identity) {
    return [
      wrong(
        'SLACK_BOT_TOKEN',
        `is refused (${identity.error})`,
        'Copy the Bot User OAuth Token (xoxb-…) from "OAuth & Permissions" of your Slack app again.',
      ),
    ]
  }
  return [
    fine('SLACK_BOT_TOKEN', `is accepted by ${identity.teamName}`),
    ...(team !== null && team !== identity.team
      ? [
          wrong(
            'Workspace',
            `the token is of ${identity.team}, the database of ${team}`,
            'Use the token of that workspace, or another database.',
          ),
        ]
      : []),
    ...scopes(facts),
    ...socketMode(facts),
    ...channels(facts),
    ...usergroups(facts, policy),
  ]
}

function unreached({ unreached: why }: SlackFacts): Diagnosis {
  if (why?.includes('not Slack'))
    return wrong(
      'Slack',
      `cannot be reached: what answers is ${why}`,
      'Something between this machine and Slack answers instead, such as a proxy or a sign-in page; or SLACK_API_URL names another server.',
    )
  return wrong(
    'Slack',
    why === null ? 'cannot be reached' : `cannot be reached (${why})`,
    'Check this machine’s way out to https://slack.com, and SLACK_API_URL.',
  )
}

function scopes({ scopes: granted }: SlackFacts): Diagnosis[] {
  if (granted === null) return []
  const missing = Object.keys(scopeUses).filter((scope) => !granted.includes(scope))
  const needed = missing.filter((scope) => !optionalScopes.has(scope))
  if (missing.length === 0) return [fine('Scopes', 'all are granted')]
  return missing.map((scope) =>
    needed.includes(scope)
      ? wrong(
          `Scope ${scope}`,
          `is missing, for ${scopeUses[scope]}`,
          'Paste manifest.yml into "App Manifest" of your Slack app, and install it to the workspace again.',
        )
      : fine(`Scope ${scope}`, `is not granted, which is fine; it is for ${scopeUses[scope]}`),
  )
}

function socketMode({ socket }: SlackFacts): Diagnosis[] {
  if (socket === null) return []
  if (socket === 'ok') return [fine('SLACK_APP_TOKEN', 'opens connections')]
  return [
    wrong(
      'SLACK_APP_TOKEN',
      `is refused (${socket.error})`,
      'Generate one with the scope connections:write under "Basic Information", and see that Socket Mode is on.',
    ),
  ]
}

function channels({ channels: all }: SlackFacts): Diagnosis[] {
  return Object.entries(all).flatMap(([channel, found]) => {
    const about = `Channel ${channel}`
    if ('error' in found)
      return wrong(
        about,
        `Slack does not show it (${found.error})`,
        'Name another in the policy, or invite the bot.',
      )
    if (found.archived)
      return wrong(about, 'is archived', 'Unarchive it in Slack, or name another channel in the policy.')
    if (!found.member) return wrong(about, 'does not have the bot in it', 'In the channel: /invite @muster')
    return []
  })
}

function usergroups({ usergroups: handles }: SlackFacts, policy: Policy): Diagnosis[] {
  const { rotas, squads } = policy
  const named = [rotas.geoc, rotas.im, rotas.sem, ...Object.values(squads)]
    .map(({ usergroup }) => usergroup)
    .filter((one) => one !== null)
  return [...new Set(named)].flatMap((name) => {
    if (handles === null)
      return wrong(
        `User group ${name}`,
        'cannot be looked up',
        'User groups need a paid plan and the scope usergroups:read; otherwise leave them out of the policy.',
      )
    return handles.includes(name.replace(/^@/, ''))
      ? []
      : wrong(`User group ${name}`, 'does not exist', 'Create it in Slack, or leave it out of the policy.')
  })
}
