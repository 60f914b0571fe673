/** A file to be put into a channel. */
export interface File {
  name: string
  content: string | Uint8Array<ArrayBuffer>
  /** Title shown above it; the name where there is none. */
  title?: string
  /** Description of a picture, for people who cannot see it. */
  words?: string
}

/**
 * Hands bytes to the address that Slack gave for them; returns true when they arrived. `slack/upload.ts` is the
 * implementation.
 */
export type Upload = (url: string, bytes: Uint8Array<ArrayBuffer>) => Promise<boolean>
