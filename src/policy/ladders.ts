import { z } from 'zod'
import { duration } from './duration.ts'
import { person } from './person.ts'
import { section } from './section.ts'

const levels = ['geoc', 'next-geoc', 'im', 'sem', 'next-sem', 'manager', 'rota'] as const

const step = section({
  page: z.union(
    [z.enum(levels), z.array(person).min(1)],
    `must be one of ${levels.join(', ')}, or a list of people`,
  ),
  wait: duration.prefault('5m'),
  severities: z
    .array(z.enum(['P1', 'P2', 'P3', 'P4', 'P5']))
    .nullable()
    .default(null),
})

const ladder = z.array(step).min(1, 'must have at least one step')

/** The people paged for a role, level by level, and the time each level is given. */
export const ladders = section({
  geoc: ladder.prefault([
    { page: 'geoc' },
    { page: 'next-geoc' },
    { page: 'im' },
    { page: 'rota', severities: ['P1', 'P2'] },
  ]),
  sem: ladder.prefault([{ page: 'sem' }, { page: 'next-sem' }, { page: 'manager' }]),
  im: ladder.prefault([{ page: 'im' }, { page: 'rota', severities: ['P1', 'P2'] }]),
}).prefault({})
