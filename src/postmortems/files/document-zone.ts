/** Chooses the zone in which a document tells the time. Pure. */

/** The company's own zone; where it set none, and counts in UTC, the one in which most of those who took part live. */
export function documentZone(company: string, zones: readonly string[]): string {
  if (company !== 'UTC') return company
  const counts = Map.groupBy(zones, (zone) => zone)
  const [most] = [...counts].toSorted(([, a], [, b]) => b.length - a.length)
  return most?.[0] ?? company
}
