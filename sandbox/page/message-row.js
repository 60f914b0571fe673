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

const forms = new Map()

/** One message as a list item. `list` is the list it stands in: `{ session, scope, inThread, editor }`. */
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
      filesOf(message),
      reactionBar(message, list),
      list.inThread ? undefined : threadLink(message, list),
    ),
  )
}

function authorName(author, scope) {
  return author.isBot ? author.name : (nameOf(scope.person(author.id)) ?? author.name)
}

/** On what made this person's phone ring when it came. */
function bell({ rang }, { me }) {
  if (!rang.includes(me.id)) return undefined
  const words = 'It rang when it came'
  return h('span', { class: 'rang', role: 'img', title: words, 'aria-label': words }, icon('bell'))
}

function marks(message, { scope, session, inThread }) {
  const pinner = message.pinnedBy === scope.me.id ? 'you' : (scope.personName(message.pinnedBy) ?? 'someone')
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

function body(message, list) {
  const edited = message.edited ? h('span', { class: 'edited' }, ' (edited)') : undefined
  if (!message.blocks?.length)
    return h('div', { class: 'message-text' }, mrkdwn(message.text, list.scope), edited)
  const body = h('div', { class: 'message-blocks' })
  showBlocks(body, message.blocks, surfaceOf(message, list))
  return [body, edited]
}

function surfaceOf(message, { scope, session }) {
  const key = `${message.channel} ${message.ts}`
  if (!forms.has(key)) forms.set(key, createForm())
  const form = forms.get(key)
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
        values: form.collect(message.blocks),
      }),
  }
}

function threadLink(message, { session, scope }) {
  if (!message.replyCount) return undefined
  const last = message.latestReply && timeAgo(new Date(Number(message.latestReply) * 1000), scope.now)
  const faces = (message.replyUsers ?? [])
    .slice(0, 4)
    .map((id) => scope.person(id))
    .filter(Boolean)
  return h(
    'button',
    { type: 'button', class: 'thread-link', onclick: () => session.openThread(message.ts) },
    faces.map((person) => avatar(person, 'tiny')),
    h('strong', {}, message.replyCount === 1 ? '1 reply' : `${message.replyCount} replies`),
    last ? h('span', { class: 'quiet' }, `last reply ${last}`) : undefined,
  )
}

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

/** Slack begins most system lines with the author's mention; the page shows the bare name either way. */
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
