import { createAttachments } from './attachments.js'
import { h } from './dom.js'
import { openEmojiPicker } from './emoji-picker.js'
import { icon } from './icons.js'
import { openMenu } from './menu.js'
import { createSuggestions } from './suggestions.js'
import { toast } from './toasts.js'
/** @import { Screen, UploadedFile } from '../surface.ts' */
/** @import { Known } from './completion.js' */
/** @import { Scope } from './scope.js' */
/** @import { Doing, Session } from './session.js' */

const TALLEST = 240
/** @typedef {{ as: string, channel: string, thread?: string, label: string }} Target */

/** @type {Map<string, string>} */
const drafts = new Map()

/**
 * The field a person writes in: Enter sends, Shift+Enter breaks the line, `/`, `@`, `#` and `:` complete.
 * `draw` is given the place it writes to; a thread takes no commands. `onCommand` is called when one is sent.
 * @param {{ session: Session, inThread?: boolean, onCommand?: () => void }} parts
 */
export function createComposer({ session, inThread = false, onCommand }) {
  /** @type {Target | undefined} */
  let target
  /** @type {Screen | undefined} */
  let screen
  /** @type {Scope | undefined} */
  let scope
  const field = h('textarea', {
    class: 'composer-field',
    rows: 1,
    oninput: changed,
    onkeydown: onKey,
    onclick: () => suggestions.offer(),
    onblur: () => suggestions.withdraw(),
    onpaste: (event) => attachments.add(event.clipboardData?.files),
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

  /** @type {(next: Target, nextScreen: Screen, nextScope: Scope) => void} */
  function draw(next, nextScreen, nextScope) {
    screen = nextScreen
    scope = nextScope
    if (!target || draftKey(next) !== draftKey(target)) {
      if (target) drafts.set(draftKey(target), field.value)
      target = next
      attachments.take()
      write(drafts.get(draftKey(target)) ?? '', false)
    }
    field.setAttribute('aria-label', next.label)
    field.placeholder = next.label
    broadcastWords.textContent = `Also send to #${screen.channel?.name ?? 'channel'}`
  }

  /**
   * Puts words into the field, for the person to send.
   * @type {(words: string, focus?: boolean) => void}
   */
  function write(words, focus = true) {
    field.value = words
    changed()
    suggestions.withdraw()
    if (focus) field.focus()
  }

  /** @type {(words: string) => void} */
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

  /** @type {(event?: Event) => Promise<void>} */
  async function submit(event) {
    event?.preventDefault()
    const isCommand = field.value.startsWith('/')
    const text = field.value.trim()
    if (!target || (text === '' && attachments.isEmpty)) return
    if (isCommand && !canRun(text.split(/\s/)[0] ?? '')) return
    const files = attachments.take()
    const act = actFor({ ...target, text, isCommand, files, broadcast: broadcast.checked })
    broadcast.checked = false
    write('')
    if (isCommand) onCommand?.()
    const answer = await session.act(act)
    if (!answer.ok && !isCommand && field.value === '') write(text)
  }

  /** @type {(command: string) => boolean} */
  function canRun(command) {
    if (inThread) {
      toast('Slack takes no commands in threads. Type it in the channel.', true)
      return false
    }
    if (screen?.commands.some((each) => each.command === command)) return true
    toast(`${command} is not a command here. Begin with a space to send it as a message.`, true)
    return false
  }

  /** @type {(event: KeyboardEvent) => void} */
  function onKey(event) {
    if (event.isComposing) return
    const isTaken = suggestions.onKey(event)
    const isSent = !isTaken && event.key === 'Enter' && !event.shiftKey
    if (isTaken || isSent) event.preventDefault()
    if (isSent) void submit()
  }

  /** @type {(event: DragEvent) => void} */
  function onDrop(event) {
    event.preventDefault()
    void attachments.add(event.dataTransfer?.files)
  }

  function openShortcuts() {
    if (!screen) return
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

  /** @type {() => Known | undefined} */
  function known() {
    if (!scope || !screen) return undefined
    return {
      commands: inThread ? [] : screen.commands,
      people: [...scope.people, scope.bot],
      groups: scope.usergroups,
      channels: scope.channels.filter((each) => !each.isIm && !each.isMpim && !each.isArchived),
    }
  }
}

/** @type {(label: string, sign: Parameters<typeof icon>[0], run: () => unknown, className?: string) => HTMLButtonElement} */
function tool(label, sign, run, className = 'tool') {
  const props = { type: 'button', class: className, 'aria-label': label, title: label, onclick: run }
  return h('button', props, icon(sign))
}

/** @type {(target: Target) => string} */
function draftKey({ as, channel, thread }) {
  return `${as} ${channel} ${thread ?? ''}`
}

/** @type {(what: Target & { text: string, isCommand: boolean, files: UploadedFile[], broadcast: boolean }) => Doing} */
function actFor({ channel, thread, text, isCommand, files, broadcast }) {
  if (isCommand) return { act: 'command', channel, text }
  if (files.length > 0) return { act: 'upload', channel, thread, text: text || undefined, files }
  return { act: 'say', channel, thread, text, broadcast: broadcast || undefined }
}
