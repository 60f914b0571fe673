import { unescapeSlack } from './slack-escape.js'
/** @import { Scope } from './scope.js' */

const BROADCASTS = ['here', 'channel', 'everyone']

/**
 * The text of a message as its author would type it: `@Ada Okafor`, `#tech` and bare addresses instead of Slack's tokens.
 * @type {(text: string, scope: Pick<Scope, 'personName' | 'channelName' | 'groupHandle'>) => string}
 */
export function typedText(text, scope) {
  const withNames = text.replace(/<([@#!])([^<>|]+)(?:\|([^<>]*))?>/g, (whole, mark, body, label) => {
    if (mark === '@') return `@${scope.personName(body) ?? label ?? body}`
    if (mark === '#') return `#${scope.channelName(body) ?? label ?? body}`
    if (BROADCASTS.includes(body)) return `@${body}`
    const handle = scope.groupHandle(body.replace(/^subteam\^/, ''))
    return handle ? `@${handle}` : whole
  })
  return unescapeSlack(withNames.replace(/<(https?:[^<>|]+)(?:\|[^<>]*)?>/g, '$1'))
}
