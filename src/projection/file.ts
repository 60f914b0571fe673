/** A file to be put into a channel. `slack/upload.ts` is the implementation. */
export interface File {
  name: string
  content: string | Uint8Array<ArrayBuffer>
  /** Shown above it; its name otherwise. */
  title?: string
  /** Of a picture, for those who cannot see it. */
  words?: string
}

/**
 * Puts a file into a channel. Says when to try again; null once it is there, or will never be. `placing` is told of
 * Slack's id of it before anybody can see it.
 */
export type Upload = (
  channel: string,
  file: File,
  placing?: (id: string) => Promise<void>,
) => Promise<Date | null>
