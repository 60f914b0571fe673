/** Refusals that no other arguments would change: such a method is not asked again for a while. */
import { hour } from '#time.ts'

/** Errors that are about the method and this app, whatever is asked with it. */
const aboutTheMethod = new Set([
  'unknown_method',
  'method_deprecated',
  'deprecated_endpoint',
  'not_allowed_token_type',
  'missing_scope',
])

export interface RefusedForGood<Refused> {
  /** The refusal that still holds; null when the method may be asked. */
  standing(method: string, channel: string | null, now: Date): Refused | null
  note(method: string, channel: string | null, refused: Refused, now: Date): void
  /** Asks again from now on, as after somebody mended something. */
  forget(): void
}

export function createRefusedForGood<Refused extends { error: string }>(): RefusedForGood<Refused> {
  const noted = new Map<string, { refused: Refused; until: number }>()
  return {
    standing(method, channel, now) {
      for (const key of [method, inChannel(method, channel)]) {
        const found = noted.get(key)
        if (found === undefined) continue
        if (now.getTime() < found.until) return found.refused
        noted.delete(key)
      }
      return null
    },
    note(method, channel, refused, now) {
      if (!aboutTheMethod.has(refused.error)) return
      // The scope that such a method needs depends on the kind of its channel: public, private or direct.
      const depends = refused.error === 'missing_scope' && method.startsWith('conversations.')
      if (depends && channel === null) return
      noted.set(depends ? inChannel(method, channel) : method, { refused, until: now.getTime() + hour })
    },
    forget: () => noted.clear(),
  }
}

function inChannel(method: string, channel: string | null): string {
  return `${method} ${channel}`
}
