import { z } from 'zod'
import { person } from './person.ts'
import { section } from './section.ts'

/** People who have, or have had, a part in the incident; `responders` are also all who are on call. */
const parts = ['anyone', 'responders', 'reporter', 'geoc', 'sem', 'im'] as const
/** `holder`: the one who has the role that is given away. */
const givers = [...parts, 'holder'] as const
/** Nobody has a part yet in what is only being declared. */
const strangers = ['anyone', 'responders'] as const
/** Those who may do what concerns no incident; a role means the people who take turns in it. */
const takers = ['anyone', 'responders', 'geoc', 'sem', 'im'] as const

export type Takers = (typeof takers)[number]

/** False for a person by id or e-mail address. */
export function isGroup(one: string): one is Takers {
  return takers.some((group) => group === one)
}

function who<const Group extends string>(groups: readonly Group[]) {
  return z
    .array(
      z.union(
        [z.enum(groups as readonly [Group, ...Group[]]), person],
        `must be one of ${groups.join(', ')}, or a person`,
      ),
    )
    .min(1)
}

const anyone = who(parts).default(['anyone'])
const responders = who(parts).default(['responders'])

/** The people allowed each act. A guest is `anyone` only in rooms they are in; the erased and the deactivated never. */
export const permissions = section({
  declare: who(strangers).default(['anyone']),
  join: anyone,
  note: anyone,
  escalate: anyone,
  acknowledge: anyone,
  update: responders,
  status: responders,
  severity: responders,
  assign: responders,
  handoff: who(givers).default(['holder', 'im']),
  fix: responders,
  resolve: responders,
  reopen: who(parts).default(['responders', 'reporter']),
  cancel: who(parts).default(['responders', 'reporter']),
  merge: who(parts).default(['responders', 'reporter']),
  repair: anyone,
  postmortem: anyone,
  cancel_all: who(takers).default(['geoc']),
  quiet: who(takers).default(['responders']),
  rotas: who(takers).default(['anyone']),
}).prefault({})
