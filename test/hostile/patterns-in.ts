/** The regular expressions of a source file, read from its text. */

export interface Pattern {
  pattern: RegExp
  /** 1 for the first. */
  line: number
  /** True when it stands in a `split(`. */
  splits: boolean
}

export interface Patterns {
  literals: Pattern[]
  /** Patterns that are put together at run time. */
  builds: boolean
}

const operators = new Set('([{,;:=!&|?+-*%<>~^')

/** Tells a division in formatted TypeScript: a slash after a name, a number or a closing bracket. */
export function patternsIn(source: string): Patterns {
  const literals: Pattern[] = []
  const code = withoutComments(source, (found, before, line) => {
    const [, body = '', flags = ''] = /^\/([^]*)\/([a-z]*)$/.exec(found) ?? []
    literals.push({ pattern: new RegExp(body, flags), line, splits: before.trimEnd().endsWith('split(') })
  })
  return { literals, builds: /\bRegExp\(/.test(code) }
}

/** The code between strings, comments and patterns; each pattern is told with what stands before it. */
function withoutComments(
  source: string,
  tell: (pattern: string, before: string, line: number) => void,
): string {
  let code = ''
  /** Depths of braces at which a template goes on. */
  const templates: number[] = []
  let depth = 0
  let at = 0
  const skip = (end: RegExp): string => {
    end.lastIndex = at
    const [found = source.slice(at)] = end.exec(source) ?? []
    at += found.length
    return found
  }
  while (at < source.length) {
    const two = source.slice(at, at + 2)
    const [one = ''] = two
    if (two === '//') skip(/[^\n]*/y)
    else if (two === '/*') skip(/[^]*?\*\//y)
    else if (one === "'" || one === '"') {
      skip(one === "'" ? /'(?:[^'\\]|\\[^])*'/y : /"(?:[^"\\]|\\[^])*"/y)
      code += '""'
    } else if (one === '`' || (one === '}' && templates.at(-1) === depth)) {
      if (one === '}') {
        templates.pop()
        depth -= 1
      }
      const part = skip(/[`}](?:[^`\\$]|\\[^]|\$(?!\{))*(?:`|\$\{)/y)
      if (part.endsWith('${')) {
        depth += 1
        templates.push(depth)
        code += '('
      } else code += '""'
    } else if (one === '/' && startsPattern(code)) {
      const line = source.slice(0, at).split('\n').length
      tell(skip(/\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y), code, line)
      code += '""'
    } else {
      if (one === '{') depth += 1
      if (one === '}') depth -= 1
      code += one
      at += 1
    }
  }
  return code
}

function startsPattern(code: string): boolean {
  const before = code.trimEnd()
  return before === '' || operators.has(before.at(-1) ?? '') || /\b(return|case|typeof)$/.test(before)
}
