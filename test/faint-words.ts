/** Measures the contrast of every visible word of a page, as WCAG 2 does. */
import type { Page } from 'playwright-core'

/** The words that stand out less than 4.5 to 1 from what is behind them, with their ratio. */
export async function faintWords(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(measure)
}

/** Runs in the browser, hence a text. Emoji are pictures, and what is switched off may be pale. */
const measure = String.raw`(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const read = (colour) => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = colour
    canvas.fillRect(0, 0, 1, 1)
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data
    return [red, green, blue, alpha / 255]
  }
  const over = (top, below) => [...[0, 1, 2].map((at) => top[at] * top[3] + below[at] * (1 - top[3])), 1]
  const ground = (element) => {
    if (element === null) return [255, 255, 255, 1]
    const own = read(getComputedStyle(element).backgroundColor)
    return own[3] >= 1 ? own : over(own, ground(element.parentElement))
  }
  const opacity = (element) =>
    element === null ? 1 : Number(getComputedStyle(element).opacity) * opacity(element.parentElement)
  const light = (colour) => {
    const [red, green, blue] = colour.slice(0, 3).map((value) => {
      const part = value / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const isWords = (node) => node.nodeType === Node.TEXT_NODE && /[\p{L}\p{N}]/u.test(node.textContent)
  return [...document.querySelectorAll('body *')].flatMap((element) => {
    if (![...element.childNodes].some(isWords)) return []
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || element.closest(':disabled')) return []
    const behind = ground(element)
    const ink = read(getComputedStyle(element).color)
    const shown = over([...ink.slice(0, 3), ink[3] * opacity(element)], behind)
    const [bright, dim] = [light(shown), light(behind)].toSorted((a, b) => b - a)
    const ratio = (bright + 0.05) / (dim + 0.05)
    return ratio >= 4.5 ? [] : [ratio.toFixed(2) + ' ' + element.className + ': ' + element.textContent.slice(0, 40)]
  })
})()`
