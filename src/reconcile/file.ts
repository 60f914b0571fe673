/** A file to be put into a channel. */
export interface File {
  name: string
  content: string | Uint8Array<ArrayBuffer>
  /** Shown above it; its name otherwise. */
  title?: string
  /** Of a picture, for those who cannot see it. */
  words?: string
}

/** Hands bytes to the address that Slack gave for them; whether they arrived. `slack/upload.ts` is the implementation. */
export type Upload = (url: string, bytes: Uint8Array<ArrayBuffer>) => Promise<boolean>
