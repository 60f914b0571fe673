import { z } from 'zod'
import { durationOrNever } from './duration.ts'
import { pattern } from './person.ts'
import { section } from './section.ts'

interface Defaults {
  means: string
  update_every: string
  ask_room_every: string
  ask_missing_after: string
  ask_over_after: string
  im: boolean
  page_at_night: boolean
}

function severity(defaults: Defaults) {
  return section({
    means: pattern(/^\S.{0,79}$/u, 'must be 1 to 80 characters').default(defaults.means),
    update_every: durationOrNever.prefault(defaults.update_every),
    ask_room_every: durationOrNever.prefault(defaults.ask_room_every),
    ask_missing_after: durationOrNever.prefault(defaults.ask_missing_after),
    ask_over_after: durationOrNever.prefault(defaults.ask_over_after),
    im: z.boolean().default(defaults.im),
    page_at_night: z.boolean().default(defaults.page_at_night),
  }).prefault({})
}

/** The meaning of each severity, and its rules: when people hear, if a manager is called, if people are woken. */
export const severitiesSection = section({
  default: z.enum(['P1', 'P2', 'P3', 'P4', 'P5']).default('P2'),
  P1: severity({
    means: 'all hands',
    update_every: '30m',
    ask_room_every: '20m',
    ask_missing_after: '5m',
    ask_over_after: '30m',
    im: true,
    page_at_night: true,
  }),
  P2: severity({
    means: 'something important is broken',
    update_every: '30m',
    ask_room_every: '30m',
    ask_missing_after: '10m',
    ask_over_after: '1h',
    im: true,
    page_at_night: true,
  }),
  P3: severity({
    means: 'something is broken, and there is a way around it',
    update_every: '2h',
    ask_room_every: '1h',
    ask_missing_after: '30m',
    ask_over_after: '4h',
    im: false,
    page_at_night: true,
  }),
  P4: severity({
    means: 'a nuisance for a few',
    update_every: '1d',
    ask_room_every: '1d',
    ask_missing_after: '4h',
    ask_over_after: '1d',
    im: false,
    page_at_night: false,
  }),
  P5: severity({
    means: 'cosmetic',
    update_every: 'never',
    ask_room_every: 'never',
    ask_missing_after: 'never',
    ask_over_after: '2d',
    im: false,
    page_at_night: false,
  }),
}).prefault({})
