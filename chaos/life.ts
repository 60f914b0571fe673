/** One story played from its first step to its end, by a bot that dies at given calls. */
import { setTimeout as pause } from 'node:timers/promises'
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
import { wholeDatabase } from './database-state.ts'
import { type MortalBot, startMortalBot } from './mortal-bot.ts'
import { wholeSlack } from './slack-state.ts'
import { late, type Moment, stageOf } from './moment.ts'

export interface Point {
  /** The how many-eth call of this life. */
  call: number
  moment: Moment
}

export interface Life {
  calls: number
  /** Those points that it came to, with the method that was called. */
  died: (Point & { method: string })[]
  slack: Record<string, unknown>
  database: Record<string, unknown>
  /** Where it went otherwise than the story says. */
  differences: string[]
}

/** After this everything that Slack delivers once more has come, and everything that is slow has been done. */
const aftermath = 10 * 60_000
/** Real milliseconds that a call waits at most for the person to have been answered. */
const answerWithin = 500

export async function playLife(story: Story, points: readonly Point[], url?: string): Promise<Life> {
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
      bot = await startMortalBot(options, parts)
      return bot
    },
  })
  const acts = watchActs(stage, () => bot)
  const killed = killAt(points, stage, () => bot, acts)
  const differences = await perform(story, stage)
  const calls = stage.slack.journal.calls().length
  killed.stop()
  await stage.advance(aftermath)
  const recorded = await recordedIncidents(stage)
  const postmortems = await recordedPostmortems(stage, recorded)
  differences.push(...endsOtherwise(story.ends, recorded, postmortems, stage))
  const slack = wholeSlack(stage.slack)
  await stage.stopBot()
  await using database = await openDatabase({ url, dataDir })
  return { calls, died: killed.died, slack, database: await wholeDatabase(database.db), differences }
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

interface Acts {
  /** How many people wait for an answer. */
  readonly open: number
}

/** Who is not answered because the bot died does it again once it is back. */
function watchActs({ slack: { surface } }: Stage, bot: () => MortalBot | undefined): Acts {
  const carryOut = surface.do
  let open = 0
  async function attempt(act: Act): Promise<Answer> {
    open += 1
    return carryOut(act).finally(() => {
      open -= 1
    })
  }
  surface.do = async (act) => {
    const deaths = bot()?.deaths
    const modals = surface.modals(act.as).length
    const answer = await attempt(act)
    if (answer.ok || bot()?.deaths === deaths) return answer
    await bot()?.recovered()
    // The form that was asked for may have opened all the same.
    return surface.modals(act.as).length > modals ? { ok: true } : attempt(act)
  }
  return {
    get open() {
      return open
    },
  }
}

function killAt(points: readonly Point[], { slack }: Stage, bot: () => MortalBot | undefined, acts: Acts) {
  const left = [...points]
  const died: Life['died'] = []
  let seen = 0
  let chosen: { n: number; point: Point } | null = null
  const stop = slack.faults.intercept(async ({ stage, method, n }) => {
    const victim = bot()
    if (stage === 'before') {
      seen += 1
      const [point] = left
      if (!victim || chosen || !point || seen < point.call) return
      chosen = { n, point }
      left.shift()
    }
    if (!victim || chosen?.n !== n || stage !== stageOf[chosen.point.moment]) return
    const { point } = chosen
    // Who was answered is not asked to repeat anything; only a form is opened before that.
    const until = performance.now() + answerWithin
    while (!method.startsWith('views.') && acts.open > 0 && performance.now() < until) await pause(5)
    await victim.kill()
    chosen = null
    died.push({ ...point, method })
    if (point.moment === 'never arrived') slack.faults.add({ method, kind: 'request_lost', times: 1 })
    if (point.moment === 'executed later') await victim.later(late)
  })
  return { died, stop }
}
