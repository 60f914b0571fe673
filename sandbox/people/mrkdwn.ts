import type { Workspace } from '../workspace/workspace.ts'

/** `&`, `<` and `>` as Slack stores them. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/**
 * Writes a line that a person types as Slack stores it: escaped, with `@name` and `#channel` as references and links in
 * angle brackets. Only in the text of a slash command do they carry names too.
 */
export function typed(ws: Workspace, text: string, place: 'message' | 'command' = 'message'): string {
  const people = mentionable(ws, place)
  const channels = Object.values(ws.world.channels).filter((c) => c.name !== '' && !c.isMpim)
  return escaped(text)
    .split(/(```[^]*?```|`[^`\n]*`)/)
    .map((part, i) =>
      i % 2 === 1 ? part : linked(part, people, (name) => channelRef(channels, name, place)),
    )
    .join('')
}

function linked(part: string, people: Mentionable[], channel: (name: string) => string | undefined): string {
  return part
    .replace(/https?:\/\/[^\s]+[^\s.,;:!?)]/g, (url) => `<${url}>`)
    .replace(/(^|[\s(>])#([a-z0-9_-]+)/g, (whole, before: string, name: string) => {
      const ref = channel(name)
      return ref ? `${before}${ref}` : whole
    })
    .replace(/@([\p{L}\p{N}._-]+(?: [\p{L}\p{N}._-]+)?)/gu, (whole, words: string) =>
      mentioned(whole, words, people),
    )
}

interface Mentionable {
  words: string
  ref: string
}

function mentioned(whole: string, words: string, people: Mentionable[]): string {
  const lower = words.toLowerCase()
  const hit = people.find((p) => lower === p.words || isStart(lower, p.words))
  return hit ? hit.ref + whole.slice(1 + hit.words.length) : whole
}

function isStart(text: string, words: string): boolean {
  return text.startsWith(words) && !/[\p{L}\p{N}_]/u.test(text[words.length] ?? '')
}

/** Longest first, so that "@mira.kowalska" is not read as "@mira". */
function mentionable(ws: Workspace, place: 'message' | 'command'): Mentionable[] {
  const { bot, people, usergroups } = ws.world
  const all: Mentionable[] = [
    { words: bot.name.toLowerCase(), ref: `<@${bot.userId}>` },
    ...['here', 'channel', 'everyone'].map((word) => ({ words: word, ref: `<!${word}>` })),
  ]
  for (const person of Object.values(people)) {
    const ref = place === 'command' ? `<@${person.id}|${person.name}>` : `<@${person.id}>`
    for (const words of new Set([person.name, person.displayName, person.realName])) {
      all.push({ words: words.toLowerCase(), ref })
    }
  }
  for (const group of Object.values(usergroups)) {
    const ref = place === 'command' ? `<!subteam^${group.id}|@${group.handle}>` : `<!subteam^${group.id}>`
    if (!group.disabledAt) all.push({ words: group.handle, ref })
  }
  return all.filter((m) => m.words !== '').sort((a, b) => b.words.length - a.words.length)
}

function channelRef(
  channels: { id: string; name: string; isPrivate: boolean }[],
  name: string,
  place: 'message' | 'command',
): string | undefined {
  const channel = channels.find((c) => c.name === name)
  if (!channel) return undefined
  // Slack gives away no names of private channels.
  return place === 'message' || channel.isPrivate ? `<#${channel.id}|>` : `<#${channel.id}|${name}>`
}
