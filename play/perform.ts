/** Carries out the steps of a story on a stage. */
import type { Answer } from '../sandbox/surface.ts'
import { doDeed } from './deeds.ts'
import { personIn } from './people.ts'
import type { Player } from './player.ts'
import { says } from './screen/words.ts'
import type { Scene } from './scene.ts'
import type { Stage } from './stage.ts'
import { type AlertSent, troublesOf } from './story/alert-sent.ts'
import { deedNames, type Step } from './story/step.ts'
import { timeAt } from './story/times.ts'
import { causeAtProviders, type ProviderTrouble } from './story/provider-trouble.ts'
import { cause } from './story/trouble.ts'

/** Somebody could not do what the story says, or saw something else; then the story can go on. */
export class Differs extends Error {
  readonly goesOn: boolean

  constructor(message: string, goesOn = false) {
    super(message)
    this.goesOn = goesOn
  }
}

/** Throws `Differs` where it differs from what the story says. Calls `begins` once its time has come. */
export async function performStep(step: Step, stage: Stage, begins: () => void = () => {}): Promise<void> {
  return performUndisturbed(step, stage, async () => {
    begins()
    if (step.slack !== undefined) {
      const now = stage.clock.now().getTime()
      cause(step.slack, stage.slack.faults, (ms, undo) => stage.at(new Date(now + ms), undo))
      await stage.settle()
    }
    if (step.providers !== undefined) disturbProviders(step.providers, stage)
    if (step.alert !== undefined) await sendAlerts(step.alert, stage)
    if (step.bot !== undefined && step.bot !== 'starts') await stage.stopBot()
    if (step.bot !== undefined && step.bot !== 'stops') await stage.startBot()
  })
}

function disturbProviders(wanted: ProviderTrouble, { providers, slack, clock, at }: Stage): void {
  if (!providers) throw new Differs('There are no providers: the story has no "phones".')
  const now = clock.now().getTime()
  causeAtProviders(wanted, providers.faults, {
    phone: (who) => providers.phone(personIn(slack.surface.people(), who).id),
    later: (ms, undo) => at(new Date(now + ms), undo),
  })
}

/** Sends them at once, or a part each second. */
async function sendAlerts(wanted: AlertSent, stage: Stage): Promise<void> {
  const { monitors } = stage
  if (!monitors) throw new Differs('There is no monitoring here.')
  const { source, state, every, over = 0, together, times } = wanted
  if (state === 'beats' || state === 'stops') monitors.beat(source, state === 'beats' ? every : null)
  else {
    const troubles = troublesOf(wanted)
    const seconds = Math.max(1, Math.round(over / 1000))
    const size = Math.ceil(troubles.length / seconds)
    for (let from = 0; from < troubles.length; from += size) {
      if (from > 0) await stage.advance(1_000)
      const part = troubles.slice(from, from + size)
      const isNews = state === 'firing' || state === 'resolved'
      if (together && isNews) await monitors.tellAll(source, state, part)
      else await Promise.all(part.map((trouble) => monitors.tell(source, state, trouble)))
      for (let copy = 1; copy < times; copy += 1)
        await Promise.all(part.map((trouble) => monitors.tell(source, 'repeated', trouble)))
    }
  }
  await stage.settle()
}

/** Does what a step says of time and of people. `first` runs once its time has come. */
export async function performUndisturbed(
  step: Step,
  scene: Scene,
  first: () => Promise<void> = async () => {},
): Promise<void> {
  if (step.at !== undefined) await scene.advanceTo(timeAt(step.at, scene.clock.now(), scene.reader.zone))
  if (step.after !== undefined) await scene.advance(step.after)
  await first()
  for (let nth = 1; nth <= (step.times ?? 1); nth += 1) {
    if (nth > 1 && step.every !== undefined) await scene.advance(step.every)
    if (step.who !== undefined) await act(step, scene.as(step.who))
  }
  if (step.wait !== undefined) await scene.advance(step.wait)
}

async function act(step: Step, player: Player): Promise<void> {
  const sends = step.presses !== undefined || step.fills !== undefined
  const isLooking = !sends && deedNames.every((name) => step[name] === undefined)
  const before = isLooking ? new Map<string, string>() : player.screen()
  const saidNo = player.refusals()
  const answers = await orDiffers(async () => {
    const done = [await doDeed(step, player)]
    if (step.fills) player.fills(step.fills)
    return sends ? [...done, await player.presses(step.presses)] : done
  })
  const shown = isLooking ? await orDiffers(() => standing(step, player)) : news(before, player.screen())
  const refused = answers.find((answer) => answer?.ok === false)
  if (refused && !step.sees) throw new Differs(refusal(refused, player, shown))
  const [no] = player.refusals().filter((key) => !saidNo.includes(key))
  if (no !== undefined && !step.sees && !isLooking) {
    throw new Differs(`${player.person.displayName} is refused: ${player.screen().get(no) ?? inShort(shown)}`)
  }
  compare(step, player, shown)
}

async function orDiffers<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw new Differs(error instanceof Error ? error.message : String(error))
  }
}

/** The part of the screen that is new. */
function news(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): string[] {
  return [...now].filter(([key, text]) => before.get(key) !== text).map(([, text]) => text)
}

/** The text where the person looks: in one place, or anywhere. */
async function standing(step: Step, player: Player): Promise<string[]> {
  const all = [...player.screen()]
  if (step.in === undefined) return all.map(([, text]) => text)
  const prefix = step.in === 'home' || step.in === 'phone' ? step.in : await player.place(step.in)
  return all.filter(([key]) => key.startsWith(prefix)).map(([, text]) => text)
}

function compare(step: Step, player: Player, shown: readonly string[]): void {
  const name = player.person.displayName
  for (const words of step.sees ?? []) {
    if (!shown.some((text) => says(text, words))) {
      throw new Differs(`${name} does not see "${words}", but ${inShort(shown)}`, true)
    }
  }
  for (const words of step['never sees'] ?? []) {
    const found = shown.find((text) => says(text, words))
    if (found !== undefined) throw new Differs(`${name} sees "${words}": ${inShort([found])}`, true)
  }
}

function refusal({ error, errors }: Answer, player: Player, shown: readonly string[]): string {
  const name = player.person.displayName
  if (error === 'not_in_channel') return `${name} is not in that channel: let them join first, with "joins".`
  const because = errors ? Object.values(errors).join(' ') : error
  return `${name} is refused: ${because} They see ${inShort(shown)}`
}

function inShort(texts: readonly string[]): string {
  if (texts.length === 0) return 'nothing new.'
  const some = texts.slice(0, 6).map((text) => `"${text.replace(/\s+/g, ' ').slice(0, 160)}"`)
  return texts.length > 6 ? `${some.join(', ')} and ${texts.length - 6} more` : some.join(', ')
}
