/** Tells what a sentence is about, so that the same thing is known again in other words or another language. Pure. */
import { languages } from './languages/languages-of.ts'

/** Beginnings of words that mean the same thing, by language and habit. */
const same: readonly (readonly [string, readonly string[]])[] = [
  [
    'deploy',
    [
      'deplo',
      'release',
      'rollout',
      'rolled',
      'livrai',
      'livre',
      'desplie',
      'despleg',
      'ausgeroll',
      'mep',
      'version',
      'shipp',
    ],
  ],
  ['change', ['change', 'cambio', 'anderung', 'geander', 'merge', 'commit', 'pull', 'patch']],
  ['certificate', ['cert', 'zertif', 'tls', 'ssl']],
  ['database', ['datab', 'datenb', 'bdd', 'base', 'postgres', 'mysql']],
  ['disk', ['disk', 'disque', 'disco', 'platte', 'festpl', 'volume']],
  ['configuration', ['config', 'konfig', 'setting', 'reglage', 'ajuste', 'einstell']],
  ['network', ['network', 'reseau', 'netz', 'red']],
  ['memory', ['memor', 'speicher', 'oom']],
  ['queue', ['queue', 'cola', 'warteschl']],
  ['traffic', ['traffic', 'trafic', 'verkehr']],
  ['key', ['key', 'cle', 'clave', 'schlussel', 'llave']],
  ['provider', ['provider', 'vendor', 'fournisseur', 'proveedor', 'anbieter', 'prestataire']],
  ['server', ['server', 'serveur', 'servidor']],
]

/** Words that say of anything that it is a cause, a trouble, or none. */
const empty = new Set(
  'cause causes root culprit problem problems issue issues incident fault innocent fine unrelated trouble error errors thing after today found actual actually real really think guess maybe probleme problemes erreur erreurs coupable souci faute causa culpa culpable problema fallo error ursache grund schuld fehler because still even either sure exactly anything something nothing'.split(
    ' ',
  ),
)

const small = new Set(languages.flatMap((one) => [...one.small]))

const most = 60

/** The subjects of folded words. */
export function subjectsOf(folded: string): ReadonlySet<string> {
  const own = folded.split(/[^\p{L}\p{N}]+/u).slice(0, most)
  return new Set(own.flatMap((one) => (tells(one) ? [stem(one)] : [])))
}

function tells(word: string): boolean {
  return word.length >= 3 && !small.has(word) && !empty.has(word)
}

function stem(word: string): string {
  const known = same.find(([, beginnings]) =>
    beginnings.some((one) => (one.length <= 3 ? word === one : word.startsWith(one))),
  )
  if (known) return known[0]
  if (/^\d+$/.test(word)) return word
  return word.length > 5 ? word.slice(0, 5) : word.replace(/s$/, '')
}

/** The part of `wanted` that `all` speaks of, 0 to 1; 0 where nothing is wanted. */
export function shared(wanted: ReadonlySet<string>, all: ReadonlySet<string>): number {
  if (wanted.size === 0) return 0
  return [...wanted].filter((one) => all.has(one)).length / wanted.size
}
