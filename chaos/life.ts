/** One story played from its first step to its end, while things go wrong. */
import { openDatabase } from '#db/client.ts'
import { endsOtherwise } from '../play/ends/ends.ts'
import { castOf } from '../play/people.ts'
import { Differs, performStep } from '../play/perform.ts'
import { recordedIncidents, recordedPostmortems } from '../play/record.ts'
import { openStage, type Stage } from '../play/stage.ts'
import { policyOf } from '../play/story/policy.ts'
import type { Story } from '../play/story/story.ts'
import { startOf } from '../play/story/times.ts'
import type { Act, Answer } from '../sandbox/surface.ts'
import { type WholeDatabase, wholeDatabase } from './database-state.ts'
import { difference } from './difference.ts'
import { type MortalBot, startMortalBot } from './mortal-bot.ts'
import { type WholeSlack, wholeSlack } from './slack-state.ts'

export interface Life {
  calls: number
  slack: WholeSlack
  database: WholeDatabase
  /** The places where it differed from what the story says. */
  differences: string[]
}

export interface Scene {
  readonly stage: Stage
  /** The bot that runs now, unless the story has stopped it. */
  bot(): MortalBot | undefined
  /** The number of people who wait for an answer. */
  waiting(): number
}

export interface Circumstances {
  /** Default: the embedded engine. */
  url?: string | undefined
  /** Milliseconds that the bot's clock is ahead of Slack's. */
  ahead?: number
  /** Makes things go wrong from now on, and returns a function that ends it. */
  interfere?: (scene: Scene) => () => void
}

/** After this everything that Slack delivers once more has come, and everything that is slow has been done. */
const aftermath = 70 * 60_000

export async function playLife(story: Story, { url, ahead, interfere }: Circumstances = {}): Promise<Life> {
  const cast = castOf(story.people, story.channels)
  const policy = await policyOf(story, cast)
  let bot: MortalBot | undefined
  let dataDir = ''
  await using stage = await openStage({
    cast,
    policy,
    starts: startOf(story.starts, story.zone),
    zone: story.zone,
    ...(url !== undefined && { database: { url } }),
    async start(options, parts) {
      dataDir = options.config.dataDir
      bot = await startMortalBot(options, parts, ahead)
      return bot
    },
  })
  keepTimetable(stage)
  const waiting = watchActs(stage, () => bot)
  const end = interfere?.({ stage, bot: () => bot, waiting })
  const differences = await perform(story, stage)
  const calls = stage.slack.journal.calls().length
  end?.()
  await stage.advance(aftermath)
  const recorded = await recordedIncidents(stage)
  const postmortems = await recordedPostmortems(stage, recorded)
  differences.push(...(await endsOtherwise(story.ends, recorded, postmortems, stage)))
  const slack = wholeSlack(stage.slack)
  await stage.stopBot()
  await using database = await openDatabase({ url, dataDir })
  return { calls, slack, database: await wholeDatabase(database.db), differences }
}

async function perform(story: Story, stage: Stage): Promise<string[]> {
  const differences: string[] = []
  for (const [index, step] of story.steps.entries()) {
    try {
      await performStep(step, stage)
    } catch (error) {
      if (!(error instanceof Differs)) throw error
      differences.push(`step ${index + 1}: ${error.message}`)
      if (!error.goesOn) break
    }
  }
  return differences
}

/** Extra time that each wait of a story takes, the same in every life. */
const reserve = 0.01

/**
 * Lets steps come at the same instants in every life: time that was lost over a death is taken from the reserve of the
 * waits after it. Never from a wait itself, since stories like to wait just as long as a reminder or a page does: cut
 * shorter by seconds, they would miss what came seconds late.
 */
function keepTimetable(stage: Stage): void {
  const { clock, advanceTo } = stage
  let planned = clock.now().getTime()
  stage.advanceTo = (instant) => {
    planned = instant.getTime()
    return advanceTo(instant)
  }
  stage.advance = (ms) => {
    planned = wholeSecond(planned + ms * (1 + reserve))
    return advanceTo(new Date(Math.max(planned, wholeSecond(clock.now().getTime() + ms))))
  }
}

/** At which people's acts are done in every story: some of what Muster names by an instant tells its milliseconds. */
function wholeSecond(ms: number): number {
  return Math.ceil(ms / 1000) * 1000
}

const showsForm = ['views.open', 'views.push', 'views.update']

/** Repeats, once the trouble is over, what was not answered. Gives the number of people who wait for an answer. */
function watchActs({ slack: { surface }, settle }: Stage, bot: () => MortalBot | undefined): () => number {
  const carryOut = surface.do
  let open = 0
  const form = (as: string) => JSON.stringify(surface.modals(as).at(-1)?.view)
  async function attempt(act: Act): Promise<Answer> {
    open += 1
    return carryOut(act).finally(() => {
      open -= 1
    })
  }
  surface.do = async (act) => {
    const before = bot()?.cutOff.length
    const shown = form(act.as)
    const answer = await attempt(act)
    await settle()
    const cutOff = bot()?.cutOff.slice(before) ?? []
    // A form is asked for after or before the answer; it may have opened all the same.
    if (cutOff.length === 0 || (answer.ok && !cutOff.some((one) => showsForm.includes(one)))) return answer
    if (form(act.as) !== shown) return { ok: true }
    const again = await attempt(act)
    // A request that had its effect all the same may have taken the button away.
    return again.error === 'action_not_found' ? { ok: true } : again
  }
  return () => open
}

/** Lists where a life ended differently from an undisturbed one. */
export function wrongIn(life: Life, undisturbed: Life): string[] {
  return [
    ...life.differences,
    ...difference(undisturbed.slack, life.slack, 'slack'),
    ...difference(undisturbed.database, life.database, 'database'),
  ]
}

/** Compares only the parts that do not depend on the time at which Muster heard of something, as reminders and drafts do. */
export function wrongInEssence(life: Life, undisturbed: Life): string[] {
  return difference(essence(undisturbed), essence(life))
}

function essence({ slack, database }: Life) {
  const channels = Object.entries(slack.channels).map(([name, { members, pins, messages, archived }]) => {
    const slots = messages.map(({ slot }) => slot).filter((slot) => !slot.startsWith('cadence:'))
    return [name, { members, pins, archived, slots: slots.toSorted() }] as const
  })
  const incidents = Object.entries(database.incidents).map(
    ([number, { incidents, status, pages, unfinished }]) =>
      [number, { incidents, status, pages, unfinished }] as const,
  )
  return { slack: Object.fromEntries(channels), incidents: Object.fromEntries(incidents) }
}
