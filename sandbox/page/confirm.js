import { find, freshId, h } from './dom.js'
/** @import { Child } from './dom.js' */

/**
 * Asks before something that cannot be taken back. Resolves to true when the person agreed; Esc is a no.
 * @type {(ask: { title: string, body: Child, yes: string, no: string, danger?: boolean }) => Promise<boolean>}
 */
export function confirmDialog({ title, body, yes, no, danger }) {
  const titleId = freshId('confirm')
  const bodyId = freshId('confirm')
  return new Promise((resolve) => {
    /** @type {HTMLDialogElement} */
    const dialog = h(
      'dialog',
      {
        class: 'dialog dialog-small',
        role: 'alertdialog',
        'aria-labelledby': titleId,
        'aria-describedby': bodyId,
      },
      h('h2', { id: titleId }, title),
      h('div', { id: bodyId, class: 'dialog-body' }, body),
      h(
        'div',
        { class: 'dialog-buttons' },
        h('button', { type: 'button', class: 'button', onclick: () => dialog.close('no') }, no),
        h(
          'button',
          {
            type: 'button',
            class: `button ${danger ? 'button-danger' : 'button-primary'}`,
            onclick: () => dialog.close('yes'),
          },
          yes,
        ),
      ),
    )
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue === 'yes')
    })
    show(dialog)
    find(dialog, '.dialog-buttons .button:last-child')?.focus()
  })
}

/**
 * Asks for one line of text. Resolves to undefined when the person cancels.
 * @type {(ask: { title: string, label: string, value?: string, yes: string, hint?: string }) => Promise<string | undefined>}
 */
export function askForText({ title, label, value = '', yes, hint }) {
  const titleId = freshId('ask')
  return new Promise((resolve) => {
    const input = h('input', { class: 'field', type: 'text', value, autocomplete: 'off' })
    /** @type {HTMLFormElement} */
    const form = h(
      'form',
      { method: 'dialog', onsubmit: () => (dialog.returnValue = 'yes') },
      h('label', { class: 'label' }, label, input),
      hint ? h('p', { class: 'hint' }, hint) : undefined,
      h(
        'div',
        { class: 'dialog-buttons' },
        h('button', { type: 'button', class: 'button', onclick: () => dialog.close('no') }, 'Cancel'),
        h('button', { type: 'submit', class: 'button button-primary', value: 'yes' }, yes),
      ),
    )
    /** @type {HTMLDialogElement} */
    const dialog = h(
      'dialog',
      { class: 'dialog dialog-small', 'aria-labelledby': titleId },
      h('h2', { id: titleId }, title),
      form,
    )
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue === 'yes' ? input.value : undefined)
    })
    show(dialog)
    input.select()
  })
}

/** @type {(dialog: HTMLDialogElement) => void} */
function show(dialog) {
  document.body.append(dialog)
  dialog.showModal()
}
