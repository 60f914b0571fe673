import { EMOJI_NAMES, emojiText } from './emoji.js'

const MOST = 8

/**
 * What could be meant by the word before the caret: `{ from, options }`, where an option is `{ insert, label, hint, person?, sign? }`
 * and replaces the text from `from` to the caret. Undefined when nothing could.
 */
export function complete(text, caret, { commands, people, groups, channels }) {
  const before = text.slice(0, caret)
  const command = /^\/\S*$/.exec(before)
  if (command) return offer(0, commands.filter((each) => each.command.startsWith(before)).map(commandOption))
  const verb = /^(\/\S+) +([a-z-]*)$/.exec(before)
  if (verb) {
    const words = verbsOf(commands.find((each) => each.command === verb[1])?.usageHint ?? '')
    const from = before.length - verb[2].length
    return offer(
      from,
      words
        .filter((word) => word.startsWith(verb[2]))
        .map((word) => ({ insert: `${word} `, label: `${verb[1]} ${word}` })),
      24,
    )
  }
  const word = /(?:^|[\s(])([@#:])([\p{L}\p{N}_+.-]*(?: [\p{L}\p{N}_.-]*)?)$/u.exec(before)
  if (!word) return undefined
  const from = before.length - word[2].length - 1
  const wanted = word[2].toLowerCase()
  switch (word[1]) {
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

function offer(from, options, most = MOST) {
  return options.length === 0 ? undefined : { from, options: options.slice(0, most) }
}

function commandOption({ command, description, usageHint }) {
  return { insert: `${command} `, label: command, hint: [usageHint, description].filter(Boolean).join(' — ') }
}

/** `[declare|list|status] …` names the first words a command takes. */
function verbsOf(usageHint) {
  const words = usageHint.split(/[^a-z-]+/).filter((word) => word.length > 1)
  return usageHint.includes('|') || usageHint.includes(',') ? [...new Set(words)] : []
}

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

function startsAWord(name, wanted) {
  return ` ${name?.toLowerCase() ?? ''}`.includes(` ${wanted}`)
}

function emojiOption(name) {
  return { insert: `:${name}: `, label: `:${name}:`, sign: emojiText(name) }
}
