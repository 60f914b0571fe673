/** Says what an open action item lacks. Pure. */

/** `no owner and no date`; null where it lacks nothing. */
export function lackingWords({ owner, due }: { owner: string | null; due: string | null }): string | null {
  const lacking = [...(owner === null ? ['no owner'] : []), ...(due === null ? ['no date'] : [])]
  return lacking.length > 0 ? lacking.join(' and ') : null
}
