import { findAll } from './dom.js'

/** @type {WeakMap<Element, { key: string, print: string }>} */
const prints = new WeakMap()

/**
 * Makes the children of `parent` show `items`. An element whose `print` is unchanged stays. When a focused element is rebuilt, its
 * successor gets the focus.
 * @type {<Item>(parent: HTMLElement, items: Item[], how: { key(item: Item): string, print(item: Item): string, build(item: Item): HTMLElement }) => void}
 */
export function reconcile(parent, items, { key, print, build }) {
  /** @type {Map<string | undefined, Element>} */
  const before = new Map()
  for (const child of parent.children) before.set(prints.get(child)?.key, child)
  let cursor = parent.firstElementChild
  for (const item of items) {
    const name = key(item)
    const mark = print(item)
    const old = before.get(name)
    before.delete(name)
    if (old && prints.get(old)?.print === mark) {
      if (old === cursor) cursor = cursor.nextElementSibling
      else parent.insertBefore(old, cursor)
      continue
    }
    const fresh = build(item)
    prints.set(fresh, { key: name, print: mark })
    if (!old) {
      parent.insertBefore(fresh, cursor)
      continue
    }
    if (old === cursor) cursor = cursor.nextElementSibling
    const focus = focusIn(old)
    old.replaceWith(fresh)
    focus?.(fresh)
  }
  for (const gone of before.values()) gone.remove()
}

/**
 * Redraws `parent` with `draw` and keeps the focus on the control of the same name.
 * @type {(parent: HTMLElement, draw: () => void) => void}
 */
export function redraw(parent, draw) {
  const focus = focusIn(parent)
  draw()
  focus?.(parent)
}

/**
 * Remembers the focused control of `old`. The returned function focuses the same control in a rebuilt element.
 * @type {(old: Element) => ((fresh: HTMLElement) => void) | undefined}
 */
function focusIn(old) {
  const active = document.activeElement
  if (!active || !old.contains(active)) return undefined
  const wanted = focusName(active)
  const caret = isText(active) ? { from: active.selectionStart, to: active.selectionEnd } : undefined
  return (fresh) => {
    const next = findAll(fresh, 'button, a, input, textarea, select, [tabindex]').find(
      (each) => focusName(each) === wanted,
    )
    const target = next ?? fresh
    if (target === fresh && !fresh.hasAttribute('tabindex')) fresh.tabIndex = -1
    target.focus({ preventScroll: true })
    if (next && isText(next) && typeof caret?.from === 'number') next.setSelectionRange(caret.from, caret.to)
  }
}

/** @type {(element: Element) => element is HTMLInputElement | HTMLTextAreaElement} */
function isText(element) {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
}

/** @type {(element: Element) => string} */
function focusName(element) {
  return (
    element.getAttribute('data-focus') ??
    `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent}`
  )
}
