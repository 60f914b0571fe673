import { showBlocks } from './blocks.js'
import { fill, find, focused, h } from './dom.js'
import { createForm, savedValues } from './form.js'
import { icon } from './icons.js'
/** @import { ModalSeen, Screen, View } from '../surface.ts' */
/** @import { BlockSurface } from './block-surface.ts' */
/** @import { Form } from './form.js' */
/** @import { Scope } from './scope.js' */
/** @import { Session } from './session.js' */

/**
 * The stack of modals as one dialog that shows the top view. Esc and the buttons only send a request. The dialog follows the
 * screen, so a person sees the bot's answer.
 * @param {Session} session
 */
export function createModal(session) {
  /** @type {Map<string, Form>} */
  const forms = new Map()
  const title = h('h2', { id: 'modal-title' })
  const problem = h('p', { class: 'error modal-problem', role: 'alert', hidden: true })
  const body = h('div', { class: 'modal-body' })
  const submit = h('button', { type: 'submit', class: 'button button-primary' })
  const cancel = h('button', { type: 'button', class: 'button', onclick: () => close() })
  const cross = h(
    'button',
    {
      type: 'button',
      class: 'tool',
      'aria-label': 'Close dialog',
      title: 'Close',
      onclick: () => close(true),
    },
    icon('close'),
  )
  /** @type {HTMLFormElement} */
  const form = h(
    'form',
    {
      novalidate: true,
      onsubmit: send,
      onkeydown: (event) => event.key === 'Enter' && (event.metaKey || event.ctrlKey) && form.requestSubmit(),
    },
    h('div', { class: 'modal-head' }, title, cross),
    problem,
    body,
    h('div', { class: 'modal-foot' }, cancel, submit),
  )
  const dialog = h('dialog', { class: 'dialog modal', 'aria-labelledby': 'modal-title' }, form)
  dialog.addEventListener('cancel', (event) => {
    if (event.target !== dialog) return
    event.preventDefault()
    close()
  })
  document.body.append(dialog)
  /** @type {ModalSeen | undefined} */
  let top
  /** @type {HTMLElement | undefined} */
  let returnTo

  return { draw }

  /** @type {(screen: Screen, scope: Scope) => void} */
  function draw(screen, scope) {
    const next = screen.modals.at(-1)
    const isNew = next?.viewId !== top?.viewId
    const hadErrors = Object.keys(top?.errors ?? {}).length > 0
    top = next
    if (!top) {
      forms.clear()
      if (dialog.open) {
        dialog.close()
        fill(body)
        giveBackFocus(returnTo)
      }
      return
    }
    title.textContent = top.title
    submit.hidden = !top.submit
    submit.textContent = top.submit ?? ''
    cancel.textContent = top.close ?? (screen.modals.length > 1 ? 'Back' : 'Cancel')
    problem.hidden = !top.problem
    problem.textContent = top.problem ?? ''
    if (isNew) fill(body)
    showBlocks(body, top.view.blocks, surfaceOf(top, scope))
    if (!dialog.open) {
      returnTo = focused()
      dialog.showModal()
    }
    if (isNew) focusFirst()
    else if (!hadErrors) find(body, '[aria-invalid=true]')?.focus()
  }

  /** @type {(modal: ModalSeen, scope: Scope) => BlockSurface} */
  function surfaceOf({ viewId, view, errors }, scope) {
    const values = formOf(viewId, view)
    return {
      scope,
      errors,
      form: values,
      click: (block, element, chosen) =>
        session.act({
          act: 'click',
          place: { viewId },
          actionId: element.action_id,
          blockId: block.block_id,
          chosen,
          values: values.collect(view.blocks),
        }),
    }
  }

  /** @type {(viewId: string, view: View) => Form} */
  function formOf(viewId, view) {
    const form = forms.get(viewId) ?? createForm(savedValues(view))
    forms.set(viewId, form)
    return form
  }

  /** @type {(event: Event) => Promise<void>} */
  async function send(event) {
    event.preventDefault()
    if (!top || !top.submit || form.getAttribute('aria-busy') === 'true') return
    form.setAttribute('aria-busy', 'true')
    submit.disabled = true
    try {
      await session.act({
        act: 'submit',
        viewId: top.viewId,
        values: formOf(top.viewId, top.view).collect(top.view.blocks),
      })
    } finally {
      form.removeAttribute('aria-busy')
      submit.disabled = false
    }
  }

  function close(all = false) {
    if (top) void session.act({ act: 'closeModal', viewId: top.viewId, all })
  }

  function focusFirst() {
    body.scrollTop = 0
    const wanted = find(body, '[data-autofocus]') ?? find(body, '.field, .picker, input, button') ?? submit
    wanted.focus()
  }
}

/**
 * Returns the focus to the control that had it before the dialog, to its successor, or else to the composer.
 * @type {(before: HTMLElement | undefined) => void}
 */
function giveBackFocus(before) {
  const name = before?.dataset['focus']
  const successor = name ? find(document, `[data-focus="${CSS.escape(name)}"]`) : undefined
  const target = before?.isConnected ? before : (successor ?? find(document, '.main .composer-field'))
  // Chromium shows no caret in a text field that it focused itself: the focus is taken away first.
  focused()?.blur()
  target?.focus()
}
