/** A ladder as it would be climbed, for choosing where to begin. */

export interface AskedLevel {
  /** The level's number, to begin with; counts from 0. */
  level: number
  name: string
  /** Milliseconds each level is given. */
  wait: number
  /** Empty: the level would be passed over. */
  people: AskedPerson[]
}

export interface AskedPerson {
  user: string
  why: string
  name: string | null
  /** Their clock's time: `03:12`. Null while their zone is not known. */
  localTime: string | null
  /** Do Not Disturb is known to be on: they may not hear it. */
  silenced: boolean
}
