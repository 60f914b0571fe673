import { EMOJI_NAMES, emojiText } from './emoji.js'
/** @import { ChannelSeen, CommandSeen, Screen } from '../surface.ts' */
/** @import { Face } from './scope.js' */

const MOST = 8

/**
 * `insert` replaces the word that was begun.
 * @typedef {{ insert: string, label: string, hint?: string, person?: Face, sign?: string }} Completion
 */
/** @typedef {Pick<Screen['usergroups'][number], 'handle' | 'name'>} Group */
/** @typedef {{ commands: CommandSeen[], people: Face[], groups: Group[], channels: Pick<ChannelSeen, 'name'>[] }} Known */
/** @typedef {{ from: number, options: Completion[] } | undefined} Offer */

/**
 * The completions of the word before the caret, which replace the text from `from` to the caret; undefined when there are none.
 * @type {(text: string, caret: number, known: Known) => Offer}
 */
export function complete(text, caret, { commands, people, groups, channels }) {
  const before = text.slice(0, caret)
  const command = /^\/\S*$/.exec(before)
  if (command) return offer(0, commands.filter((each) => each.command.startsWith(before)).map(commandOption))
  const verb = /^(\/\S+) +([a-z-]*)$/.exec(before)
  if (verb) {
    const [, name = '', begun = ''] = verb
    const words = verbsOf(commands.find((each) => each.command === name)?.usageHint ?? '')
    const from = before.length - begun.length
    return offer(
      from,
      words
        .filter((word) => word.startsWith(begun))
        .map((word) => ({ insert: `${word} `, label: `${name} ${word}` })),
      24,
    )
  }
  const word = /(?:^|[\s(])([@#:])([\p{L}\p{N}_+.-]*(?: [\p{L}\p{N}_.-]*)?)$/u.exec(before)
  if (!word) return undefined
  const [, sign, begun = ''] = word
  const from = before.length - begun.length - 1
  const wanted = begun.toLowerCase()
  switch (sign) {
    case '@':
      return offer(from, mentions(wanted, people, groups))
    case '#':
      return offer(
        from,
        channels
          .filter((each) => each.name.includes(wanted))
          .map((each) => ({ insert: `#${each.name} `, label: `#${each.name}` })),
      )
    default:
      return wanted.length < 2
        ? undefined
        : offer(from, EMOJI_NAMES.filter((name) => name.startsWith(wanted)).map(emojiOption))
  }
}

/** @type {(from: number, options: Completion[], most?: number) => Offer} */
function offer(from, options, most = MOST) {
  return options.length === 0 ? undefined : { from, options: options.slice(0, most) }
}

/** @type {(command: CommandSeen) => Completion} */
function commandOption({ command, description, usageHint }) {
  return { insert: `${command} `, label: command, hint: [usageHint, description].filter(Boolean).join(' — ') }
}

/**
 * `[declare|list|status] …` names the first words a command takes.
 * @type {(usageHint: string) => string[]}
 */
function verbsOf(usageHint) {
  const words = usageHint.split(/[^a-z-]+/).filter((word) => word.length > 1)
  return usageHint.includes('|') || usageHint.includes(',') ? [...new Set(words)] : []
}

/** @type {(wanted: string, people: Face[], groups: Group[]) => Completion[]} */
function mentions(wanted, people, groups) {
  const named = people
    .filter(
      (person) =>
        !person.deactivated &&
        [person.displayName, person.realName, person.name].some((name) => startsAWord(name, wanted)),
    )
    .map((person) => ({
      insert: `@${person.displayName || person.realName} `,
      label: person.displayName || person.realName,
      hint: person.title,
      person,
    }))
  const handles = groups
    .filter((group) => startsAWord(group.handle, wanted))
    .map((group) => ({ insert: `@${group.handle} `, label: `@${group.handle}`, hint: group.name }))
  const all = ['here', 'channel']
    .filter((name) => wanted !== '' && name.startsWith(wanted))
    .map((name) => ({ insert: `@${name} `, label: `@${name}`, hint: 'Notify everyone here' }))
  return [...named, ...handles, ...all]
}

/** @type {(name: string | undefined, wanted: string) => boolean} */
function startsAWord(name, wanted) {
  return ` ${name?.toLowerCase() ?? ''}`.includes(` ${wanted}`)
}

/** @type {(name: string) => Completion} */
function emojiOption(name) {
  return { insert: `:${name}: `, label: `:${name}:`, sign: emojiText(name) }
}
