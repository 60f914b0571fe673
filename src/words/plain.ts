/** Turns Slack's text of commands and messages into the plain text we keep. Modal fields arrive plain already. */

export interface Plain {
  text: string
  /** Ids of the people mentioned, each once, in order. */
  mentioned: string[]
  /** http and https addresses, each once, in order. */
  links: string[]
}

/**
 * Makes `<@U1|sam>` into `@sam`, `<https://x|label>` into its address, `&amp;` into `&`. The result pings nobody. People,
 * channels and groups without a label have no name here: `named.ts` adds the names that are known.
 */
export function plain(slackText: string): Plain {
  const mentioned = new Set<string>()
  const links = new Set<string>()
  const text = slackText.replace(/<([^<>]*)>|&(amp|lt|gt);/g, (whole, inside?: string, entity?: string) => {
    if (entity !== undefined) return characters[entity] ?? whole
    const [target, label] = splitOnce(inside ?? '')
    if (/^@[UW]/.test(target)) mentioned.add(target.slice(1))
    if (/^https?:\/\//.test(target)) links.add(unescaped(target))
    return unescaped(spoken(target, label)) || whole
  })
  return { text, mentioned: [...mentioned], links: [...links] }
}

const characters: Record<string, string> = { amp: '&', lt: '<', gt: '>' }

function spoken(target: string, label: string): string {
  switch (target[0]) {
    case '@':
      return `@${label.replace(/^@/, '') || 'somebody'}`
    case '#':
      return label === '' ? 'a channel' : `#${label.replace(/^#/, '')}`
    case '!':
      if (target.startsWith('!subteam')) return label === '' ? 'a group' : `@${label.replace(/^@/, '')}`
      if (target.startsWith('!date')) return label
      return `@${target.slice(1)}`
    default:
      return target.replace(/^(mailto|tel):/, '')
  }
}

function splitOnce(inside: string): [string, string] {
  const bar = inside.indexOf('|')
  return bar < 0 ? [inside, ''] : [inside.slice(0, bar), inside.slice(bar + 1)]
}

function unescaped(words: string): string {
  return words.replace(/&(amp|lt|gt);/g, (whole, entity: string) => characters[entity] ?? whole)
}
