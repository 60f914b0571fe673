import type { Played } from './play-story.ts'
import type { Happening } from './script.ts'
import type { Story } from './story/story.ts'
import { clockTime } from './story/times.ts'

/** One happening as a line or a few. */
export function printed({ at, who, does, text }: Happening, zone: string): string {
  const line = `${clockTime(at, zone)}  ${who} ${does}`
  const said = text === undefined ? [] : text.split('\n').map((one) => `            │ ${one}`)
  return [line, ...said].join('\n')
}

/** Words for people about the end of the story. */
export function summary({ differences, measures, incidents, postmortems }: Played): string {
  const each = measures.map((one) => {
    const incident = incidents.find(({ number }) => number === one.incident)
    return [
      `#${one.incident} ${incident?.title ?? ''}: ${incident?.status ?? ''}`,
      `  messages a stakeholder sees  ${one.stakeholderMessages}`,
      `  bot messages in the room     ${one.roomMessages}`,
      `  system lines in the room     ${one.systemLines}`,
      `  reminders per hour           ${one.remindersPerHour}`,
    ].join('\n')
  })
  const ended =
    differences.length === 0
      ? 'It ended as the story says.'
      : `It did not end as the story says:\n${differences.map((one) => `- ${one}`).join('\n')}`
  const drafts = postmortems.map(({ text }) => `\n${text.trimEnd()}\n`)
  return ['', ...drafts, ...each, '', ended].join('\n')
}

/** The same for programs. */
export function asJson(story: Story, played: Played): unknown {
  const { differences, happened, measures, incidents, postmortems } = played
  return {
    story: story.title,
    ok: differences.length === 0,
    differences,
    measures,
    incidents,
    postmortems,
    happened,
  }
}
