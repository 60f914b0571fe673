/** Finds fault with aliases (`*name`), which the parser follows only once the values are read. Pure. */
import { type Document, visit } from 'yaml'

export interface AliasFault {
  /** Its place in the text. */
  at: number
  says: string
}

export function aliasFaults(document: Document.Parsed): AliasFault[] {
  const faults: AliasFault[] = []
  let last = 0
  visit(document, {
    Alias(_, alias, path) {
      const { source, range } = alias
      last = range?.[0] ?? last
      const marked = alias.resolve(document)
      if (marked === undefined)
        faults.push({ at: last, says: `*${source} stands for nothing: no &${source} comes before it.` })
      else if (path.includes(marked))
        faults.push({ at: last, says: `*${source} stands inside its own &${source}, so it would never end.` })
    },
  })
  if (faults.length > 0 || !multiplies(document)) return faults
  return [{ at: last, says: 'aliases stand for aliases so often that this has no end worth reading.' }]
}

/** True where a short text would become a very long one. */
function multiplies(document: Document.Parsed): boolean {
  try {
    document.toJS()
    return false
  } catch (error) {
    if (error instanceof ReferenceError) return true
    throw error
  }
}
