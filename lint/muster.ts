/** Our own rules for oxlint. `walls` and `purity` read the table in house.ts, `folders` the imports of all of src/. */
import { dirname, join, relative } from 'node:path'
import { bothWays, foldersImported, targetOf } from './graph.ts'
import { decides, refusedFile, refusedPackage } from './house.ts'

interface Node {
  type: string
  [key: string]: unknown
}

interface Context {
  filename: string
  cwd: string
  report(problem: { node: Node; message: string }): void
}

type Visitor = Record<string, (node: Node) => void>

const walls = rule((context) => {
  const from = pathOf(context)
  function check(node: Node): void {
    const source = (node['source'] as Node | null)?.['value']
    if (typeof source !== 'string') return
    const message = refusal(from, source, node['importKind'] === 'type' || node['exportKind'] === 'type')
    if (message !== null) context.report({ node, message: `${message}.` })
  }
  return {
    ImportDeclaration: check,
    ExportNamedDeclaration: check,
    ExportAllDeclaration: check,
    ImportExpression: check,
  }
})

/** `from` is relative to the project; `source` as written. */
function refusal(from: string, source: string, typeOnly: boolean): string | null {
  const to = source.startsWith('#')
    ? join('src', source.slice(1))
    : source.startsWith('.')
      ? join(dirname(from), source)
      : null
  const [here] = from.split('/')
  if (here === 'src' && !from.endsWith('.test.ts')) {
    if (to === null) return refusedPackage(from.slice('src/'.length), source)
    if (!to.startsWith('src/')) return 'src/ imports nothing from outside itself'
    return refusedFile(from.slice('src/'.length), to.slice('src/'.length), typeOnly)
  }
  if (here === 'sandbox' && to !== null && !to.startsWith('sandbox/')) {
    return 'sandbox/ imports nothing of the bot: it must be able to be wrong independently'
  }
  if (here === 'migrations' && (to !== null || source !== 'kysely')) return 'A migration imports only kysely'
  return null
}

let imported: ReturnType<typeof foldersImported> | null = null

const folders = rule((context) => {
  const path = pathOf(context)
  if (!path.startsWith('src/') || path.endsWith('.test.ts')) return {}
  const from = path.slice('src/'.length)
  imported ??= foldersImported(context.cwd)
  const all = imported
  function check(node: Node): void {
    const source = (node['source'] as Node | null)?.['value']
    if (typeof source !== 'string' || !/^[#.]/.test(source)) return
    const [here, there] = [dirname(from), dirname(targetOf(from, source))]
    if (bothWays(all, here, there)) {
      context.report({ node, message: `${here}/ and ${there}/ import each other: let one of them go first.` })
    }
  }
  return { ImportDeclaration: check, ExportNamedDeclaration: check, ImportExpression: check }
})

const clock = rule((context) => ({
  NewExpression: (node) => {
    if (isName(node['callee'], 'Date') && (node['arguments'] as Node[]).length === 0)
      report(context, node, timeAdvice)
  },
  CallExpression: (node) => {
    if (isName(node['callee'], 'Date')) report(context, node, timeAdvice)
  },
  MemberExpression: (node) => {
    if (isMember(node, 'Date', 'now') || isMember(node, 'Temporal', 'Now')) report(context, node, timeAdvice)
  },
}))

const timeAdvice = 'Only src/clock.ts reads the clock: take `now` as a parameter.'

const purity = rule((context) => {
  const path = pathOf(context)
  if (!path.startsWith('src/') || path.endsWith('.test.ts')) return {}
  if (!decides(path.slice('src/'.length))) return {}
  const forbidden = ['process', 'fetch', 'performance', 'crypto', 'setTimeout', 'setInterval', 'setImmediate']
  return {
    Identifier: (node) => {
      const name = String(node['name'])
      if (forbidden.includes(name) && isRead(node))
        report(context, node, `This file decides; ${name} is not for it.`)
    },
    MemberExpression: (node) => {
      if (isMember(node, 'Math', 'random')) report(context, node, 'This file decides; pass randomness in.')
    },
    ImportSpecifier: (node) => {
      const name = String((node['imported'] as Node)['name'])
      if (/^(random|webcrypto|getRandomValues)/.test(name) && isFromCrypto(node)) {
        report(context, node, 'This file decides; pass randomness in.')
      }
    },
  }
})

const environment = rule((context) => ({
  MemberExpression: (node) => {
    if (isMember(node, 'process', 'env'))
      report(context, node, 'Only src/app/config.ts reads the environment.')
  },
}))

const sqlClock = rule((context) => {
  const check = (node: Node, text: unknown) => {
    if (typeof text === 'string' && sqlClocks.test(text)) {
      report(context, node, 'The database has no say about the time: pass `now` as a parameter.')
    }
  }
  return {
    TemplateElement: (node) => check(node, (node['value'] as { raw: string }).raw),
    Literal: (node) => check(node, node['value']),
    CallExpression: (node) => {
      const callee = node['callee'] as Node
      const isFn = isName(callee, 'fn') || isName(callee['property'], 'fn')
      const [first] = node['arguments'] as Node[]
      if (isFn && first?.['value'] === 'now') report(context, node, 'The database has no say about the time.')
    },
  }
})

const sqlClocks =
  /\b(now\s*\(\s*\)|current_(timestamp|date|time)\b|localtime(stamp)?\b|(clock|statement|transaction)_timestamp\s*\(|timeofday\s*\()/i

export default {
  meta: { name: 'muster' },
  rules: { walls, folders, clock, purity, environment, 'sql-clock': sqlClock },
}

function rule(create: (context: Context) => Visitor) {
  return { create }
}

function report(context: Context, node: Node, message: string): void {
  context.report({ node, message })
}

function pathOf({ filename, cwd }: Context): string {
  return relative(cwd, filename).replaceAll('\\', '/')
}

function isName(node: unknown, name: string): boolean {
  return (node as Node | undefined)?.type === 'Identifier' && (node as Node)['name'] === name
}

/** `object.property`, `object['property']` and `globalThis.object.property`. */
function isMember(node: Node, object: string, property: string): boolean {
  const of = node['object'] as Node
  const isObject = isName(of, object) || (of.type === 'MemberExpression' && isName(of['property'], object))
  const key = node['property'] as Node
  return isObject && (isName(key, property) || key['value'] === property)
}

/** The name stands for the global, not for a key, a type or a parameter of ours. */
function isRead(node: Node): boolean {
  const parent = node['parent'] as Node
  if (parent.type === 'MemberExpression')
    return parent['object'] === node || isName(parent['object'], 'globalThis')
  return (
    ['CallExpression', 'NewExpression', 'VariableDeclarator'].includes(parent.type) && parent['id'] !== node
  )
}

function isFromCrypto(node: Node): boolean {
  const source = ((node['parent'] as Node)['source'] as Node)['value']
  return source === 'node:crypto' || source === 'crypto'
}
