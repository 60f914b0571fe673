import { z } from 'zod'
import { duration } from './duration.ts'
import { person } from './person.ts'
import { section } from './section.ts'

const levels = ['geoc', 'next-geoc', 'im', 'sem', 'next-sem', 'manager', 'rota'] as const

const severityName = z.enum(['P1', 'P2', 'P3', 'P4', 'P5'])

const step = section({
  page: z.union(
    [z.enum(levels), z.array(person).min(1)],
    `must be one of ${levels.join(', ')}, or a list of people`,
  ),
  wait: duration.prefault('5m'),
  severities: z.array(severityName).nullable().default(null),
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
  repeat: section({
    after: duration.prefault('10m'),
    times: z.int().min(0, 'must be at least 0').max(20, 'must be at most 20').default(3),
    severities: z.array(severityName).default(['P1', 'P2']),
  })
    .prefault({})
    .describe(
      'A ladder that nobody answers begins again after this pause, so many times; 0 for never. A rise in severity begins it again once, whatever this says.',
    ),
}).prefault({})
