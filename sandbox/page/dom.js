/** @typedef {string | number | boolean | null | undefined} Attribute */
/** @typedef {Node | string | false | null | undefined | Child[]} Child */
/** @typedef {{ [Name in keyof HTMLElementEventMap as `on${Name}`]?: (event: HTMLElementEventMap[Name]) => unknown }} Listeners */
/** @typedef {{ [Name in AttributeName]?: Attribute } & Listeners & { dataset?: Record<string, string> }} Props */
/**
 * The attributes this page sets: a name that is misspelt is found by the type check.
 *
 * @typedef {`aria-${string}` | 'alt' | 'autocomplete' | 'checked' | 'class' | 'data-autofocus' | 'datetime' | 'for' | 'height'
 *   | 'hidden' | 'href' | 'id' | 'inputmode' | 'list' | 'max' | 'maxlength' | 'method' | 'min' | 'multiple' | 'name' | 'novalidate'
 *   | 'placeholder' | 'rel' | 'role' | 'rows' | 'scope' | 'spellcheck' | 'src' | 'start' | 'tabindex' | 'target' | 'title' | 'type'
 *   | 'value' | 'width'} AttributeName
 */

/**
 * Builds an element. Strings become text nodes, so nothing a person wrote can turn into mark-up.
 * `on…` props are listeners, `dataset` is merged, everything else is an attribute (`false` and `undefined` leave it out).
 * @type {<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, props: Props, ...children: Child[]) => HTMLElementTagNameMap[Tag]}
 */
export function h(tag, props, ...children) {
  const element = document.createElement(tag)
  const { dataset, ...others } = props
  Object.assign(element.dataset, dataset)
  for (const [name, value] of Object.entries(others)) {
    if (value === undefined || value === null || value === false) continue
    if (typeof value === 'function')
      element.addEventListener(name.slice(2), /** @type {EventListener} */ (value))
    else element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...present(children))
  return element
}

/**
 * Replaces what an element holds.
 * @type {<Parent extends Element>(element: Parent, ...children: Child[]) => Parent}
 */
export function fill(element, ...children) {
  element.replaceChildren(...present(children))
  return element
}

/**
 * The first element in `root` that fits. The page looks for HTML only, never for a part of a drawing.
 * @type {(root: ParentNode, selector: string) => HTMLElement | null}
 */
export function find(root, selector) {
  return root.querySelector(selector)
}

/** @type {(root: ParentNode, selector: string) => HTMLElement[]} */
export function findAll(root, selector) {
  return [...root.querySelectorAll(selector)].filter((each) => each instanceof HTMLElement)
}

/**
 * The target of an event, or the element around it, that fits.
 * @type {(event: Event, selector: string) => HTMLElement | null}
 */
export function around(event, selector) {
  return event.target instanceof Element ? event.target.closest(selector) : null
}

/**
 * The element that has the focus.
 * @type {() => HTMLElement | undefined}
 */
export function focused() {
  return document.activeElement instanceof HTMLElement ? document.activeElement : undefined
}

let nextId = 0

/**
 * An id no other element of the page has.
 * @type {(prefix: string) => string}
 */
export function freshId(prefix) {
  nextId += 1
  return `${prefix}-${nextId}`
}

/** @type {(children: Child[]) => (Node | string)[]} */
function present(children) {
  return children.flatMap((child) => {
    if (Array.isArray(child)) return present(child)
    return child === undefined || child === null || child === false ? [] : [child]
  })
}
