/** A drafted section as text that people can continue. */
import type { UserId } from '#incidents/incident.ts'
import type { CitedLine } from './evidence.ts'

/** One list line for each; leaves out missing facts. */
export async function sectionText(
  lines: readonly CitedLine[],
  nameOf: (id: UserId) => Promise<string | undefined>,
): Promise<string> {
  const rows = await Promise.all(
    lines
      .filter(({ ask }) => ask === null)
      .map(async ({ words }) => {
        const parts = await Promise.all(
          words.map(async (one) => {
            if (typeof one === 'string') return one
            return 'link' in one ? one.link : ((await nameOf(one.person)) ?? 'somebody')
          }),
        )
        return `- ${parts.join('').replace(/\s+/g, ' ').trim()}`
      }),
  )
  return rows.join('\n')
}
