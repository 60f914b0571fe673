/** A request to another system whose answer is read: its status, and as much JSON as an answer needs. */
import type { Outcome } from './attempt.ts'
import { meaning, thrown } from './post.ts'

export interface SystemRequest {
  method?: 'GET' | 'POST'
  url: string
  headers?: Record<string, string>
  /** An object leaves as JSON, parameters as a form. */
  body?: URLSearchParams | object
  /** Milliseconds. */
  answerWithin?: number
}

export type SystemAnswer =
  | { ok: true; json: unknown }
  /** `json`: what the system says about its refusal. Nothing of it may be kept but a code. */
  | { ok: false; outcome: Outcome & { code: string }; json: unknown }

/** The longest answer that is read, in bytes. */
const longest = 200_000

/** Follows no redirect: what it carries is for this system alone. */
export async function askSystem({
  method = 'POST',
  url,
  headers = {},
  body,
  answerWithin = 5_000,
}: SystemRequest): Promise<SystemAnswer> {
  const isForm = body instanceof URLSearchParams
  const type = isForm ? 'application/x-www-form-urlencoded' : 'application/json'
  try {
    const response = await fetch(url, {
      method,
      headers: { accept: 'application/json', ...(body && { 'content-type': type }), ...headers },
      ...(body && { body: isForm ? body.toString() : JSON.stringify(body) }),
      signal: AbortSignal.timeout(answerWithin),
      redirect: 'manual',
    })
    const json = parsed(await beginningOf(response))
    return response.ok ? { ok: true, json } : { ok: false, outcome: meaning(response), json }
  } catch (error) {
    return { ok: false, outcome: thrown(error), json: null }
  }
}

/** The body, or nothing where it is longer: a system that never stops talking is not listened to. */
async function beginningOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += chunk.length
    // Leaving the loop ends the connection.
    if (length > longest) return ''
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The text at an address. Throws when it cannot be had now. */
export async function textAt(url: string, answerWithin = 5_000): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(answerWithin), redirect: 'error' })
  if (!response.ok) {
    await response.body?.cancel()
    throw new Error(`The answer was ${response.status}`)
  }
  return beginningOf(response)
}
