import type { Incident } from '#incidents/incident.ts'
import { endsOtherwise } from './ends/ends.ts'
import { type Measure, measure } from './measures.ts'
import { createLog } from '#log.ts'
import { castOf, personIn } from './people.ts'
import { Differs, performStep } from './perform.ts'
import { recordedIncidents, recordedNews, recordedPostmortems } from './record.ts'
import { type Happening, keepScript } from './script.ts'
import { openStage, type StageOptions } from './stage.ts'
import { policyOf } from './story/policy.ts'
import type { Story } from './story/story.ts'
import { startOf } from './story/times.ts'
import type { LocalSlack } from '../sandbox/slack.ts'
import { tellStep } from './tell-step.ts'

export interface Played {
  /** The places where it differed from what the story says; empty when it did not. */
  differences: string[]
  happened: readonly Happening[]
  measures: (Measure & { news: number })[]
  incidents: Incident[]
  /** As Markdown. */
  postmortems: { incident: number; text: string }[]
  /** Methods that Slack refused for want of a scope in the manifest. */
  unscoped: string[]
  traffic: Traffic
}

/** The traffic between Muster and Slack. */
export interface Traffic {
  /** Those that Slack carried out. */
  calls: { method: string; args: Record<string, unknown> }[]
  events: { type: string; channelType: string }[]
  /** Of every channel by id, in the words of scopes. */
  kindOf: ReadonlyMap<string, 'channels' | 'groups' | 'im' | 'mpim'>
}

export interface PlayOptions extends Pick<StageOptions, 'database' | 'log'> {
  /** Told of everything as it happens. */
  heard?: (happening: Happening) => void
}

/** Plays a story from its first step to its end. Throws `BadStory` or `Misconfigured` for one that cannot be. */
export async function playStory(story: Story, { heard, ...rest }: PlayOptions = {}): Promise<Played> {
  const cast = castOf(story.people, story.channels, story.zone)
  const policy = await policyOf(story, cast)
  for (const { who } of story.steps) if (who !== undefined) personIn(cast.people, who)
  const starts = startOf(story.starts, story.zone)
  const logged: string[] = []
  const log = createLog('debug', { write: (line) => void logged.push(line) })
  const monitors = story.steps.some((step) => step.alert !== undefined)
  const place = { log, cast, policy, starts, zone: story.zone, monitors }
  await using stage = await openStage({ ...place, ...rest, ...phonesOf(story) })
  const script = keepScript(stage, heard)
  const differences: string[] = []
  for (const [index, step] of story.steps.entries()) {
    const who = step.who ?? ''
    try {
      await performStep(step, stage, () => tellStep(step, script, who && personIn(cast.people, who).realName))
    } catch (error) {
      if (!(error instanceof Differs)) throw error
      differences.push(`step ${index + 1}: ${error.message}`)
      if (!error.goesOn) break
    }
  }
  const recorded = await recordedIncidents(stage)
  const incidents = [...recorded.values()]
  const postmortems = await recordedPostmortems(stage, recorded)
  differences.push(...(await endsOtherwise(story.ends, recorded, postmortems, stage, logged)))
  const measures = await Promise.all(
    incidents
      .filter((one) => !one.private && !one.drill)
      .map(async (one) => ({
        ...measure(one, policy.channels.stakeholders, stage),
        news: await recordedNews(stage, one.number),
      })),
  )
  const texts = [...postmortems].map(([incident, { markdown }]) => ({ incident, text: markdown }))
  const unscoped = stage.slack.journal
    .calls()
    .flatMap(({ method, error }) => (error === 'missing_scope' ? [method] : []))
  const traffic = trafficOf(stage.slack)
  return { differences, happened: script.all, measures, incidents, postmortems: texts, unscoped, traffic }
}

function phonesOf({ phones: known, 'public address': publicAddress }: Story): Pick<StageOptions, 'phones'> {
  return known ? { phones: { known, publicAddress } } : {}
}

function trafficOf({ journal, surface }: LocalSlack): Traffic {
  const channels = surface.people().flatMap(({ id }) => surface.channels(id))
  return {
    calls: journal.calls().filter(({ ok }) => ok),
    events: journal.deliveries('event').map(({ payload }) => {
      const event = payload['event'] as { type: string; channel_type?: string }
      return { type: event.type, channelType: event.channel_type ?? '' }
    }),
    kindOf: new Map(
      channels.map(({ id, isPrivate, isIm, isMpim }) => [
        id,
        isIm ? 'im' : isMpim ? 'mpim' : isPrivate ? 'groups' : 'channels',
      ]),
    ),
  }
}
