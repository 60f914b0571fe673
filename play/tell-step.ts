import { deedNames, type Step } from './story/step.ts'
import type { Script } from './script.ts'

/** A step in words: who does what, where. */
export function tellStep(step: Step, script: Script, name: string): void {
  if (step.note !== undefined) script.add('Story', step.note)
  if (step.slack !== undefined)
    script.add(
      'Slack',
      `is told: ${typeof step.slack === 'string' ? step.slack : JSON.stringify(step.slack)}`,
    )
  if (step.providers !== undefined)
    script.add(
      'Providers',
      `are told: ${typeof step.providers === 'string' ? step.providers : JSON.stringify(step.providers)}`,
    )
  if (step.alert !== undefined) {
    const { source, state, title, alerts, service } = step.alert
    const all = [alerts > 1 ? `${alerts} alerts, ${title}` : title, service && `in ${service}`]
    script.add(source, state, all.filter(Boolean).join(' '))
  }
  if (step.bot !== undefined)
    script.add(
      'Muster',
      `is ${step.bot === 'stops' ? 'stopped' : step.bot === 'starts' ? 'started' : step.bot}`,
    )
  const deed = deedNames.find((one) => step[one] !== undefined)
  const on = step.on === undefined ? '' : ` on "${step.on}"`
  const thread = step.thread === undefined ? '' : ` in the thread of "${step.thread}"`
  const place = step.in === undefined ? '' : ` in ${step.in}`
  if (deed !== undefined) script.add(name, `${deed}${on}${place}${thread}`, textOf(step[deed]))
  if (step.fills) {
    const fields = Object.entries(step.fills).map(([label, value]) => `${label} ${String(value)}`)
    script.add(name, `fills in and ${step.presses ? `presses ${step.presses}` : 'sends'}`, fields.join('\n'))
  } else if (step.presses !== undefined) script.add(name, `presses ${step.presses}`)
}

function textOf(deed: Step[(typeof deedNames)[number]]): string {
  if (typeof deed !== 'object') return String(deed)
  if ('to' in deed) return `${deed.from} → ${deed.to}`
  if ('app' in deed) return `as ${deed.app}: ${[deed.title, deed.text].filter(Boolean).join('\n')}`
  const what = 'words' in deed ? `${deed.words} (${deed.from})` : deed.name
  return 'saying' in deed && deed.saying !== undefined ? `${what}: ${deed.saying}` : what
}
