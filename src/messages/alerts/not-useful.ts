/** Says weekly which alerts people found not useful, so that their rules are mended. */
import type { NotUseful } from '#alerts/alert-list.ts'
import { serviceName, type Words } from '#incidents/words.ts'
import { bold, type Line, lines, message } from '#words/blocks.ts'
import type { Message } from '#words/message.ts'
import { inline } from '#words/user-text.ts'

/** Null in a week in which nobody said so of any. */
export function notUsefulWeek(found: readonly NotUseful[], words: Words): Message | null {
  if (found.length === 0) return null
  return message(
    lines(
      [bold('Alerts of the last week that people found not useful')],
      ...found
        .slice(0, 10)
        .map(
          ({ rule, service, times, of }): Line => [
            `${inline(rule, 200)}${service === null ? '' : `, ${inline(serviceName(service, words), 80)}`}: `,
            bold(`${times} of ${of}`),
          ],
        ),
      [
        'A rule that tells nothing can be changed in its monitoring, or be kept by a route that pages nobody.',
      ],
    ),
  )
}
