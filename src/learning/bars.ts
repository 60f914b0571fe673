/** Draws one panel of bars as SVG. Each bar says its value, so that nothing hangs on a colour or a length. Pure. */
import { cut } from '#words/user-text.ts'

export interface Bar {
  name: string
  value: number
  /** The value in words; a bar without one says nothing happened. */
  shown: string
}

export interface Panel {
  heading: string
  fill: string
  bars: readonly Bar[]
}

export interface PanelPlace {
  left: number
  top: number
  width: number
}

export const ink = { dark: '#1d1c1d', soft: '#616061', line: '#dddddd' }
export const panelHeight = 210
const tallest = 130

export function panelOf({ heading, fill, bars }: Panel, { left, top, width }: PanelPlace): string[] {
  const highest = Math.max(1, ...bars.map(({ value }) => value))
  const step = width / Math.max(bars.length, 4)
  const floor = top + 40 + tallest
  return [
    label(heading, { x: left, y: top + 18, size: 14, fill: ink.soft }),
    ...bars.flatMap(({ name, value, shown }, index) => {
      const height = Math.round((value / highest) * (tallest - 20))
      const middle = left + step * (index + 0.5)
      const quiet = value > 0 ? {} : { fill: ink.soft }
      return [
        `<rect x="${middle - step * 0.3}" y="${floor - height}" width="${step * 0.6}" height="${height}" rx="3" fill="${fill}"/>`,
        label(shown, { x: middle, y: floor - height - 6, size: 12, middle: true, ...quiet }),
        label(cut(name, Math.max(3, Math.floor(step / 7))), {
          x: middle,
          y: floor + 18,
          size: 12,
          fill: ink.soft,
          middle: true,
        }),
      ]
    }),
    `<rect x="${left}" y="${floor}" width="${width}" height="1" fill="${ink.line}"/>`,
  ]
}

interface Look {
  x: number
  y: number
  size: number
  weight?: number
  fill?: string
  middle?: boolean
  /** Written from below to above. */
  upright?: boolean
}

export function label(
  words: string,
  { x, y, size: points, weight = 400, fill = ink.dark, middle = false, upright = false }: Look,
): string {
  const anchor = middle ? ' text-anchor="middle"' : ''
  const turned = upright ? ` transform="rotate(-90 ${x} ${y})"` : ''
  return `<text x="${x}" y="${y}" font-size="${points}" font-weight="${weight}" fill="${fill}"${anchor}${turned}>${escapedXml(words)}</text>`
}

/** Escapes words for XML, and drops the characters that XML has no place for. */
function escapedXml(words: string): string {
  const characters: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return words
    .toWellFormed()
    .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, '')
    .replace(/[&<>"]/g, (one) => characters[one] ?? '')
}
