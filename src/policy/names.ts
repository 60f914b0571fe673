import { pattern } from './person.ts'
import { section } from './section.ts'

const command = (name: string) =>
  pattern(/^\/[a-z0-9_-]{1,31}$/, 'must be a slash and up to 31 lower-case letters, digits, - or _').default(
    name,
  )
const label = (name: string) => pattern(/^\S.{0,29}$/u, 'must be 1 to 30 characters').default(name)
const channel = (name: string) =>
  pattern(/^(#?[a-z0-9][a-z0-9_-]{0,79}|[CG][A-Z0-9]{6,})$/, "must be a channel's name or id")
    .transform((text) => text.replace(/^#/, ''))
    .prefault(name)

export const names = section({
  command: command('/incident'),
  oncall: command('/oncall'),
  geoc: label('GEOC'),
  sem: label('SEM'),
  im: label('IM'),
})
  .refine(({ command: one, oncall: other }) => one !== other, 'command and oncall must differ')
  .prefault({})

export const channels = section({
  stakeholders: channel('incidents'),
  tech: channel('tech-incidents'),
  postmortems: channel('postmortems'),
}).prefault({})
