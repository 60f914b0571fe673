/** One check by the doctor: its subject, the state found, and the remedy. */
export interface Diagnosis {
  about: string
  says: string
  /** The remedy; null where none is needed. */
  todo: string | null
}

export function fine(about: string, says: string): Diagnosis {
  return { about, says, todo: null }
}

export function wrong(about: string, says: string, todo: string): Diagnosis {
  return { about, says, todo }
}
