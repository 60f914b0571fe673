/** The order in which due keys are looked at and calls leave. */

/** 0 leaves first. */
export const urgencies = { page: 0, room: 1, talk: 2, paperwork: 3 } as const
export type Urgency = (typeof urgencies)[keyof typeof urgencies]
