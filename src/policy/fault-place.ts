/** Finds the place in a policy's text that a fault is about. Pure. */
import { type Document, isAlias, isMap, isScalar, isSeq, type ParsedNode } from 'yaml'
import type { z } from 'zod'

/** The offset of the deepest key or item on the way to the fault; null for a fault of the whole file. */
export function faultPlace(
  document: Document.Parsed,
  issue: Pick<z.core.$ZodIssue, 'path'> & { keys?: readonly string[] },
): number | null {
  let node: unknown = document.contents
  let at: number | null = null
  for (const step of [...issue.path, ...(issue.keys ?? []).slice(0, 1)]) {
    const marked = isAlias(node) ? node.resolve(document) : node
    if (isMap(marked)) {
      const pair = marked.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
      if (pair === undefined) return at
      at = offset(pair.key) ?? at
      node = pair.value
    } else if (isSeq(marked)) {
      node = marked.items[Number(step)]
      at = offset(node) ?? at
    } else return at
  }
  return at
}

function offset(node: unknown): number | null {
  return (node as ParsedNode | null | undefined)?.range?.[0] ?? null
}
