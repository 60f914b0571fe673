/** Reads TwiML: what is spoken, which keys are asked for, and what comes after. Strict: anything else is an error of the call. */

export type Verb =
  | { verb: 'Say'; text: string }
  | { verb: 'Pause'; seconds: number }
  | {
      verb: 'Gather'
      spoken: Verb[]
      digits: number
      timeout: number
      action: string | null
      finishOnKey: string
      evenEmpty: boolean
    }
  | { verb: 'Redirect'; url: string }
  | { verb: 'Message'; text: string }
  | { verb: 'Hangup' }

interface Element {
  name: string
  attributes: Record<string, string>
  children: (Element | string)[]
}

/** 12100 not well formed; 12200 not in the schema. */
export class TwimlError extends Error {
  readonly code: 12100 | 12200

  constructor(code: 12100 | 12200, why: string) {
    super(why)
    this.code = code
  }
}

const attributes: Record<string, readonly string[]> = {
  Response: [],
  Say: ['voice', 'language', 'loop'],
  Pause: ['length'],
  Gather: [
    'input',
    'numDigits',
    'timeout',
    'action',
    'method',
    'finishOnKey',
    'actionOnEmptyResult',
    'language',
  ],
  Redirect: ['method'],
  Message: ['to', 'from', 'action', 'method'],
  Hangup: [],
}

export function readTwiml(text: string): Verb[] {
  const root = readXml(text)
  if (root.name !== 'Response') throw new TwimlError(12100, `The document is a ${root.name}`)
  return verbsOf(root)
}

function verbsOf({ children }: Element): Verb[] {
  return children.flatMap((child): Verb[] => {
    if (typeof child !== 'string') return [verb(child)]
    if (child.trim() !== '') throw new TwimlError(12200, 'There are words outside of a verb')
    return []
  })
}

function verb(element: Element): Verb {
  const { name, attributes: given } = element
  const known = attributes[name]
  if (!known || name === 'Response') throw new TwimlError(12200, `There is no verb ${name}`)
  const strange = Object.keys(given).find((one) => !known.includes(one))
  if (strange !== undefined) throw new TwimlError(12200, `${name} has no ${strange}`)
  switch (name) {
    case 'Say':
      return { verb: name, text: wordsOf(element) }
    case 'Message':
      return { verb: name, text: wordsOf(element) }
    case 'Redirect':
      return { verb: name, url: wordsOf(element) }
    case 'Pause':
      return { verb: name, seconds: whole(given['length'], 1) }
    case 'Gather': {
      const spoken = verbsOf(element)
      if (spoken.some((one) => one.verb !== 'Say' && one.verb !== 'Pause'))
        throw new TwimlError(12200, 'A Gather holds only what is spoken')
      if (given['input'] !== undefined && !given['input'].split(' ').includes('dtmf'))
        throw new TwimlError(12200, 'Only keys can be gathered')
      return {
        verb: 'Gather',
        spoken,
        digits: whole(given['numDigits'], Number.POSITIVE_INFINITY),
        timeout: whole(given['timeout'], 5),
        action: given['action'] ?? null,
        finishOnKey: given['finishOnKey'] ?? '#',
        evenEmpty: given['actionOnEmptyResult'] === 'true',
      }
    }
    default:
      if (element.children.length > 0) throw new TwimlError(12200, `${name} holds nothing`)
      return { verb: 'Hangup' }
  }
}

function wordsOf({ name, children }: Element): string {
  const text = children.map((child) => (typeof child === 'string' ? child : null))
  if (text.includes(null)) throw new TwimlError(12200, `${name} holds only words`)
  const words = text.join('').replaceAll(/\s+/g, ' ').trim()
  if (words === '') throw new TwimlError(12200, `${name} is empty`)
  return words
}

function whole(value: string | undefined, otherwise: number): number {
  if (value === undefined) return otherwise
  if (!/^\d{1,4}$/.test(value)) throw new TwimlError(12200, 'A number is expected')
  return Number(value)
}

const tag = /<(\/?)([A-Za-z][\w.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y
const attribute = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** A document of elements and text: no comments inside, no doctype, no entities but those of XML. */
function readXml(document: string): Element {
  const body = document.replace(/^\uFEFF?\s*(<\?xml\b[^?>]*\?>)?\s*/, '').trimEnd()
  const top: Element = { name: '', attributes: {}, children: [] }
  const open = [top]
  let at = 0
  while (at < body.length) {
    const inside = open.at(-1) ?? top
    if (body[at] !== '<') {
      const end = body.indexOf('<', at)
      const text = body.slice(at, end < 0 ? undefined : end)
      inside.children.push(unescaped(text))
      at += text.length
      continue
    }
    tag.lastIndex = at
    const found = tag.exec(body)
    if (!found) throw new TwimlError(12100, 'Not well formed')
    const [all, closes, name = '', given = '', closed] = found
    at += all.length
    if (closes) {
      if (open.length === 1 || inside.name !== name || given !== '')
        throw new TwimlError(12100, `${name} was not open`)
      open.pop()
      continue
    }
    const element: Element = { name, attributes: attributesIn(given), children: [] }
    inside.children.push(element)
    if (!closed) open.push(element)
  }
  const [root] = top.children
  if (open.length > 1 || top.children.length !== 1 || root === undefined || typeof root === 'string')
    throw new TwimlError(12100, 'One element is expected')
  return root
}

function attributesIn(given: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [, name = '', double, single] of given.matchAll(attribute)) {
    if (name in found) throw new TwimlError(12100, `${name} twice`)
    found[name] = unescaped(double ?? single ?? '')
  }
  return found
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescaped(text: string): string {
  return text.replaceAll(
    /&(#x[\da-f]+|#\d+|\w+)?(;)?/gi,
    (_, name: string | undefined, end: string | undefined) => {
      const plain = name?.startsWith('#')
        ? String.fromCodePoint(Number(name.slice(1).replace(/^x/i, '0x')))
        : entities[name ?? '']
      if (plain === undefined || end === undefined) throw new TwimlError(12100, 'A stray ampersand')
      return plain
    },
  )
}
