/** The key a message of ours carries, invisible to people, so that it is recognised when its answer was lost. */

const EVENT_TYPE = 'muster_slot'

/** `key` is `<owner>/<name>`; `content` is the hash of the posted content. */
export function slotMetadata(key: string, content: string): Record<string, unknown> {
  return { event_type: EVENT_TYPE, event_payload: { slot: key, content } }
}

export function slotOf(metadata: unknown): { key: string; content: string | null } | null {
  if (typeof metadata !== 'object' || metadata === null) return null
  const { event_type: type, event_payload: payload } = metadata as Record<string, unknown>
  if (type !== EVENT_TYPE || typeof payload !== 'object' || payload === null) return null
  const { slot, content } = payload as Record<string, unknown>
  return typeof slot === 'string'
    ? { key: slot, content: typeof content === 'string' ? content : null }
    : null
}
