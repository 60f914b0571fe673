/** Shows the people who would be asked for a role, level by level, and offers the level to begin with. */
import type { Callee } from '#incidents/incident.ts'
import { bold, type Line, lines, mention, type Piece } from '#words/blocks.ts'
import { inline } from '#words/user-text.ts'
import type { AskedLevel, AskedPerson } from '#escalation/ladder-preview.ts'
import type { FormValues } from '../asking/form-values.ts'
import { choiceField } from '../asking/modal.ts'

/** The most people named per level. */
const shown = 6

/** Offers a choice only where several levels have somebody in them. */
export function askedLevels(role: Callee, levels: readonly AskedLevel[]): Piece[] {
  const open = levels.filter((one) => one.people.length > 0)
  return [
    lines(
      [bold(open.length > 0 ? 'Who will be paged, in this order' : 'There is nobody to page.')],
      ...levels.map(levelLine),
    ),
    ...(open.length > 1
      ? [
          choiceField({
            name: fieldOf(role),
            label: 'Begin with',
            optional: true,
            hint: 'Default: the next person above.',
            choices: open.map((one) => ({ value: String(one.level), words: choiceWords(one) })),
          }),
        ]
      : []),
  ]
}

/** The level chosen for this role; undefined where none was. */
export function readLevel(answers: FormValues, role: Callee): number | undefined {
  const chosen = answers.choice(fieldOf(role))
  return chosen !== null && /^\d{1,2}$/.test(chosen) ? Number(chosen) : undefined
}

/** Names the field after the role, so that a choice for one squad is never read as one for another. */
function fieldOf(role: Callee): string {
  return `level:${role}`
}

function levelLine({ name, wait, people }: AskedLevel, index: number): Line {
  const minutes = Math.max(1, Math.round(wait / 60_000))
  if (people.length === 0) return [`${index + 1}. ${name}: nobody, passed over`]
  const more = people.length - shown
  return [
    `${index + 1}. ${name}: `,
    ...people.slice(0, shown).flatMap((one, i): Line => [...(i > 0 ? [', '] : []), ...personWords(one)]),
    ...(more > 0 ? [`, and ${more} more`] : []),
    ` · ${minutes} min`,
  ]
}

function personWords({ user, localTime, silenced }: AskedPerson): Line {
  const notes = [
    ...(localTime === null ? [] : [`${localTime} there`]),
    ...(silenced ? ['Do Not Disturb is on'] : []),
  ]
  return [mention(user), ...(notes.length > 0 ? [` (${notes.join(', ')})`] : [])]
}

function choiceWords({ name, people }: AskedLevel): string {
  const [first] = people
  const who = people.length === 1 && first?.name ? first.name : `${people.length} people`
  return `${name}: ${inline(who, 40)}`
}
