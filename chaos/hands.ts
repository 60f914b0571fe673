/** People change a room while Muster is dead and hears nothing: their changes stand, and the work goes on. */
import { openDatabase } from '#db/client.ts'
import type { ChannelSeen, MessageSeen } from '../sandbox/surface.ts'
import { type Finding, rounded, type Setting } from './report.ts'
import { settled } from './settled.ts'
import { waitUntil } from './wait-until.ts'
import { cast, openWorkplace, type Workplace } from './workplace.ts'

const target = 60_000
const bot = 'U0BOT'
/** Slack tells again after a minute what was not taken at once. */
const secondDelivery = 61_000

interface Trial {
  name: string
  /** With the room as it was, and its card. */
  hands(room: ChannelSeen, card: MessageSeen): Parameters<Workplace['slack']['surface']['do']>[0]
  /** Lists the faults people see once Muster lives again and the severity is set to P1. */
  wrong(seen: Seen): (string | false)[]
}

interface Seen {
  was: ChannelSeen
  /** Of this incident, archived ones left out. */
  rooms: ChannelSeen[]
  /** In the newest room. */
  cards: MessageSeen[]
  /** Everything the reporter was told in private. */
  told: string
}

const oneCard = ({ cards }: Seen) => cards.length !== 1 && `${cards.length} cards`
const sameRoom = ({ rooms, was }: Seen) =>
  (rooms.length !== 1 || rooms[0]?.id !== was.id) && `rooms: ${rooms.map(({ name }) => name).join(', ')}`
const showsP1 = ({ cards }: Seen) =>
  !JSON.stringify(cards[0]?.blocks ?? '').includes('P1') && 'the card does not say P1'

const trials: Trial[] = [
  {
    name: 'room renamed',
    hands: ({ id: channel }) => ({ as: cast.reporter, act: 'rename', channel, name: 'tills-and-tears' }),
    wrong: (seen) => [
      sameRoom(seen),
      oneCard(seen),
      showsP1(seen),
      seen.rooms[0]?.name !== 'tills-and-tears' && 'the name was taken back',
    ],
  },
  {
    name: 'room archived',
    hands: ({ id: channel }) => ({ as: cast.reporter, act: 'archive', channel }),
    wrong: (seen) => [
      seen.rooms.length !== 1 && `${seen.rooms.length} rooms`,
      seen.rooms[0]?.id === seen.was.id && 'it is still in the archived room',
      oneCard(seen),
      showsP1(seen),
    ],
  },
  {
    name: 'card deleted',
    hands: (_, { channel, ts }) => ({ as: cast.reporter, act: 'delete', channel, ts }),
    wrong: (seen) => [sameRoom(seen), oneCard(seen), showsP1(seen)],
  },
  {
    name: 'card unpinned',
    hands: (_, { channel, ts }) => ({ as: cast.reporter, act: 'unpin', channel, ts }),
    wrong: (seen) => [
      sameRoom(seen),
      oneCard(seen),
      showsP1(seen),
      seen.cards[0]?.pinnedBy !== undefined && 'it was pinned again',
    ],
  },
  {
    name: 'bot removed',
    hands: ({ id: channel }) => ({ as: cast.reporter, act: 'kick', channel, user: bot }),
    wrong: (seen) => [
      sameRoom(seen),
      !seen.told.includes('I was removed from its room') && 'the reporter was not told',
    ],
  },
]

export async function hands(setting: Setting): Promise<Finding[]> {
  const url = await setting.newDatabase?.()
  if (url === undefined || setting.quick) return []
  await using place = await openWorkplace({ databaseUrl: url })
  await using database = await openDatabase({ url, dataDir: '' })
  const { surface } = place.slack
  let alive = await place.startMovable()
  await place.connect()
  await settled(place, database)
  const findings: Finding[] = []

  for (const [index, { name, hands: act, wrong }] of trials.entries()) {
    setting.progress(index, trials.length, name)
    const number = index + 1
    await place.type(cast.reporter, `/incident declare Gears slip at gate ${number}`)
    await settled(place, database)
    const [was] = roomsOf(number)
    const [card] = was ? cardsIn(was) : []
    if (!was || !card) throw new Error(`Incident ${number} has no room`)
    await alive.kill()
    const done = await surface.do(act(was, card))
    if (!done.ok) throw new Error(`Slack did not let ${name}: ${done.error}`)
    alive = await place.startMovable()
    const began = performance.now()
    await place.type(cast.geoc, `/incident severity ${number} P1`)
    place.advance(secondDelivery)
    const problems = () => wrong(look(number, was)).filter((one) => one !== false)
    await waitUntil(() => problems().length === 0, target)
    const took = performance.now() - began
    await settled(place, database)
    const left = problems()
    findings.push({
      name: `${name} while it is dead`,
      ok: left.length === 0 && took < target,
      figures: { 'right after s': rounded(took / 1_000, 1) },
      problems: left,
    })
  }
  setting.progress(1, 1, '')
  return findings

  function roomsOf(number: number, was?: ChannelSeen): ChannelSeen[] {
    return surface
      .channels(cast.reporter)
      .filter((one) => !one.isArchived && (one.id === was?.id || one.name.startsWith(`incident-${number}-`)))
  }

  function cardsIn({ id }: ChannelSeen): MessageSeen[] {
    return surface
      .messages(cast.reporter, id)
      .filter((one) => JSON.stringify(one.metadata ?? '').includes('/card"'))
  }

  function look(number: number, was: ChannelSeen): Seen {
    const rooms = roomsOf(number, was)
    const told = surface
      .channels(cast.reporter)
      .filter(({ isIm }) => isIm)
      .flatMap(({ id }) => surface.messages(cast.reporter, id))
      .filter(({ text }) => text.includes(`#${number} `))
    return {
      was,
      rooms,
      cards: rooms.slice(-1).flatMap(cardsIn),
      told: told.map(({ text }) => text).join('\n'),
    }
  }
}
