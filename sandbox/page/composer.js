import { createAttachments } from './attachments.js'
import { h } from './dom.js'
import { openEmojiPicker } from './emoji-picker.js'
import { icon } from './icons.js'
import { openMenu } from './menu.js'
import { createSuggestions } from './suggestions.js'
import { toast } from './toasts.js'

const TALLEST = 240
const drafts = new Map()

/**
 * Where a person writes: Enter sends, Shift+Enter breaks the line, `/`, `@`, `#` and `:` complete.
 * `draw({ as, channel, thread, label }, screen, scope)` says where it writes to; in a thread there are no commands.
 * `onCommand` is called when one is sent.
 */
export function createComposer({ session, inThread = false, onCommand }) {
  let target = {}
  let screen
  let scope
  const field = h('textarea', {
    class: 'composer-field',
    rows: 1,
    oninput: changed,
    onkeydown: onKey,
    onclick: () => suggestions.offer(),
    onblur: () => suggestions.withdraw(),
    onpaste: (event) => attachments.add(event.clipboardData.files),
  })
  const send = tool('Send', 'send', () => submit(), 'tool tool-send')
  const suggestions = createSuggestions(field, known, changed)
  const attachments = createAttachments(changed)
  const shortcuts = tool('Shortcuts', 'bolt', openShortcuts)
  const emoji = tool('Emoji', 'smile', () => openEmojiPicker(emoji, (name) => insert(`:${name}: `)))
  const broadcast = h('input', { type: 'checkbox' })
  const broadcastWords = h('span', {})
  const tools = [
    inThread ? undefined : shortcuts,
    tool('Attach a file', 'attach', attachments.choose),
    emoji,
    h('span', { class: 'composer-hint' }, 'Enter sends · Shift+Enter new line'),
    send,
  ]
  const element = h(
    'form',
    { class: 'composer', onsubmit: submit, ondragover: (event) => event.preventDefault(), ondrop: onDrop },
    suggestions.element,
    h(
      'div',
      { class: 'composer-box' },
      field,
      attachments.element,
      h('div', { class: 'composer-tools' }, tools),
    ),
    inThread ? h('label', { class: 'broadcast' }, broadcast, broadcastWords) : undefined,
  )
  changed()
  return { element, draw, write, focus: () => field.focus() }

  function draw(next, nextScreen, nextScope) {
    screen = nextScreen
    scope = nextScope
    if (draftKey(next) !== draftKey(target)) {
      drafts.set(draftKey(target), field.value)
      target = next
      attachments.take()
      write(drafts.get(draftKey(target)) ?? '', false)
    }
    field.setAttribute('aria-label', next.label)
    field.placeholder = next.label
    broadcastWords.textContent = `Also send to #${screen.channel?.name ?? 'channel'}`
  }

  /** Puts words into the field, for the person to send. */
  function write(words, focus = true) {
    field.value = words
    changed()
    suggestions.withdraw()
    if (focus) field.focus()
  }

  function insert(words) {
    field.setRangeText(words, field.selectionStart, field.selectionEnd, 'end')
    field.focus()
    changed()
  }

  function changed() {
    field.style.height = 'auto'
    field.style.height = `${Math.min(field.scrollHeight, TALLEST)}px`
    send.disabled = field.value.trim() === '' && attachments.isEmpty
    suggestions.offer()
  }

  async function submit(event) {
    event?.preventDefault()
    const isCommand = field.value.startsWith('/')
    const text = field.value.trim()
    if ((text === '' && attachments.isEmpty) || (isCommand && !canRun(text.split(/\s/)[0]))) return
    const files = attachments.take()
    const act = actFor({ ...target, text, isCommand, files, broadcast: broadcast.checked })
    broadcast.checked = false
    write('')
    if (isCommand) onCommand?.()
    const answer = await session.act(act)
    if (!answer.ok && !isCommand && field.value === '') write(text)
  }

  function canRun(command) {
    if (inThread) {
      toast('Slack takes no commands in threads. Type it in the channel.', true)
      return false
    }
    if (screen.commands.some((each) => each.command === command)) return true
    toast(`${command} is not a command here. Begin with a space to send it as a message.`, true)
    return false
  }

  function onKey(event) {
    if (event.isComposing) return
    const isTaken = suggestions.onKey(event)
    const isSent = !isTaken && event.key === 'Enter' && !event.shiftKey
    if (isTaken || isSent) event.preventDefault()
    if (isSent) submit()
  }

  function onDrop(event) {
    event.preventDefault()
    attachments.add(event.dataTransfer.files)
  }

  function openShortcuts() {
    const global = screen.shortcuts.filter((shortcut) => shortcut.type === 'global')
    openMenu(shortcuts, 'Shortcuts', [
      { heading: 'Shortcuts' },
      ...global.map((shortcut) => ({
        label: shortcut.name,
        hint: shortcut.description,
        icon: icon('bolt'),
        run: () => session.act({ act: 'shortcut', callbackId: shortcut.callbackId }),
      })),
      { heading: 'Commands' },
      ...screen.commands.map((each) => ({
        label: each.command,
        hint: each.description,
        run: () => write(`${each.command} `),
      })),
    ])
  }

  function known() {
    if (!scope) return undefined
    return {
      commands: inThread ? [] : screen.commands,
      people: [...scope.people, scope.bot],
      groups: scope.usergroups,
      channels: scope.channels.filter((each) => !each.isIm && !each.isMpim && !each.isArchived),
    }
  }
}

function tool(label, sign, run, className = 'tool') {
  const props = { type: 'button', class: className, 'aria-label': label, title: label, onclick: run }
  return h('button', props, icon(sign))
}

function draftKey({ as, channel, thread }) {
  return `${as} ${channel} ${thread ?? ''}`
}

function actFor({ channel, thread, text, isCommand, files, broadcast }) {
  if (isCommand) return { act: 'command', channel, text }
  if (files.length > 0) return { act: 'upload', channel, thread, text: text || undefined, files }
  return { act: 'say', channel, thread, text, broadcast: broadcast || undefined }
}
