/** What `muster.yml` may say, with its defaults: an absent or empty file is a working policy. */
import { z } from 'zod'
import { duration, durationOrNever } from './duration.ts'
import { fixes } from './fixes.ts'
import { ladders } from './ladders.ts'
import { permissions } from './permissions.ts'
import { person, pattern } from './person.ts'
import { rotas, squadRota } from './rotas.ts'
import { section } from './section.ts'
import { severities } from './severities.ts'

const command = (name: string) =>
  pattern(/^\/[a-z0-9_-]{1,31}$/, 'must be a slash and up to 31 lower-case letters, digits, - or _').default(
    name,
  )
const label = (name: string) => pattern(/^\S.{0,29}$/u, 'must be 1 to 30 characters').default(name)
const channel = (name: string) =>
  pattern(/^(#?[a-z0-9][a-z0-9_-]{0,79}|[CG][A-Z0-9]{6,})$/, "must be a channel's name or id")
    .transform((text) => text.replace(/^#/, ''))
    .prefault(name)
const link = section({
  title: pattern(/^\S.{0,254}$/u, 'must be 1 to 255 characters'),
  url: z.url({ protocol: /^https?$/, error: 'must be a URL beginning with https:// or http://' }),
})
const daysAfter = (text: string) => durationOrNever.prefault(text)
const squadName = pattern(
  /^[a-z0-9][a-z0-9_-]{0,39}$/,
  'must be lower-case letters, digits, - or _ (at most 40)',
)

export const policySchema = section({
  names: section({
    command: command('/incident'),
    oncall: command('/oncall'),
    geoc: label('GEOC'),
    sem: label('SEM'),
    im: label('IM'),
  }).prefault({}),
  channels: section({
    stakeholders: channel('incidents'),
    tech: channel('tech-incidents'),
    postmortems: channel('postmortems'),
  }).prefault({}),
  people: section({
    geoc: z.array(person).default([]),
    im: z.array(person).default([]),
  }).prefault({}),
  squads: z
    .record(
      squadName,
      section({
        sem: z.array(person).default([]),
        manager: person.nullable().default(null),
        usergroup: z.string().nullable().default(null),
        rota: squadRota,
      }),
    )
    .default({}),
  severities,
  ladders,
  links: z.array(link).default([]),
  contact: pattern(/^\S[^]{0,999}$/, 'must be 1 to 1,000 characters')
    .nullable()
    .default(null),
  page_hook: z
    .url({ protocol: /^https?$/, error: 'must be a URL beginning with https://' })
    .nullable()
    .default(null),
  fixes,
  care: section({
    relief_after: durationOrNever.prefault('3h'),
    incidents_per_shift: z.int().min(1).default(2),
  }).prefault({}),
  rotas,
  postmortem: section({
    template: z.string().nullable().default(null),
    owner: z.enum(['geoc', 'im']).default('geoc'),
    due: section({
      P1: daysAfter('3d'),
      P2: daysAfter('5d'),
      P3: daysAfter('7d'),
      P4: daysAfter('never'),
      P5: daysAfter('never'),
    }).prefault({}),
  }).prefault({}),
  retention: section({
    messages: durationOrNever.prefault('365d'),
    archive_rooms_after: duration.prefault('7d'),
  }).prefault({}),
  permissions,
})

/** The company's policy, complete: every key is there, durations are milliseconds, `never` is null. */
export type Policy = z.output<typeof policySchema>

export const defaultPolicy: Policy = policySchema.parse({})
