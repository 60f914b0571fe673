/**
 * Builds an element. Strings become text nodes, so nothing a person wrote can turn into mark-up.
 * `on…` props are listeners, `dataset` is merged, everything else is an attribute (`false` and `undefined` leave it out).
 */
export function h(tag, props, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue
    if (typeof value === 'function') element.addEventListener(name.slice(2), value)
    else if (name === 'dataset') Object.assign(element.dataset, value)
    else element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...present(children))
  return element
}

/** Replaces what an element holds. */
export function fill(element, ...children) {
  element.replaceChildren(...present(children))
  return element
}

let nextId = 0

/** An id no other element of the page has. */
export function freshId(prefix) {
  nextId += 1
  return `${prefix}-${nextId}`
}

function present(children) {
  return children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false)
}
