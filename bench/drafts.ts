/** Measures the rules of the draft on very many messages, drawn from the stories and changed as people change them. */
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { findIn } from '#postmortems/draft/find-in-message.ts'
import { random } from '../chaos/random.ts'
import { type Finding, percentile, rounded, type Setting } from '../chaos/report.ts'
import { readStory } from '../play/story/read-story.ts'
import { sampleMessage } from '../test/samples/sample-message.ts'

/** Milliseconds of the processor. */
const most = 5
/** The messages read before anything is measured, as in a process that has been up for a while. */
const first = 1_000

export async function draftsBench({ quick, seed, progress }: Setting): Promise<Finding[]> {
  const count = quick ? 10_000 : 100_000
  const lines = await linesOfStories()
  const next = random(seed)
  const said = () => lines[Math.floor(next() * lines.length)] ?? ''
  for (let nth = 0; nth < first; nth++) findIn(sampleMessage({ text: said() }), 'UBOT')
  const took: number[] = []
  const slow: string[] = []
  for (let nth = 0; nth < count; nth++) {
    const text = typed(said, next)
    const ms = timeOf(text)
    took.push(ms)
    if (ms > most) slow.push(`${rounded(ms, 1)} ms for ${text.length} characters: ${text.slice(0, 80)}`)
    if (nth % 1_000 === 0) progress(nth, count, 'reading')
  }
  progress(count, count, 'reading')
  return [
    {
      name: 'rules on a message',
      ok: slow.length === 0,
      figures: {
        messages: count,
        lines: lines.length,
        'ms a message': rounded(took.reduce((sum, ms) => sum + ms, 0) / count, 3),
        p99: rounded(percentile(took, 0.99), 2),
        max: rounded(
          took.reduce((one, other) => Math.max(one, other), 0),
          1,
        ),
        'promised at most': most,
      },
      problems: slow,
    },
  ]
}

/** A slow one is read again: what collects memory or is compiled comes once, and what a rule takes comes each time. */
function timeOf(text: string): number {
  const ms = once(text)
  return ms <= most ? ms : Math.min(ms, once(text), once(text))
}

function once(text: string): number {
  const message = sampleMessage({ text })
  const began = process.threadCpuUsage()
  findIn(message, 'UBOT')
  const { user, system } = process.threadCpuUsage(began)
  return (user + system) / 1_000
}

/** A line as it is, in capitals, misspelt, with a link or a log, quoted, or several in one. */
function typed(said: () => string, next: () => number): string {
  const text = said()
  const ways = [
    () => text,
    () => text.toUpperCase(),
    () => {
      const at = Math.floor(next() * text.length)
      return text.slice(0, at) + text.slice(at + 1)
    },
    () => `${text} <https://grafana.velodrome.example/d/${Math.floor(next() * 1e6)}|panel>`,
    () => `${text} \`\`\`${`${said()}\n`.repeat(1 + Math.floor(next() * 40))}\`\`\``,
    () => `&gt; ${said()}\n${text}`,
    () => Array.from({ length: 1 + Math.floor(next() * 60) }, said).join(' '),
  ]
  return (ways[Math.floor(next() * ways.length)] ?? said)()
}

/** Every message that somebody says in a story. */
async function linesOfStories(): Promise<string[]> {
  const folder = join(import.meta.dirname, '../play/stories')
  const files = globSync('*.yml', { cwd: folder }).toSorted()
  const stories = await Promise.all(files.map((file) => readStory(join(folder, file))))
  return stories.flatMap(({ steps }) => steps.flatMap(({ says }) => says ?? []))
}
