/** @typedef {{ onClose?: () => unknown, align?: 'start' | 'end', matchWidth?: boolean }} PopoverOptions */

/**
 * Shows `content` in the top layer beside `anchor`; a click elsewhere or Esc closes it and gives the focus back.
 * With an anchor in a dialog it opens in the dialog, since everything outside is inert.
 * @param {HTMLElement} anchor
 * @param {HTMLElement} content
 * @param {PopoverOptions} [options]
 */
export function openPopover(anchor, content, { onClose, align = 'start', matchWidth = false } = {}) {
  const host = anchor.closest('dialog') ?? document.body
  content.popover = 'auto'
  content.classList.add('popover')
  host.append(content)
  content.showPopover()
  place(anchor, content, align, matchWidth)
  anchor.setAttribute('aria-expanded', 'true')
  const again = () => place(anchor, content, align, matchWidth)
  window.addEventListener('resize', again)
  content.addEventListener('toggle', (event) => {
    if (event.newState !== 'closed') return
    window.removeEventListener('resize', again)
    anchor.setAttribute('aria-expanded', 'false')
    const hadFocus = content.contains(document.activeElement) || document.activeElement === document.body
    content.remove()
    if (hadFocus && anchor.isConnected) anchor.focus()
    onClose?.()
  })
  return {
    close: () => content.isConnected && content.hidePopover(),
    replace: again,
  }
}

/** @type {(anchor: HTMLElement, content: HTMLElement, align: 'start' | 'end', matchWidth: boolean) => void} */
function place(anchor, content, align, matchWidth) {
  const gap = 4
  const at = anchor.getBoundingClientRect()
  if (matchWidth) content.style.minWidth = `${at.width}px`
  const below = window.innerHeight - at.bottom - gap * 2
  const above = at.top - gap * 2
  const up = content.scrollHeight > below && above > below
  content.style.maxHeight = `${Math.max(160, up ? above : below)}px`
  const box = content.getBoundingClientRect()
  const left = align === 'end' ? at.right - box.width : at.left
  content.style.left = `${Math.max(8, Math.min(left, window.innerWidth - box.width - 8))}px`
  content.style.top = up ? `${Math.max(8, at.top - gap - box.height)}px` : `${at.bottom + gap}px`
}
