/** Everything a person of a story can do, by the word a step has for it. */
import type { Answer } from '../sandbox/surface.ts'
import { answersCall, endsCall, opensLink, pressesPush, replies, sendsPage, withCode } from './phone-deeds.ts'
import type { Player } from './player.ts'
import { type DeedName, deedNames, type Step } from './story/step.ts'

type Doer<Name extends DeedName> = (
  what: NonNullable<Step[Name]>,
  player: Player,
  step: Step,
) => Promise<Answer>

const doers: { [Name in DeedName]: Doer<Name> } = {
  says: (text, player, step) => player.says(text, step),
  types: (line, player, step) => player.types(withCode(line, player), step),
  clicks: (words, player, step) => player.clicks(words, step),
  runs: (shortcut, player, step) => player.runs(shortcut, step),
  opens: (_, player) => player.opensHome(),
  reacts: (emoji, player, step) => react('react', emoji, player, step),
  unreacts: (emoji, player, step) => react('unreact', emoji, player, step),
  pins: (words, player, step) => onMessage('pin', words, player, step),
  unpins: (words, player, step) => onMessage('unpin', words, player, step),
  deletes: (words, player, step) => onMessage('delete', words, player, step),
  async edits({ from, to }, player, step) {
    const { channel, ts } = await player.message({ in: step.in, on: from })
    return player.does({ as: player.person.id, act: 'edit', channel, ts, text: to })
  },
  async uploads(file, player, step) {
    const { thread, ts } = await threadOf(player, step)
    const { name, content, saying } = { content: undefined, saying: undefined, ...file }
    return player.does({
      as: player.person.id,
      act: 'upload',
      channel: await placeOf(player, step),
      files: [{ name, mimetype: typeOf(name), ...(content !== undefined && { content }) }],
      ...(saying !== undefined && { text: saying }),
      ...(ts !== undefined && { thread: thread ?? ts }),
    })
  },
  async forwards({ from, words, saying }, player, step) {
    const { channel, ts } = await player.message({ in: from, on: words })
    const to = await placeOf(player, step)
    const said = saying !== undefined && { text: saying }
    return player.does({
      as: player.person.id,
      act: 'forward',
      channel: to,
      message: { channel, ts },
      ...said,
    })
  },
  async posts({ app, title, text, link }, player, step) {
    const attached = { text, ...(title && { title }), ...(link && { title_link: link }) }
    const channel = await placeOf(player, step)
    return player.does({ as: player.person.id, act: 'appPosts', channel, app, attachments: [attached] })
  },
  joins: (place, player) => onChannel('join', place, player),
  leaves: (place, player) => onChannel('leave', place, player),
  archives: (place, player) => onChannel('archive', place, player),
  invites: (who, player, step) => onPerson('invite', who, player, step),
  removes: (who, player, step) => onPerson('kick', who, player, step),
  creates: (name, player) =>
    player.does({ as: player.person.id, act: 'createChannel', name: name.replace(/^#/, '') }),
  async renames({ from, to }, player) {
    return player.does({ as: player.person.id, act: 'rename', channel: await player.place(from), name: to })
  },
  async topic(topic, player, step) {
    const channel = await placeOf(player, step)
    return player.does({ as: player.person.id, act: 'setTopic', channel, topic })
  },
  dnd: (on, player) => player.does({ as: player.person.id, act: 'setDnd', on }),
  deactivated: (gone, player) =>
    player.does({ as: player.person.id, act: gone ? 'deactivate' : 'reactivate' }),
  'answers call': answersCall,
  'ends call': endsCall,
  replies,
  'presses push': pressesPush,
  'opens link': opensLink,
  'sends page': sendsPage,
  phone: (mode, player) =>
    player.does({ as: player.person.id, act: 'phone', does: { act: 'setPhone', mode } }),
}

/** Does the one thing a step names; undefined where it names none. */
export async function doDeed(step: Step, player: Player): Promise<Answer | undefined> {
  const name = deedNames.find((one) => step[one] !== undefined)
  if (name === undefined) return undefined
  // The table gives each name a doer that takes what stands beside that name.
  return (doers[name] as Doer<DeedName>)(step[name] as never, player, step)
}

async function react(act: 'react' | 'unreact', emoji: string, player: Player, step: Step): Promise<Answer> {
  const { channel, ts } = await player.message({ in: step.in, on: step.on })
  return player.does({ as: player.person.id, act, channel, ts, name: emoji.replaceAll(':', '') })
}

async function onMessage(
  act: 'pin' | 'unpin' | 'delete',
  words: string,
  player: Player,
  step: Step,
): Promise<Answer> {
  const { channel, ts } = await player.message({ in: step.in, on: words })
  return player.does({ as: player.person.id, act, channel, ts })
}

async function onChannel(act: 'join' | 'leave' | 'archive', place: string, player: Player): Promise<Answer> {
  return player.does({ as: player.person.id, act, channel: await player.place(place) })
}

async function onPerson(act: 'invite' | 'kick', who: string, player: Player, step: Step): Promise<Answer> {
  const channel = await placeOf(player, step)
  return player.does({ as: player.person.id, act, channel, user: player.colleague(who) })
}

function placeOf(player: Player, step: Step): Promise<string> {
  return player.place(step.in ?? '#general')
}

async function threadOf(player: Player, step: Step): Promise<{ thread?: string | undefined; ts?: string }> {
  if (step.thread === undefined) return {}
  const { threadTs: thread, ts } = await player.message({ in: step.in, on: step.thread })
  return { thread, ts }
}

function typeOf(name: string): string {
  return /\.(png|jpe?g|gif|webp)$/i.test(name) ? 'image/png' : 'text/plain'
}
