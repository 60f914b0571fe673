/** Adds names to the people, channels and groups that Slack mentions by id alone. Pure. */
import { escaped } from './user-text.ts'

const unnamed = /<([@#]|!subteam\^)([A-Z][A-Z0-9_]{1,40})\|?>/g

/** The ids without a name in a text of Slack's, each once. */
export function idsIn(slackText: string): string[] {
  return [...new Set(Array.from(slackText.matchAll(unnamed), ([, , id = '']) => id))]
}

/** The same text with the names that are known, by id; people, channels and groups without one stay as they are. */
export function named(slackText: string, names: ReadonlyMap<string, string>): string {
  return slackText.replace(unnamed, (whole, kind: string, id: string) => {
    const name = escaped((names.get(id) ?? '').replace(/[|\s]+/g, ' ').trim())
    return name === '' ? whole : `<${kind}${id}|${name}>`
  })
}

/** True for a channel or a user group; people are known by other means. */
export function isPlace(id: string): boolean {
  return /^[CGS]/.test(id)
}
