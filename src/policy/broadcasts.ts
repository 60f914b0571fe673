import { z } from 'zod'
import { oneOf } from './one-of.ts'

/** The news that stakeholders read in the channel itself, besides the thread. */
export const newsKinds = ['updates', 'resolved', 'reopened', 'raised'] as const

export const broadcasts = z.array(oneOf(newsKinds)).default([...newsKinds])
