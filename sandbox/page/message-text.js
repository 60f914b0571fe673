import { escapeSlack, unescapeSlack } from './slack-escape.js'

const BROADCASTS = ['here', 'channel', 'everyone']

/**
 * What a person typed, as Slack carries it: `@Ada Okafor`, `@payments-oncall` and `#tech` become tokens, the rest is escaped.
 * `names` is `{ people: [{ id, names: […] }], groups: [{ id, handle }], channels: [{ id, name }] }`.
 */
export function toSlackText(typed, names) {
  const known = [
    ...names.people.flatMap((person) => person.names.map((name) => [`@${name}`, `<@${person.id}>`])),
    ...names.groups.map((group) => [`@${group.handle}`, `<!subteam^${group.id}>`]),
    ...names.channels.map((channel) => [`#${channel.name}`, `<#${channel.id}>`]),
    ...BROADCASTS.map((name) => [`@${name}`, `<!${name}>`]),
  ].sort(([a], [b]) => b.length - a.length)
  let text = ''
  let at = 0
  while (at < typed.length) {
    const hit = isWord(typed[at - 1]) ? undefined : known.find(([shown]) => startsWithWord(typed, at, shown))
    text += hit ? hit[1] : escapeSlack(typed[at])
    at += hit ? hit[0].length : 1
  }
  return text
}

/** The other way round, for editing a message. */
export function fromSlackText(text, names) {
  const withNames = text.replace(/<([@#!])([^<>|]+)(?:\|([^<>]*))?>/g, (whole, mark, body, label) => {
    const id = body.replace(/^subteam\^/, '')
    if (mark === '@') return `@${names.people.find((person) => person.id === id)?.names[0] ?? label ?? id}`
    if (mark === '#') return `#${names.channels.find((channel) => channel.id === id)?.name ?? label ?? id}`
    if (BROADCASTS.includes(id)) return `@${id}`
    return names.groups.find((group) => group.id === id) ? `@${names.groups.find((group) => group.id === id).handle}` : whole
  })
  return unescapeSlack(withNames.replace(/<(https?:[^<>|]+)(?:\|[^<>]*)?>/g, '$1'))
}

/** The names that a scope knows, as both functions take them. */
export function namesOf(scope) {
  const listed = (channel) => !channel.isIm && !channel.isMpim
  return {
    people: scope.people.map(({ id, displayName, realName, name }) => ({ id, names: [...new Set([displayName, realName, name].filter(Boolean))] })),
    groups: scope.usergroups,
    channels: scope.channels.filter(listed),
  }
}

function startsWithWord(typed, at, shown) {
  return typed.slice(at, at + shown.length).toLowerCase() === shown.toLowerCase() && !isWord(typed[at + shown.length])
}

function isWord(character) {
  return character !== undefined && /[\p{L}\p{N}_]/u.test(character)
}
