/** A person's App Home: what is open, what waits for them, who is on call, and their turns. */
import type { HomeView } from '@slack/types'
import type { Incident, Offer, Role } from '#incidents/incident.ts'
import type { ActionItem, Postmortem } from '#postmortems/postmortem.ts'
import type { Range } from '#time.ts'
import type { Cover, Rota, Shift, Swap } from '#oncall/turns/rota.ts'
import {
  bold,
  button,
  buttons,
  channel,
  divider,
  header,
  type Line,
  lines,
  mention,
  type Piece,
  row,
  small,
} from '#words/blocks.ts'
import { dateWords, daysWords, dayWords, rangeWords, timeWords } from '#words/calendar-words.ts'
import { shiftValue } from '#oncall/turns/shift-value.ts'
import { monthActions } from './oncall/month.ts'
import { type TurnView, turnLines } from './oncall/on-call-now.ts'
import { cut, inline } from '#words/user-text.ts'
import { titled } from '#incidents/title.ts'
import { isOverdue } from '#reminders/update-due.ts'
import { glance } from './incident/glance.ts'
import { settleButton } from './postmortem/postmortem-notices.ts'
import { roleName, type Words } from '#incidents/words.ts'

export interface HomeScreen {
  /** The reader's time zone. */
  timeZone: string
  now: Date
  /** Why a page could not wake the reader; null or left out for who is ready. */
  notReady?: string | null
  turns: readonly TurnView[]
  /** The reader's shifts, soonest first. */
  shifts: readonly { rota: Rota; shift: Shift; coveredBy: readonly Cover[] }[]
  /** Covers they have taken. */
  covers: readonly { rota: Rota; cover: Cover }[]
  aways: readonly (Range & { id: string })[]
  asks: {
    covers: readonly { rota: Rota; cover: Cover }[]
    swaps: readonly { rota: Rota; swap: Swap }[]
  }
  /** Open incidents that they may know of, each with its room. */
  incidents: readonly HomeIncident[]
  /** Unfinished post-mortems that are theirs. */
  drafts: readonly (Named & Pick<Postmortem, 'status' | 'dueAt'>)[]
  /** Open action items that are theirs. */
  actions: readonly ActionItem[]
  /** Roles offered to them. */
  offers: readonly { incident: Incident; offer: Offer }[]
}

type Named = Pick<Incident, 'number' | 'title'>

export interface HomeIncident {
  incident: Incident
  room: string | null
  /** Their part in it. */
  mine: { roles: readonly Role[]; isReporter: boolean }
}

/** The number of each kind that is shown; the lists have the rest. */
const shown = { shifts: 6, asks: 8, incidents: 10, owed: 8 }

export function home(screen: HomeScreen, words: Words): HomeView {
  const pieces = [
    buttons(button('Declare an incident', 'tray.declare', 'declare', 'danger')),
    ...incidents(screen, words),
    ...waiting(screen, words),
    ...owed(screen, words),
    divider(),
    header('On call now'),
    lines(...(screen.turns.length === 0 ? [['There is no rota yet.']] : turnLines(screen.turns, words))),
    buttons(
      button('Schedule', 'oncall.schedule', 'mine'),
      button('Month', monthActions.open, 'month'),
      button('I’m away', 'oncall.away', 'away'),
      button('Find cover', 'oncall.cover', 'cover'),
      button('Swap a turn', 'oncall.swap', 'swap'),
    ),
    ...unready(screen, words),
    divider(),
    header('My next turns'),
    ...turnsAhead(screen, words),
    small(
      `Times of your own turns are ${screen.timeZone.replaceAll('_', ' ')}, where you live. ${words.names.oncall} help lists everything.`,
    ),
  ]
  return { type: 'home', blocks: pieces.slice(0, 100).map((piece) => piece.block) }
}

function unready({ notReady, shifts }: HomeScreen, { names }: Words): Piece[] {
  if (!notReady || shifts.length === 0) return []
  return [
    row(
      `⚠ A page could not wake you: ${notReady}. ${names.oncall} contact mends it.`,
      button('Ways to reach me', 'oncall.contact', 'contact'),
    ),
  ]
}

function turnsAhead({ shifts, covers, aways, timeZone, now }: HomeScreen, { names }: Words): Piece[] {
  const own = shifts.map(({ rota, shift, coveredBy }) => ({
    start: shift.start,
    piece: row(
      `${rangeWords(shift, timeZone)}  ·  ${rota.name}${marks(shift, coveredBy, timeZone)}`,
      button('Find cover', 'oncall.cover', shiftValue({ rota, start: shift.start })),
    ),
  }))
  const taken = covers.map(({ rota, cover }) => ({
    start: cover.start,
    piece: lines([`${rangeWords(cover, timeZone)}  ·  ${rota.name}, standing in for `, mention(cover.by)]),
  }))
  const all = [...own, ...taken].toSorted((a, b) => a.start.getTime() - b.start.getTime())
  return [
    ...(all.length === 0
      ? [lines([`Nothing is coming up for you. ${names.oncall} join puts you into a rota.`])]
      : all.slice(0, shown.shifts).map(({ piece }) => piece)),
    ...(all.length > shown.shifts
      ? [small(`And ${all.length - shown.shifts} more in what is published.`)]
      : []),
    ...aways
      .slice(0, 5)
      .map((one) =>
        row(
          `Away ${daysWords(one, timeZone)}`,
          button(one.start <= now ? 'I am back' : 'Not away after all', 'oncall.back', one.id),
        ),
      ),
  ]
}

