/** Handles when it began and ended: from the form, typed, or by pointing at a message. */
import { Refusal } from '#errors.ts'
import { mostDaysBefore } from '#incidents/impact-times.ts'
import type { ImpactEdge, Incident, IncidentSummary, MessageRef, UserId } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import { titled } from '#incidents/title.ts'
import { noIncidentThen, unreadableTime } from '#messages/short-replies.ts'
import { day } from '#time.ts'
import { act, actTyped, ask, clicked, incidentNumber, metaOf, submitted } from '../asking/about.ts'
import { readMoment } from './moment.ts'
import type { Click, Form, Picked } from '../asking/request.ts'
import type { Flow, Reply, Services } from '../asking/services.ts'
import type { AboutOne, TypedAbout } from '../asking/typed.ts'
import { zoneOf } from '../oncall/rota.ts'
import { impactView, pointedView, readImpact, readPointed } from './impact-form.ts'
import { sourceOf } from './source.ts'

export async function askImpact(click: Click, services: Services): Promise<Reply> {
  return askTimes(clicked(click), services)
}

export async function setImpactTimes(form: Form, services: Services): Promise<Reply> {
  const wish = readImpact(form.state, metaOf(form).of ?? '')
  return act(submitted(form), { do: 'set impact', ...wish }, services)
}

/** `began 09:40`, `ended yesterday 23:50`, `began 20 min ago`, `ended unknown`; without words the form asks. */
export function typeImpact(edge: ImpactEdge): Flow<TypedAbout> {
  return async (typed, services) => {
    if (typed.rest === '') return askTimes(typed, services)
    const zone = await zoneOf(typed.user, services)
    const isUnknown = typed.rest.toLowerCase() === 'unknown'
    const to = isUnknown ? null : readMoment(typed.rest, services.clock.now(), zone)
    if (to === null && !isUnknown) throw new Refusal(unreadableTime(typed, services.policy.words))
    return actTyped(typed, { do: 'set impact', [edge]: to }, services)
  }
}

function askTimes(about: AboutOne, services: Services): Promise<Reply> {
  return ask(about, services, impactView, { leadsTo: { do: 'set impact' } })
}

/** "When it began": of the conversation's incident, or of one that the form asks for. */
export async function impactFromMessage(picked: Picked, services: Services): Promise<Reply> {
  const { incidents, rooms, history } = services
  const { user, channel, said } = picked
  const room = await rooms.incidentOf(channel.id)
  const number = room ?? (await history.heard(said))
  const at = new Date(Math.floor(Number(said.ts) / 60) * 60_000)
  const isElsewhere = room === null && sourceOf(picked, said.text).private
  const pointed = { at, message: isElsewhere ? null : { channel: channel.id, ts: said.ts } }
  if (number !== null) {
    const about = { user, key: picked.key, incident: number }
    const view = (incident: Incident) => pointedView({ ...pointed, incident, choices: [], likely: null })
    return ask(about, services, view, { leadsTo: { do: 'set impact' } })
  }
  const found = await around(user, at, incidents)
  if (found.length === 0) throw new Refusal(noIncidentThen)
  const open = found.filter(({ status }) => isOpen(status))
  return {
    open: pointedView({
      ...pointed,
      incident: null,
      choices: found.map((one) => ({
        value: String(one.number),
        words: `${titled(one, 55)}${one.drill ? ' · DRILL' : ''}`,
      })),
      likely: open.length === 1 ? String(open[0]?.number) : null,
    }),
  }
}

/** The incidents that a message of that time can be about, those declared nearest to it first. */
async function around(
  user: UserId,
  at: Date,
  { list }: Pick<Services['incidents'], 'list'>,
): Promise<IncidentSummary[]> {
  const all = (await Promise.all([list(user, 'all'), list(user, 'drills')])).flat()
  const away = ({ declaredAt }: IncidentSummary) => declaredAt.getTime() - at.getTime()
  return all
    .filter(
      (one) => one.status !== 'cancelled' && one.status !== 'merged' && away(one) < mostDaysBefore * day,
    )
    .toSorted((a, b) => Math.abs(away(a)) - Math.abs(away(b)))
    .slice(0, 100)
}

export async function setImpactShown(form: Form, services: Services): Promise<Reply> {
  const { edge, at, incident: chosen } = readPointed(form.state)
  const { incident: known, channel, ts } = metaOf(form)
  if (known === undefined && chosen === null) throw new Refusal('Choose an incident.', 'incident')
  const incident = known ?? incidentNumber(chosen ?? '')
  const typed = { user: form.user, key: form.key, incident, channel: channel ?? '' }
  return actTyped(typed, { do: 'set impact', [edge]: at, message: shownBy(channel, ts, at) }, services)
}

/** Null where the time is no longer that of the message. */
function shownBy(channel: string | undefined, ts: string | undefined, at: Date): MessageRef | null {
  if (channel === undefined || ts === undefined) return null
  return Math.abs(Number(ts) * 1000 - at.getTime()) < 60_000 ? { channel, ts } : null
}
