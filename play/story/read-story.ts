import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { isNode, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { BadStory } from './bad-story.ts'
import { type Story, story } from './story.ts'

export async function readStory(path: string): Promise<Story> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new BadStory([`There is no story at ${path}.`])
  })
  return parseStory(text, basename(path))
}

/** Throws `BadStory` with everything that is wrong in it. */
export function parseStory(written: string, file: string): Story {
  const lines = new LineCounter()
  const document = parseDocument(written, { prettyErrors: false, lineCounter: lines })
  if (document.errors.length > 0) {
    throw new BadStory(
      document.errors.map(({ message, pos }) => {
        const { line } = lines.linePos(pos[0])
        return `${file}, line ${line}: ${message}.${shown(line)}`
      }),
    )
  }
  const parsed = story.safeParse(document.toJS() ?? {})
  if (parsed.success) return parsed.data

  throw new BadStory(
    parsed.error.issues.flatMap(deepest).map(({ path, message }) => {
      const line = lineOf(path)
      return `${file}${line === null ? '' : `, line ${line}`}: ${placeOf(path)}${message}${line === null ? '' : shown(line)}`
    }),
  )

  /** The text of a line, below what is wrong with it. */
  function shown(line: number): string {
    const text = written.split('\n')[line - 1]?.trim() ?? ''
    return text === '' ? '' : `\n    ${text.length > 120 ? `${text.slice(0, 119)}…` : text}`
  }

  /** The line of the value, or of the nearest thing around it. */
  function lineOf(path: readonly PropertyKey[]): number | null {
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const node = document.getIn(path.slice(0, depth), true)
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
    }
    return null
  }
}

/** The faults of the nearest shape, where one of several was meant. */
function deepest(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string }[] {
  if (issue.code === 'invalid_union' && issue.message.startsWith('Invalid')) {
    const nearestOf = issue.errors.toSorted((a, b) => depthOf(b) - depthOf(a))[0] ?? []
    return nearestOf.flatMap(deepest).map((one) => ({ ...one, path: [...issue.path, ...one.path] }))
  }
  return [{ path: [...issue.path], message: wordsOf(issue) }]
}

function depthOf(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map((one) => one.path.length))
}

function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'is missing'
  if (issue.code === 'invalid_type') return `must be ${typeWords[issue.expected] ?? issue.expected}`
  return issue.message
}

const typeWords: Record<string, string> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'a mapping of keys to values',
  record: 'a mapping of names to values',
  string: 'text',
}

/** `steps[3].in: `, with steps and facts counted from 1 as people do. */
function placeOf(path: readonly PropertyKey[]): string {
  const [first, second, ...rest] = path
  const inside = rest.map((key) => (typeof key === 'number' ? ` ${key + 1}` : ` "${String(key)}"`)).join(',')
  if (first === 'steps' && typeof second === 'number') return `step ${second + 1}${inside}: `
  if (first === 'ends' && typeof second === 'number') return `end ${second + 1}${inside}: `
  return path.length === 0 ? '' : `${path.map(String).join('.')}: `
}
