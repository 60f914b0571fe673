import { avatar } from './avatar.js'
import { complete } from './completion.js'
import { fill, freshId, h } from './dom.js'
import { openEmojiPicker } from './emoji-picker.js'
import { readFiles } from './files.js'
import { icon } from './icons.js'
import { openMenu } from './menu.js'
import { toast } from './toasts.js'

const drafts = new Map()

/**
 * Where a person writes: Enter sends, Shift+Enter breaks the line, `/`, `@`, `#` and `:` complete.
 * `draw({ channel, thread, label }, screen, scope)` says where it writes to.
 */
export function createComposer({ session, broadcastLabel }) {
  const listId = freshId('completions')
  let target = {}
  let screen
  let scope
  let offered
  let active = 0
  let files = []

  const field = h('textarea', {
    class: 'composer-field', rows: 1, spellcheck: 'true', role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': listId, 'aria-haspopup': 'listbox',
    oninput: changed, onkeydown: onKey, onclick: offer, onblur: withdraw, onpaste: (event) => attach(event.clipboardData.files),
  })
  const options = h('ul', { id: listId, class: 'completions', role: 'listbox', 'aria-label': 'Suggestions', hidden: true })
  const attached = h('div', { class: 'attached' })
  const chooser = h('input', { type: 'file', multiple: true, hidden: true, onchange: () => attach(chooser.files) })
  const send = tool('Send', 'send', () => submit(), 'tool tool-send')
  const shortcuts = tool('Shortcuts', 'bolt', openShortcuts)
  shortcuts.setAttribute('aria-haspopup', 'menu')
  const emoji = tool('Emoji', 'smile', () => openEmojiPicker(emoji, (name) => insert(`:${name}: `)))
  const broadcast = h('input', { type: 'checkbox' })
  const broadcastRow = broadcastLabel ? h('label', { class: 'broadcast' }, broadcast, h('span', {}, broadcastLabel)) : undefined
  const element = h(
    'form',
    { class: 'composer', onsubmit: submit, ondragover: (event) => event.preventDefault(), ondrop: onDrop },
    options,
    h(
      'div',
      { class: 'composer-box' },
      field,
      attached,
      h('div', { class: 'composer-tools' }, broadcastLabel ? undefined : shortcuts, tool('Attach a file', 'attach', () => chooser.click()), emoji, chooser, h('span', { class: 'composer-hint' }, 'Enter sends · Shift+Enter new line'), send),
    ),
    broadcastRow,
  )
  changed()
  return { element, draw, write, focus: () => field.focus() }

  function draw(next, nextScreen, nextScope) {
    screen = nextScreen
    scope = nextScope
    const moved = next.channel !== target.channel || next.thread !== target.thread || next.as !== target.as
    if (moved) {
      drafts.set(draftKey(target), field.value)
      target = next
      write(drafts.get(draftKey(target)) ?? '', false)
      files = []
      showFiles()
    }
    field.setAttribute('aria-label', next.label)
    field.placeholder = next.label
    if (broadcastRow) broadcastRow.lastElementChild.textContent = `Also send to #${screen.channel?.name ?? 'channel'}`
  }

  /** Puts words into the field, for the person to send. */
  function write(words, focus = true) {
    field.value = words
    changed()
    withdraw()
    if (focus) field.focus()
  }

  function changed() {
    field.style.height = 'auto'
    field.style.height = `${Math.min(field.scrollHeight, 240)}px`
    send.disabled = field.value.trim() === '' && files.length === 0
    offer()
  }

  async function submit(event) {
    event?.preventDefault()
    const typed = field.value.trim()
    if (typed === '' && files.length === 0) return
    const { channel, thread } = target
    const isCommand = /^\/[a-z]/i.test(typed)
    if (isCommand && !screen.commands.some((command) => command.command === typed.split(/\s/)[0])) {
      toast(`${typed.split(/\s/)[0]} is not a command here. Begin with a space to send it as a message.`, true)
      return
    }
    if (isCommand && thread) {
      toast('Slack takes no commands in threads. Type it in the channel.', true)
      return
    }
    const sent = files
    const isBroadcast = broadcast.checked
    files = []
    broadcast.checked = false
    showFiles()
    write('')
    const answer = await session.act(actFor({ channel, thread, text: typed, isCommand, sent, isBroadcast }))
    if (!answer.ok && !isCommand && field.value === '') write(typed)
  }

  function offer() {
    const context = scope && { commands: thread() ? [] : screen.commands, ...scopeLists(scope) }
    offered = context && document.activeElement === field ? complete(field.value, field.selectionStart, context) : undefined
    active = 0
    showOptions()
  }

  function thread() {
    return target.thread !== undefined
  }

  function withdraw() {
    offered = undefined
    showOptions()
  }

  function showOptions() {
    options.hidden = !offered
    field.setAttribute('aria-expanded', String(Boolean(offered)))
    if (!offered) {
      field.removeAttribute('aria-activedescendant')
      return
    }
    field.setAttribute('aria-activedescendant', `${listId}-${active}`)
    fill(options, offered.options.map((option, index) => optionRow(option, index)))
    options.children[active]?.scrollIntoView({ block: 'nearest' })
  }

  function optionRow(option, index) {
    return h(
      'li',
      {
        id: `${listId}-${index}`, role: 'option', class: `option${index === active ? ' active' : ''}`, 'aria-selected': String(index === active),
        onmousedown: (event) => {
          event.preventDefault()
          choose(option)
        },
      },
      option.person ? avatar(option.person, 'tiny') : undefined,
      option.sign ? h('span', { class: 'emoji', 'aria-hidden': 'true' }, option.sign) : undefined,
      h('span', { class: 'option-words option-line' }, option.label, option.hint ? h('small', {}, option.hint) : undefined),
    )
  }

  function choose(option) {
    const caret = field.selectionStart
    field.setRangeText(option.insert, offered.from, caret, 'end')
    changed()
  }

  function insert(words) {
    field.setRangeText(words, field.selectionStart, field.selectionEnd, 'end')
    field.focus()
    changed()
  }

  function onKey(event) {
    if (event.isComposing) return
    if (offered && onOptionKey(event)) return event.preventDefault()
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    submit()
  }

  /** Whether the list of suggestions took the key. What is typed out in full already is sent, not completed. */
  function onOptionKey(event) {
    const count = offered.options.length
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        active = (active + (event.key === 'ArrowDown' ? 1 : -1) + count) % count
        showOptions()
        return true
      case 'Enter':
      case 'Tab': {
        const option = offered.options[active]
        if (event.shiftKey || (event.key === 'Enter' && active === 0 && field.value.slice(offered.from).trim() === option.insert.trim())) return false
        choose(option)
        return true
      }
      case 'Escape':
        withdraw()
        return true
      default:
        return false
    }
  }

  async function attach(list) {
    if (list.length === 0) return
    files = [...files, ...(await readFiles(list))]
    chooser.value = ''
    showFiles()
    field.focus()
  }

  function onDrop(event) {
    event.preventDefault()
    attach(event.dataTransfer.files)
  }

  function showFiles() {
    const drop = (file) => () => {
      files = files.filter((each) => each !== file)
      showFiles()
    }
    fill(attached, files.map((file) => h('span', { class: 'chip' }, file.name, h('button', { type: 'button', class: 'button-plain', 'aria-label': `Remove ${file.name}`, onclick: drop(file) }, '×'))))
    changed()
  }

  function openShortcuts() {
    const items = screen.shortcuts.filter((shortcut) => shortcut.type === 'global')
    const commands = screen.commands.map((command) => ({ label: command.command, hint: command.description, run: () => write(`${command.command} `) }))
    openMenu(shortcuts, 'Shortcuts', [
      { heading: 'Shortcuts' },
      ...items.map((shortcut) => ({ label: shortcut.name, hint: shortcut.description, icon: icon('bolt'), run: () => session.act({ act: 'shortcut', callbackId: shortcut.callbackId }) })),
      { heading: 'Commands' },
      ...commands,
    ])
  }
}

function tool(label, sign, run, className = 'tool') {
  return h('button', { type: 'button', class: className, 'aria-label': label, title: label, onclick: run }, icon(sign))
}

function draftKey({ as, channel, thread }) {
  return `${as} ${channel} ${thread ?? ''}`
}

function actFor({ channel, thread, text, isCommand, sent, isBroadcast }) {
  if (isCommand) return { act: 'command', channel, text }
  if (sent.length > 0) return { act: 'upload', channel, thread, text: text || undefined, files: sent }
  return { act: 'say', channel, thread, text, broadcast: isBroadcast || undefined }
}

function scopeLists(scope) {
  const isListed = (channel) => !channel.isIm && !channel.isMpim && !channel.isArchived
  return { people: [...scope.people, scope.bot], groups: scope.usergroups, channels: scope.channels.filter(isListed) }
}
