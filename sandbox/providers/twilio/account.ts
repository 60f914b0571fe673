export interface TelephonyAccount {
  sid: string
  token: string
  /** The numbers it may call and write from. */
  numbers: string[]
}
