/** A deed that a person of a story does with their phone. */
import type { PhoneAct } from '../sandbox/providers/phone.ts'
import type { Answer } from '../sandbox/surface.ts'
import type { Player } from './player.ts'
import { says } from './screen/words.ts'

function withPhone(player: Player, does: PhoneAct): Promise<Answer> {
  return player.does({ as: player.person.id, act: 'phone', does })
}

/** Takes the call that rings and presses these keys, or only listens. */
export async function answersCall(keys: string, player: Player): Promise<Answer> {
  const answer = await withPhone(player, { act: 'answerCall' })
  if (!answer.ok || keys === 'listens') return answer
  for (const key of keys) {
    const pressed = await withPhone(player, { act: 'pressKey', key })
    if (!pressed.ok) return pressed
  }
  return answer
}

export function endsCall(how: 'declines' | 'hangs up', player: Player): Promise<Answer> {
  return withPhone(player, { act: how === 'declines' ? 'declineCall' : 'hangUp' })
}

/** Replies to the last text, `<code>` standing for the code in it. */
export function replies(text: string, player: Player): Promise<Answer> {
  const last = player.phone()?.texts.findLast(({ mine }) => !mine)
  const [, code = '<code>'] = /\bReply \d (\w+)/.exec(last?.body ?? '') ?? []
  return withPhone(player, { act: 'replyText', text: text.replace('<code>', code) })
}

/** Puts the code that came last on their phone, by whatever way, in the place of `<code>`. */
export function withCode(line: string, player: Player): string {
  if (!line.includes('<code>')) return line
  const { calls = [], texts = [], mails = [], pushes = [] } = player.phone() ?? {}
  const all = [
    ...calls.map(({ at, spoken }) => ({ at, words: spoken.join(' ') })),
    ...texts.map(({ at, body }) => ({ at, words: body })),
    ...mails.map(({ at, text }) => ({ at, words: text })),
    ...pushes.map(({ at, message }) => ({ at, words: message })),
  ].toSorted((a, b) => b.at.localeCompare(a.at))
  for (const { words } of all) {
    const [code] = /(?:\d[,\s]*){6}/.exec(words) ?? []
    if (code !== undefined) return line.replace('<code>', code.replaceAll(/\D/g, ''))
  }
  throw new Error(`No code came on ${player.person.displayName}'s phone.`)
}

/** Presses that button of the newest push that has it. */
export async function pressesPush(button: string, player: Player): Promise<Answer> {
  const pushes = player.phone()?.pushes ?? []
  const push = pushes.findLast(({ buttons, done }) => !done && buttons.some((one) => says(one, button)))
  const found = push?.buttons.find((one) => says(one, button))
  if (!push || found === undefined)
    throw new Error(`No push on ${player.person.displayName}'s phone has a button "${button}".`)
  return withPhone(player, { act: 'pressPush', id: push.id, button: found })
}

/** Opens a link of the newest mail or push that says these words. */
export async function opensLink(words: string, player: Player): Promise<Answer> {
  const { mails = [], pushes = [] } = player.phone() ?? {}
  const all = [
    ...mails.map(({ at, subject, text, links }) => ({ at, words: `${subject} ${text}`, links })),
    ...pushes.map(({ at, title, message, link }) => ({
      at,
      words: `${title} ${message}`,
      links: link === undefined ? [] : [link],
    })),
  ]
  const [newest] = all
    .filter((one) => one.links.length > 0 && says(one.words, words))
    .sort((a, b) => b.at.localeCompare(a.at))
  const url = newest?.links[0]
  if (url === undefined)
    throw new Error(`Nothing with a link on ${player.person.displayName}'s phone says "${words}".`)
  return withPhone(player, { act: 'openLink', url })
}

/** Sends the form of the page opened last, by its button. */
export async function sendsPage(button: string, player: Player): Promise<Answer> {
  const page = player.phone()?.browser
  if (page?.button === undefined || !says(page.button, button))
    throw new Error(
      `The page has ${page?.button === undefined ? 'no button' : `the button "${page.button}"`}: ${page?.words ?? ''}`,
    )
  return withPhone(player, { act: 'sendPage' })
}
