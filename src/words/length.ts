/** Lengths of time in words. */

/** A length as `4 min`, `1 h 12 min` or `2 d 3 h`. */
export function length(milliseconds: number): string {
  return span(new Date(0), new Date(milliseconds))
}

/** The same, for the time between two instants. */
export function span(from: Date, to: Date): string {
  const minutes = Math.max(0, Math.round((to.getTime() - from.getTime()) / 60_000))
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`
  if (hours > 0) return rest > 0 ? `${hours} h ${rest} min` : `${hours} h`
  return minutes === 0 ? 'less than a minute' : `${minutes} min`
}
