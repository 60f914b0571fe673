/** Finds where in the text of a policy a fault is. */
import { type Document, isMap, isNode, isPair, isScalar, isSeq } from 'yaml'

/** The offset of the key or item at `path`; of the last one on the way to it that the text has, where it is missing. */
export function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  let [at, node]: [number, unknown] = [0, document.contents]
  for (const step of path) {
    const next = isMap(node)
      ? node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
      : isSeq(node)
        ? node.items[Number(step)]
        : undefined
    const here = isPair(next) ? next.key : next
    if (!isNode(here)) return at
    at = here.range?.[0] ?? at
    node = isPair(next) ? next.value : next
  }
  return at
}
