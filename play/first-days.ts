import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { day } from '#time.ts'
import type { Providers } from '../sandbox/providers/providers.ts'
import type { LocalSlack } from '../sandbox/slack.ts'
import { giveContacts } from './phones.ts'
import { performUndisturbed } from './perform.ts'
import type { Scene } from './scene.ts'
import { readStory } from './story/read-story.ts'
import type { Step } from './story/step.ts'

/** Milliseconds that the first days lie back. */
export const firstDaysMs = 2 * day

/** Plays the company's first days, so that a newcomer finds people on call and an incident that is over. */
export async function playFirstDays(
  scene: Scene,
  { slack, providers }: { slack: LocalSlack; providers: Providers },
  end: Date,
): Promise<void> {
  // Nobody waits in front of these; a machine that is busy while it starts may take its time.
  const patience = { ...slack.patience }
  Object.assign(slack.patience, { ms: 60_000, triggerMs: 60_000 })
  const { steps, phones = {} } = await readStory(join(import.meta.dirname, 'stories/first-days.yml'))
  // Muster makes its channels first.
  await scene.advance(0)
  await giveContacts(scene, { slack, providers }, phones)
  for (const [nth, step] of steps.entries()) await playDay(nth, step, scene)
  await scene.advanceTo(end)
  await readEverything(slack)
  providers.emptyPhones()
  Object.assign(slack.patience, patience)
}

/** The company's first days could not be played. The message is for the person who started the sandbox. */
export class UnplayableBeginning extends Error {
  override name = 'UnplayableBeginning'
}

export async function playDay(nth: number, step: Step, scene: Scene): Promise<void> {
  try {
    await performUndisturbed(step, scene)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new UnplayableBeginning(
      `The sandbox could not play its company’s first days: step ${nth + 1}${step.who ? `, ${step.who}` : ''}. ${why.replace(/\s+/g, ' ').slice(0, 300)}
Please start it once more: it begins afresh. If it stops at the same step again, that is a mistake of ours; please tell us this line.`,
      { cause: error },
    )
  }
}

async function readEverything({ surface }: LocalSlack): Promise<void> {
  for (const { id } of surface.people())
    for (const { id: channel, unread } of surface.channels(id))
      if (unread > 0) await surface.do({ as: id, act: 'read', channel })
}

/**
 * Tells if a folder holds nothing yet, so that the first days are played there. A file stands there meanwhile. A folder in
 * which it is found was cut off in its first days, and is emptied.
 */
export async function onceIn(folder: string): Promise<{ isNew: boolean; done(): Promise<void> }> {
  const mark = join(folder, 'beginning')
  const kept = ['slack.json', 'data']
  if (existsSync(mark))
    for (const name of kept) await rm(join(folder, name), { recursive: true, force: true })
  const isNew = kept.every((name) => !existsSync(join(folder, name)))
  if (isNew) await writeFile(mark, '')
  return { isNew, done: () => rm(mark, { force: true }) }
}
