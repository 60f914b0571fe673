/** One thing the doctor looked at, the state it found, and the remedy. */
export interface Diagnosis {
  about: string
  says: string
  /** Null where nothing has to be done. */
  todo: string | null
}

export function fine(about: string, says: string): Diagnosis {
  return { about, says, todo: null }
}

export function wrong(about: string, says: string, todo: string): Diagnosis {
  return { about, says, todo }
}
