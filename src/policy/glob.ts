/** Patterns with `*`, as `when:` and `matches:` have them. */

/** True when all of the words fit the pattern; `*` stands for any words, and case does not count. Linear in the words. */
export function fits(pattern: string, words: string): boolean {
  const [head = '', ...rest] = pattern.toLowerCase().split('*')
  const text = words.toLowerCase()
  if (rest.length === 0) return text === head
  if (!text.startsWith(head)) return false
  const tail = rest.pop() ?? ''
  let at = head.length
  for (const part of rest) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return text.length - tail.length >= at && text.endsWith(tail)
}

/** True when every name has a fact, and its pattern fits it. */
export function fitsAll(patterns: Record<string, string>, facts: Readonly<Record<string, string>>): boolean {
  return Object.entries(patterns).every(([name, pattern]) => {
    const words = Object.hasOwn(facts, name) ? facts[name] : undefined
    return words !== undefined && fits(pattern, words)
  })
}
