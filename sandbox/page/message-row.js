import { attachedWords } from './attached-words.js'
import { avatar } from './avatar.js'
import { showBlocks } from './blocks.js'
import { h } from './dom.js'
import { filesOf } from './files.js'
import { createForm } from './form.js'
import { icon } from './icons.js'
import { mrkdwn } from './mrkdwn.js'
import { reactionBar } from './reactions.js'
import { nameOf } from './scope.js'
import { clockTime, formatSlackDate, timeAgo } from './slack-date.js'
/** @import { Author, MessageSeen, Screen } from '../surface.ts' */
/** @import { BlockSurface } from './block-surface.ts' */
/** @import { Child } from './dom.js' */
/** @import { Form } from './form.js' */
/** @import { Scope } from './scope.js' */
/** @import { Session } from './session.js' */

/**
 * The list a message stands in. `edit` opens the editor of a message or, given none, closes it. `editor` returns the editor while it
 * is open.
 * @typedef {{
 *   session: Session, screen: Screen, scope: Scope, inThread: boolean, intro?: HTMLElement,
 *   edit(message?: MessageSeen): void, editor(message: MessageSeen): HTMLElement | undefined,
 * }} ListOfMessages
 */

/** @type {Map<string, Form>} */
const forms = new Map()

/**
 * One message as a list item.
 * @type {(message: MessageSeen, isCompact: boolean, list: ListOfMessages) => HTMLElement}
 */
export function messageRow(message, isCompact, list) {
  if (message.isSystemLine) return systemLine(message, list)
  const { scope } = list
  const at = new Date(Number(message.ts) * 1000)
  const time = h(
    'time',
    {
      class: 'message-time',
      datetime: at.toISOString(),
      title: formatSlackDate('{date_long} {time_secs}', at, scope.me.tz, scope.now),
    },
    clockTime(at, scope.me.tz),
  )
  const name = authorName(message.author, scope)
  const classes = [
    'message',
    isCompact && 'compact',
    message.ephemeral && 'ephemeral',
    message.pinnedBy && !list.inThread && 'pinned',
  ]
  return h(
    'li',
    {
      class: classes.filter(Boolean).join(' '),
      tabindex: '-1',
      dataset: { ts: message.ts },
      'aria-label': `${name}, ${clockTime(at, scope.me.tz)}`,
    },
    h(
      'div',
      { class: 'message-side' },
      isCompact ? time.cloneNode(true) : avatar(message.author),
      bell(message, scope),
    ),
    h(
      'div',
      { class: 'message-main' },
      marks(message, list),
      isCompact
        ? undefined
        : h(
            'div',
            { class: 'message-head' },
            h(
              'button',
              { type: 'button', class: 'message-author', onclick: () => scope.openPerson(message.author.id) },
              name,
            ),
            message.author.isBot ? h('span', { class: 'app-badge' }, 'APP') : undefined,
            time,
          ),
      list.editor?.(message) ?? body(message, list),
      attachedWords(message, scope),
      filesOf(message),
      reactionBar(message, list),
      list.inThread ? undefined : threadLink(message, list),
    ),
  )
}

/** @type {(author: Author, scope: Scope) => string} */
function authorName(author, scope) {
  return author.isBot ? author.name : (nameOf(scope.person(author.id)) ?? author.name)
}

/**
 * Marks what made this person's phone ring when it came.
 * @type {(message: MessageSeen, scope: Scope) => Child}
 */
function bell({ rang }, { me }) {
  if (!rang.includes(me.id)) return undefined
  const words = 'It rang when it came'
  return h('span', { class: 'rang', role: 'img', title: words, 'aria-label': words }, icon('bell'))
}

/** @type {(message: MessageSeen, list: ListOfMessages) => Child[]} */
function marks(message, { scope, session, inThread }) {
  const pinner =
    message.pinnedBy === scope.me.id ? 'you' : (scope.personName(message.pinnedBy ?? '') ?? 'someone')
  return [
    message.ephemeral
      ? h(
          'p',
          { class: 'message-mark' },
          'Only visible to you · ',
          h(
            'button',
            {
              type: 'button',
              class: 'link',
              onclick: () => session.act({ act: 'dismiss', channel: message.channel, ts: message.ts }),
            },
            'Dismiss',
          ),
        )
      : undefined,
    message.pinnedBy
      ? h('p', { class: 'message-mark mark-pin' }, icon('pin'), `Pinned by ${pinner}`)
      : undefined,
    message.broadcast && !inThread
      ? h(
          'p',
          { class: 'message-mark' },
          'Replied in ',
          h(
            'button',
            { type: 'button', class: 'link', onclick: () => session.openThread(message.threadTs) },
            'a thread',
          ),
        )
      : undefined,
  ]
}

/** @type {(message: MessageSeen, list: ListOfMessages) => Child} */
function body(message, list) {
  const edited = message.edited ? h('span', { class: 'edited' }, ' (edited)') : undefined
  if (!message.blocks?.length)
    return h('div', { class: 'message-text' }, mrkdwn(message.text, list.scope), edited)
  const body = h('div', { class: 'message-blocks' })
  showBlocks(body, message.blocks, surfaceOf(message, list))
  return [body, edited]
}

/** @type {(message: MessageSeen, list: ListOfMessages) => BlockSurface} */
function surfaceOf(message, { scope, session }) {
  const key = `${message.channel} ${message.ts}`
  const form = forms.get(key) ?? createForm()
  forms.set(key, form)
  const place = { channel: message.channel, ts: message.ts }
  return {
    scope,
    form,
    channel: message.channel,
    click: (block, element, chosen) =>
      session.act({
        act: 'click',
        place,
        actionId: element.action_id,
        blockId: block.block_id,
        chosen,
        values: form.collect(message.blocks ?? []),
      }),
  }
}

/** @type {(message: MessageSeen, list: ListOfMessages) => HTMLElement | undefined} */
function threadLink(message, { session, scope }) {
  if (!message.replyCount) return undefined
  const last = message.latestReply && timeAgo(new Date(Number(message.latestReply) * 1000), scope.now)
  const faces = (message.replyUsers ?? [])
    .slice(0, 4)
    .map((id) => scope.person(id))
    .filter((person) => person !== undefined)
  return h(
    'button',
    { type: 'button', class: 'thread-link', onclick: () => session.openThread(message.ts) },
    faces.map((person) => avatar(person, 'tiny')),
    h('strong', {}, message.replyCount === 1 ? '1 reply' : `${message.replyCount} replies`),
    last ? h('span', { class: 'quiet' }, `last reply ${last}`) : undefined,
  )
}

/** @type {(message: MessageSeen, list: ListOfMessages) => HTMLElement} */
function systemLine(message, { scope }) {
  const at = new Date(Number(message.ts) * 1000)
  return h(
    'li',
    { class: 'message system-line', tabindex: '-1', dataset: { ts: message.ts } },
    h(
      'div',
      { class: 'message-side' },
      h('time', { class: 'message-time', datetime: at.toISOString() }, clockTime(at, scope.me.tz)),
    ),
    h('div', { class: 'message-main' }, systemWords(message, scope)),
  )
}

/**
 * Slack begins most system lines with the author's mention; the page shows the bare name either way.
 * @type {(message: MessageSeen, scope: Scope) => HTMLElement}
 */
function systemWords(message, scope) {
  const rest = message.text.replace(/^<@[^<>]+>/, '')
  return h(
    'p',
    {},
    h('strong', {}, authorName(message.author, scope)),
    rest.startsWith(' ') ? '' : ' ',
    mrkdwn(rest, scope),
  )
}
