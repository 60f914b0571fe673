/** Taking texts that are gone out of what people wrote with them. Pure. */
import { plain } from '#words/plain.ts'
import { sentences } from './draft/said.ts'

const mention = /<@[UW][A-Z0-9_]+(?:\|[^<>]*)?>/

/** `gone`: as Slack sent them. Takes out the whole of each, and each of its sentences; "ok" is everybody's word and stays. */
export function without(written: string, gone: readonly string[]): string {
  const pieces = gone
    .flatMap((text) => [text, ...sentences(text)])
    .filter((piece) => piece.trim().length > 4 || /\d/.test(piece))
    .sort((a, b) => b.length - a.length)
  return pieces.reduce((text, piece) => text.replace(quoted(piece), '[deleted]'), written)
}

/** Wherever it stands by itself; people may be called there by name, and lines broken elsewhere. */
function quoted(piece: string): RegExp {
  const words = piece
    .trim()
    .split(mention)
    .map((part) =>
      plain(part)
        .text.split(/\s+/)
        .map((word) => RegExp.escape(word))
        .join('\\s+'),
    )
    .join('@?[^\\n]{1,60}?')
  return new RegExp(`(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])`, 'gu')
}
