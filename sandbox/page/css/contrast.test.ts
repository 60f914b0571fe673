/** Every pair of colours that words stand in, in both schemes, held to the 4.5 that WCAG AA asks of text. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(`${import.meta.dirname}/base.css`, 'utf8')
const [lightRules = '', darkRules = ''] = css.split('@media (prefers-color-scheme: dark)')
const light = colours(lightRules)
const dark = new Map([...light, ...colours(darkRules)])

/** Colours of words, then the grounds they stand on. */
const pairs: [ink: string, grounds: string[]][] = [
  [
    'ink',
    ['paper', 'raised', 'paper-soft', 'paper-hover', 'accent-soft', 'danger-soft', 'pinned', 'warn-soft'],
  ],
  ['ink-soft', ['paper', 'raised', 'paper-soft', 'paper-hover', 'accent-soft', 'pinned', 'line']],
  ['link', ['paper', 'raised', 'paper-soft', 'paper-hover', 'pinned']],
  ['danger', ['paper', 'raised', 'paper-soft', 'paper-hover', 'pinned']],
  ['accent', ['paper', 'paper-soft', 'raised']],
  ['code', ['paper-soft']],
  ['accent-ink', ['accent']],
  ['danger-ink', ['danger']],
  ['mention-ink', ['mention']],
  ['mention-link', ['accent-soft']],
  ['side-ink', ['side', 'side-hover', 'bar']],
  ['side-ink-soft', ['side', 'side-hover', 'bar']],
  ['white', ['badge', 'side-open', 'side', 'bar']],
]

test.each([
  ['light', light],
  ['dark', dark],
])('words can be read in the %s scheme', (_scheme, scheme) => {
  const faint = pairs.flatMap(([ink, grounds]) =>
    grounds
      .map((ground) => ({
        pair: `${ink} on ${ground}`,
        ratio: contrast(scheme.get(ink), scheme.get(ground)),
      }))
      .filter(({ ratio }) => !(ratio >= 4.5)),
  )
  expect(faint).toEqual([])
})

function colours(rules: string): Map<string, string> {
  const found = rules.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)
  return new Map([
    ['white', '#ffffff'],
    ...[...found].map(([, name = '', value = '']) => [name, value] as const),
  ])
}

function contrast(one = '', other = ''): number {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (bright + 0.05) / (dim + 0.05)
}

/** The relative luminance of WCAG 2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
