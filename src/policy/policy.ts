/** The contents of `muster.yml`, with defaults: an absent or empty file is a working policy. */
import { z } from 'zod'
import { broadcasts } from './broadcasts.ts'
import { contactsSection } from './contacts.ts'
import { duration, durationOrNever } from './duration.ts'
import { fixes } from './fixes.ts'
import { ladders } from './ladders.ts'
import { limitsSection } from './limits.ts'
import { policyLink } from './link.ts'
import { channels, names } from './names.ts'
import { permissions } from './permissions.ts'
import { pattern, person } from './person.ts'
import { unknownReferences } from './references.ts'
import { rotas, squadRota } from './rotas.ts'
import { checkRoutes } from './route-faults.ts'
import { routesSection } from './routes.ts'
import { section } from './section.ts'
import { servicesSection } from './services.ts'
import { severitiesSection } from './severities.ts'
import { sourcesSection } from './sources.ts'

const people = section({
  geoc: z.array(person).default([]),
  im: z.array(person).default([]),
}).prefault({})

const squadName = pattern(
  /^[a-z0-9][a-z0-9_-]{0,39}$/,
  'must be lower-case letters, digits, - or _ (at most 40)',
)
const squad = section({
  sem: z.array(person).default([]).describe('Its experts, the first one first, while its rota is empty.'),
  manager: person.nullable().default(null),
  usergroup: z
    .string()
    .nullable()
    .default(null)
    .describe('The user group that follows its rota; it is switched off while nobody is on call.'),
  rota: squadRota,
})

const care = section({
  relief_after: durationOrNever.prefault('3h'),
  incidents_per_shift: z.int().min(1, 'must be at least 1').default(2),
}).prefault({})

const dueAfter = (text: string) => durationOrNever.prefault(text)
const postmortem = section({
  template: z.string().nullable().default(null).describe('A Markdown file, relative to this one.'),
  owner: z.enum(['geoc', 'im']).default('geoc'),
  due: section({
    P1: dueAfter('3d'),
    P2: dueAfter('5d'),
    P3: dueAfter('7d'),
    P4: dueAfter('never'),
    P5: dueAfter('never'),
  }).prefault({}),
}).prefault({})

const retention = section({
  messages: durationOrNever.prefault('365d'),
  people_who_left: durationOrNever
    .prefault('never')
    .describe('After that their name, address and words go, as `npm run erase` takes them away.'),
  incidents: durationOrNever
    .prefault('never')
    .describe('After that a closed, cancelled or merged incident goes, with all that was recorded of it.'),
  archive_rooms_after: duration.prefault('7d'),
  alerts: durationOrNever
    .prefault('30d')
    .describe('After that what sources sent goes, and alerts that are over.'),
})
  .refine(
    ({ incidents, archiveRoomsAfter }) => incidents === null || incidents > archiveRoomsAfter,
    'incidents must be kept longer than archive_rooms_after, or their rooms would stay open',
  )
  .prefault({})

const keys = section({
  names: names.describe('Names of the commands and the roles.'),
  channels: channels.describe(
    'Channels in which the company reads and engineers talk. One that does not exist is created.',
  ),
  broadcast: broadcasts.describe(
    'The news of an incident that is also sent to the channel of stakeholders, out of its thread: each update, its end, reopened, raised to P1 or P2. An empty list keeps all of it in the thread.',
  ),
  people: people.describe('People who are paged while a rota is empty: Slack user ids or e-mail addresses.'),
  squads: z.record(squadName, squad).default({}).describe('The squads and their experts.'),
  services: servicesSection.describe('The services that the company runs, and the squad that owns each.'),
  severities: severitiesSection.describe('The meaning of each severity, and what it starts.'),
  ladders: ladders.describe('People paged for a role, level by level, and the time each is given.'),
  links: z.array(policyLink).default([]).describe('Bookmarks of every room, in order.'),
  keeper: person
    .nullable()
    .default(null)
    .describe(
      'The person who looks after Muster, and is told once a day what is amiss. Otherwise the owner of the workspace.',
    ),
  contact: pattern(/^\S[^]{0,999}$/, 'must be 1 to 1,000 characters')
    .nullable()
    .default(null)
    .describe(
      'The person or number to call when Muster cannot help, for instance when its database is away.',
    ),
  contacts: contactsSection.describe('The ways in which people are woken whose Slack is silent.'),
  page_hook: z
    .url({ protocol: /^https?$/, error: 'must be a URL beginning with https://' })
    .refine(isPrivateWay, 'must begin with https://: only a receiver on this machine may have http://')
    .nullable()
    .default(null)
    .describe('Every page is also POSTed here.'),
  fixes: fixes.describe('The company’s ways of repairing: checklists, and the hours in which it deploys.'),
  care: care.describe('The times at which the people on call are offered relief.'),
  rotas: rotas.describe('The way turns are made. The people in a rota are changed in Slack.'),
  postmortem: postmortem.describe('The template, who owns it, and how soon it is due.'),
  retention: retention.describe(
    'The time that messages, people who left and ended incidents are kept, and the time after which the room of an ended incident is archived.',
  ),
  permissions: permissions.describe('The table of who may do what.'),
  limits: limitsSection.describe('The number of times one person may do what wakes others.'),
  sources: sourcesSection.describe('What sends alerts: monitorings, scripts, heartbeats.'),
  routes: routesSection.describe(
    'What becomes of an alert: the first that matches decides. What none matches is kept, and nobody is paged.',
  ),
}).superRefine(checkRoutes)

export const policySchema = keys.superRefine(unknownReferences)

/** True for what nobody on the way can read: https, or a receiver on this machine. */
function isPrivateWay(address: string): boolean {
  const url = URL.parse(address)
  return url?.protocol !== 'http:' || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)
}

/** The company's policy, complete: every key is there, durations are milliseconds, `never` is null. */
export type Policy = z.output<typeof keys>

export const defaultPolicy: Policy = policySchema.parse({})

/** The JSON Schema of `muster.yml`, for editors. */
export function policyJsonSchema(): object {
  return { title: 'The policy of Muster, muster.yml', ...z.toJSONSchema(policySchema, { io: 'input' }) }
}
