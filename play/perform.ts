/** Carries out the steps of a story on a stage. */
import type { Answer } from '../sandbox/surface.ts'
import { personIn } from './people.ts'
import type { Player } from './player.ts'
import { says } from './screen/words.ts'
import type { Stage } from './stage.ts'
import { deedNames, type Step } from './story/step.ts'
import { timeAt } from './story/times.ts'
import { cause } from './story/trouble.ts'

/** Somebody could not do what the story says, or saw something else; then the story can go on. */
export class Differs extends Error {
  readonly goesOn: boolean

  constructor(message: string, goesOn = false) {
    super(message)
    this.goesOn = goesOn
  }
}

/** Throws `Differs` where it goes otherwise than the story says. Calls `begins` once its time has come. */
export async function performStep(step: Step, stage: Stage, begins: () => void = () => {}): Promise<void> {
  if (step.at !== undefined) await stage.advanceTo(timeAt(step.at, stage.clock.now(), stage.reader.zone))
  if (step.after !== undefined) await stage.advance(step.after)
  begins()
  if (step.slack !== undefined) {
    const now = stage.clock.now().getTime()
    cause(step.slack, stage.slack.faults, (ms, undo) => stage.at(new Date(now + ms), undo))
    await stage.settle()
  }
  if (step.bot !== undefined) await moveBot(step.bot, stage)
  if (step.who !== undefined) await act(step, stage.as(step.who), stage)
  if (step.wait !== undefined) await stage.advance(step.wait)
}

async function moveBot(bot: NonNullable<Step['bot']>, stage: Stage): Promise<void> {
  if (bot !== 'starts') await stage.stopBot()
  if (bot !== 'stops') await stage.startBot()
}

async function act(step: Step, player: Player, stage: Stage): Promise<void> {
  const isLooking =
    deedNames.every((name) => step[name] === undefined) && step.presses === undefined && !step.fills
  const before = isLooking ? new Map<string, string>() : player.screen()
  const answers: (Answer | undefined)[] = []
  try {
    answers.push(await deed(step, player, stage))
    if (step.fills) player.fills(step.fills)
    if (step.presses !== undefined || step.fills) answers.push(await player.presses(step.presses))
  } catch (error) {
    throw new Differs(error instanceof Error ? error.message : String(error))
  }
  const shown = isLooking ? await standing(step, player) : news(before, player.screen())
  const refused = answers.find((answer) => answer?.ok === false)
  if (refused && !step.sees) throw new Differs(refusal(refused, player, shown))
  compare(step, player, shown)
}

/** Does the one thing the step names, and answers what came of it. */
async function deed(step: Step, player: Player, stage: Stage): Promise<Answer | undefined> {
  const as = player.person.id
  const channel = async (words = step.in): Promise<string> => player.place(words ?? '#general')
  const person = (words: string): string => personIn(stage.slack.surface.people(), words).id
  const message = async (on: string | undefined) => player.message({ in: step.in, on })
  if (step.says !== undefined) return player.says(step.says, step)
  if (step.types !== undefined) return player.types(step.types, step)
  if (step.clicks !== undefined) return player.clicks(step.clicks, step)
  if (step.runs !== undefined) return player.runs(step.runs, step)
  if (step.opens !== undefined) return player.opensHome()
  for (const act of ['react', 'unreact'] as const) {
    const name = step[`${act}s`]?.replaceAll(':', '')
    if (name !== undefined) {
      const { channel: id, ts } = await message(step.on)
      return player.does({ as, act, channel: id, ts, name })
    }
  }
  for (const act of ['pin', 'unpin'] as const) {
    const words = step[`${act}s`]
    if (words !== undefined) {
      const { channel: id, ts } = await message(words)
      return player.does({ as, act, channel: id, ts })
    }
  }
  if (step.edits !== undefined) {
    const { channel: id, ts } = await message(step.edits.from)
    return player.does({ as, act: 'edit', channel: id, ts, text: step.edits.to })
  }
  if (step.deletes !== undefined) {
    const { channel: id, ts } = await message(step.deletes)
    return player.does({ as, act: 'delete', channel: id, ts })
  }
  if (step.uploads !== undefined) return upload(step, step.uploads, player)
  for (const act of ['join', 'leave', 'archive'] as const) {
    const words = step[`${act}s`]
    if (words !== undefined) return player.does({ as, act, channel: await channel(words) })
  }
  if (step.invites !== undefined)
    return player.does({ as, act: 'invite', channel: await channel(), user: person(step.invites) })
  if (step.removes !== undefined)
    return player.does({ as, act: 'kick', channel: await channel(), user: person(step.removes) })
  if (step.creates !== undefined)
    return player.does({ as, act: 'createChannel', name: step.creates.replace(/^#/, '') })
  if (step.renames !== undefined) {
    return player.does({
      as,
      act: 'rename',
      channel: await channel(step.renames.from),
      name: step.renames.to,
    })
  }
  if (step.topic !== undefined)
    return player.does({ as, act: 'setTopic', channel: await channel(), topic: step.topic })
  if (step.dnd !== undefined) return player.does({ as, act: 'setDnd', on: step.dnd })
  if (step.deactivated !== undefined)
    return player.does({ as, act: step.deactivated ? 'deactivate' : 'reactivate' })
  return undefined
}

async function upload(step: Step, file: NonNullable<Step['uploads']>, player: Player): Promise<Answer> {
  const { name } = file
  const { content, saying } =
    'saying' in file || 'content' in file ? file : { content: undefined, saying: undefined }
  const isPicture = /\.(png|jpe?g|gif|webp)$/i.test(name)
  const channel = await player.place(step.in ?? '')
  const parent =
    step.thread === undefined ? undefined : await player.message({ in: step.in, on: step.thread })
  return player.does({
    as: player.person.id,
    act: 'upload',
    channel,
    files: [
      { name, mimetype: isPicture ? 'image/png' : 'text/plain', ...(content !== undefined && { content }) },
    ],
    ...(saying !== undefined && { text: saying }),
    ...(parent && { thread: parent.threadTs ?? parent.ts }),
  })
}

/** What was not on the screen before. */
function news(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): string[] {
  return [...now].filter(([key, text]) => before.get(key) !== text).map(([, text]) => text)
}

/** What stands where the person looks: in one place, or anywhere. */
async function standing(step: Step, player: Player): Promise<string[]> {
  const all = [...player.screen()]
  if (step.in === undefined) return all.map(([, text]) => text)
  const prefix = step.in === 'home' ? 'home' : await player.place(step.in)
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
  return `${name} is refused: ${because}. They see ${inShort(shown)}`
}

function inShort(texts: readonly string[]): string {
  if (texts.length === 0) return 'nothing new.'
  return texts.map((text) => `"${text.replace(/\s+/g, ' ').slice(0, 300)}"`).join(', ')
}
