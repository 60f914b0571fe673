/** The most rows written by one statement. */
const mostRows = 200

/** Rows in parts that one statement can take. */
export function* rowSlices<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let n = 0; n < all.length; n += mostRows) yield all.slice(n, n + mostRows)
}
