import { z } from 'zod'
import { pattern } from './person.ts'
import { timeOfDay, timeZone, weekdays } from './rotas.ts'
import { section } from './section.ts'

const item = pattern(/^\S.{0,199}$/u, 'must be 1 to 200 characters')

/** The company's way to repair: a checklist for each kind of fix, and the hours in which it deploys. */
export const fixes = section({
  revert: z
    .array(item)
    .default(['Find the last change that shipped', 'Revert it and release', 'Say whether it helped']),
  hotfix: z
    .array(item)
    .default([
      'Start a hotfix branch from the main branch',
      'Cherry-pick or write the smallest change',
      'Open the pull request and link it here',
      'Ask a senior for approval if checks are skipped',
      'Release, and say whether it helped',
    ]),
  deploy_hours: section({
    from: timeOfDay,
    to: timeOfDay,
    days: weekdays.prefault(['monday', 'tuesday', 'wednesday', 'thursday', 'friday']),
    time_zone: timeZone.nullable().default(null),
  })
    .nullable()
    .default(null),
}).prefault({})
