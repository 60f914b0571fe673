import { z } from 'zod'
import { person } from './person.ts'
import { section } from './section.ts'

const groups = ['anyone', 'responders', 'reporter', 'geoc', 'sem', 'im'] as const
const group = z.enum(groups)
const who = z.array(z.union([group, person], `must be one of ${groups.join(', ')}, or a person`)).min(1)

const anyone = who.default(['anyone'])
const responders = who.default(['responders'])

/** The people allowed each act. A guest is `anyone` only in rooms they are in; the erased and the deactivated never. */
export const permissions = section({
  declare: anyone,
  join: anyone,
  note: anyone,
  escalate: anyone,
  acknowledge: anyone,
  update: responders,
  status: responders,
  severity: responders,
  assign: responders,
  handoff: responders,
  fix: responders,
  resolve: responders,
  reopen: responders,
  cancel: who.default(['responders', 'reporter']),
  merge: who.default(['responders', 'reporter']),
  repair: anyone,
  postmortem: anyone,
  rotas: anyone,
}).prefault({})
