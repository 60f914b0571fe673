/** Lists the differences between two plain values, a line each. */
export function difference(expected: unknown, found: unknown, path = ''): string[] {
  if (Object.is(expected, found)) return []
  if (typeof expected === 'string' && typeof found === 'string') {
    const from = Math.max(0, firstDifference(expected, found) - 40)
    return [`${path || 'text'}: …${short(expected.slice(from))} became …${short(found.slice(from))}`]
  }
  if (!isObject(expected) || !isObject(found)) {
    return [`${path || 'value'}: ${short(expected)} became ${short(found)}`]
  }
  if (Array.isArray(expected) && Array.isArray(found)) return ofLists(expected, found, path)
  const names = new Set([...Object.keys(expected), ...Object.keys(found)])
  return [...names].flatMap((name) =>
    difference(expected[name], found[name], path === '' ? name : `${path}.${name}`),
  )
}

function ofLists(expected: unknown[], found: unknown[], path: string): string[] {
  if (expected.length === found.length) {
    return expected.flatMap((each, at) => difference(each, found[at], `${path}[${at}]`))
  }
  const [before, after] = [expected.map(short), found.map(short)]
  return [
    ...before.filter((one) => !after.includes(one)).map((one) => `${path} lacks ${one}`),
    ...after.filter((one) => !before.includes(one)).map((one) => `${path} has besides ${one}`),
    ...(new Set(before).size < before.length || new Set(after).size < after.length
      ? [`${path}: ${expected.length} became ${found.length}`]
      : []),
  ]
}

function firstDifference(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  return at
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function short(value: unknown): string {
  const words = JSON.stringify(value) ?? 'nothing'
  return words.length > 120 ? `${words.slice(0, 120)}…` : words
}