function marks(shift: Shift, coveredBy: readonly Cover[], timeZone: string): string {
  const kind = shift.class === 'weekday' ? '' : `, ${shift.class}`
  const covered = coveredBy.map((cover) =>
    cover.user === null
      ? `  ·  cover asked for ${rangeWords(cover, timeZone)}`
      : `  ·  covered ${rangeWords(cover, timeZone)}`,
  )
  return `${kind}${covered.join('')}`
}

function waiting({ asks, offers, timeZone }: HomeScreen, words: Words): Piece[] {
  const pieces = [
    ...offers.flatMap(({ incident, offer }) => roleOffer(incident, offer, words)),
    ...asks.swaps.slice(0, shown.asks).flatMap((one) => swapOffer(one, timeZone)),
    ...asks.covers.slice(0, shown.asks).flatMap((one) => coverAsked(one, timeZone)),
  ]
  return pieces.length === 0 ? [] : [divider(), header('Waiting for you'), ...pieces]
}

function roleOffer({ number, title }: Incident, { role, from }: Offer, words: Words): Piece[] {
  const value = JSON.stringify({ number, role })
  return [
    lines([
      mention(from),
      ` asks you to take over as ${roleName(role, words)} of ${titled({ number, title })}.`,
    ]),
    buttons(button('Accept', 'role.accept', value, 'primary'), button('Decline', 'role.decline', value)),
  ]
}

function swapOffer({ rota, swap }: HomeScreen['asks']['swaps'][number], timeZone: string): Piece[] {
  const value = `${rota.id} ${swap.id}`
  const day = (start: Date): Line => [bold(`${dayWords(start, timeZone)} ${timeWords(start, timeZone)}`)]
  return [
    lines([
      mention(swap.from.user),
      ` would give you ${rota.name} of `,
      ...day(swap.from.start),
      ' for yours of ',
      ...day(swap.to.start),
      '.',
    ]),
    buttons(button('Accept', 'swap.accept', value, 'primary'), button('Decline', 'swap.decline', value)),
  ]
}

function coverAsked({ rota, cover }: HomeScreen['asks']['covers'][number], timeZone: string): Piece[] {
  const note = cover.note === '' ? '' : `: ${inline(cover.note, 200)}`
  return [
    lines([
      mention(cover.by),
      ` looks for cover for ${rota.name}, `,
      bold(rangeWords(cover, timeZone)),
      note,
    ]),
    buttons(button('Take it', 'cover.take', `${rota.id} ${cover.id}`, 'primary')),
  ]
}

/** Open incidents, the reader's own first. */
function incidents({ incidents: all, now }: HomeScreen, words: Words): Piece[] {
  const ordered = all.toSorted((a, b) => Number(isMine(b)) - Number(isMine(a)))
  const more = all.length - shown.incidents
  return [
    header('Open incidents'),
    ...(all.length === 0 ? [lines(['Nothing is open. Enjoy the quiet.'])] : []),
    ...ordered.slice(0, shown.incidents).map((one) => incidentPiece(one, words, now)),
    ...(more > 0 ? [small(`And ${more} more: ${words.names.command} list shows all.`)] : []),
  ]
}

function isMine({ mine: { roles, isReporter } }: HomeIncident): boolean {
  return roles.length > 0 || isReporter
}

function incidentPiece(one: HomeIncident, words: Words, now: Date): Piece {
  const { incident, room } = one
  const late = isOverdue(incident, words, now) ? ' · ⏰ update overdue' : ''
  const said = `${glance(incident, words)} · ${titled(incident, 120)}${late}`
  if (!isMine(one)) return row(said, button('Join', 'incident.join', String(incident.number)))
  return lines([
    bold(glance(incident, words)),
    ` · ${titled(incident, 120)}${late} · `,
    bold(partWords(one.mine, words)),
    ...(room === null ? [] : [' · ', channel(room)]),
  ])
}

/** `yours as GEOC and IM`; `declared by you`. */
function partWords({ roles }: HomeIncident['mine'], words: Words): string {
  if (roles.length === 0) return 'declared by you'
  return `yours as ${roles.map((role) => roleName(role, words)).join(' and ')}`
}

/** Post-mortems and promises of the reader. */
function owed({ drafts, actions, timeZone }: HomeScreen, { names }: Words): Piece[] {
  const more = Math.max(0, drafts.length - shown.owed) + Math.max(0, actions.length - shown.owed)
  if (drafts.length + actions.length === 0) return []
  return [
    divider(),
    header('Yours to finish'),
    ...drafts
      .slice(0, shown.owed)
      .map(({ number, title, status, dueAt }) =>
        row(
          `Post-mortem of ${titled({ number, title }, 120)} · ${status}${dueAt ? `, due ${dayWords(dueAt, timeZone)}` : ''}`,
          button('Open draft', 'postmortem.open', String(number)),
        ),
      ),
    ...actions
      .slice(0, shown.owed)
      .map(({ incident, number, what, due }) =>
        row(
          `A${number} of #${incident}: ${cut(what, 200)} · ${due ? `due ${dateWords(Temporal.PlainDate.from(due))}` : 'no date yet'}`,
          due === null
            ? settleButton({ incident, number })
            : button('Done', 'action.done', `${incident}/${number}`),
        ),
      ),
    ...(more > 0 ? [small(`And ${more} more: ${names.command} actions lists what was promised.`)] : []),
  ]
}
