/** The run of `home:<user>`: shows a person their App Home in its present state. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import type { RunContext } from '#due/runner.ts'
import type { IncidentService } from '#incidents/incident-service.ts'
import type { Role, UserId } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import { home, type HomeScreen } from '#messages/home.ts'
import type { Words } from '#incidents/words.ts'
import type { RotaQuestions } from '#oncall/rota-questions-service.ts'
import type { PeopleService } from '#people/people-service.ts'
import type { ActionService } from '#postmortems/action-service.ts'
import type { PostmortemService } from '#postmortems/postmortem-service.ts'
import { isKept } from './home-service.ts'
import { reconcile } from '#reconcile/engine/reconcile.ts'
import type { SlackPort } from '#slack-port.ts'
import { urgencies } from '#urgency.ts'
import { statesOf } from '#reconcile/slot-store.ts'
import { updateDue } from '#reminders/update-due.ts'
import { earliest } from '#time.ts'

export interface ShowHomeParts {
  db: Db
  clock: Clock
  slack: SlackPort
  incidents: IncidentService
  rooms: { channelOf(incident: number): Promise<string | null> }
  rotas: Pick<RotaQuestions, 'turns' | 'myShifts' | 'myCovers' | 'awaysOf' | 'asksOf'>
  people: PeopleService
  postmortems: Pick<PostmortemService, 'of'>
  actions: Pick<ActionService, 'ownedBy'>
  /** Why a page could not wake them; null for who is ready. */
  lightOf(user: UserId): Promise<string | null>
  words: Words
}

export function createShowHome(parts: ShowHomeParts) {
  const { db, clock, slack, words } = parts

  return async function showHome(user: UserId, run: RunContext): Promise<{ next: Date | null }> {
    const screen = await look(user, parts)
    const view = home(screen, words)
    const slot = { kind: 'home', name: 'home', urgency: urgencies.talk, user, view } as const
    const { next } = await reconcile(dueKey('home', user), [slot], { db, slack, clock, ...run })
    return { next: earliest([...(next ? [next] : []), ...(await becomesOld(user, screen, parts))]) }
  }
}

/** Each of these changes a home although nobody does anything. A home nobody has looked at for long is left alone. */
async function becomesOld(
  user: UserId,
  { turns, incidents, now }: HomeScreen,
  { db, clock, words }: ShowHomeParts,
): Promise<Date[]> {
  const state = (await statesOf(db, dueKey('home', user))).get('home')
  if (!isKept(state?.detail.openedAt, clock.now())) return []
  const dues = incidents.map(({ incident }) => updateDue(incident, words)).filter((due) => due !== null)
  return [...turns.flatMap(({ next }) => (next ? [next.start] : [])), ...dues.filter((due) => due > now)]
}

async function look(
  user: UserId,
  { clock, rotas, people, incidents, rooms, postmortems, actions, lightOf }: ShowHomeParts,
): Promise<HomeScreen> {
  const [turns, shifts, covers, aways, asks, person, open, drafts, promised, notReady] = await Promise.all([
    rotas.turns(),
    rotas.myShifts(user),
    rotas.myCovers(user),
    rotas.awaysOf(user),
    rotas.asksOf(user),
    people.find(user),
    incidents.list(user),
    postmortems.of(user),
    actions.ownedBy(user),
    lightOf(user),
  ])
  const known = await Promise.all(open.map(({ number }) => incidents.see(user, number)))
  return {
    timeZone: person?.timeZone ?? 'UTC',
    now: clock.now(),
    notReady,
    turns,
    shifts,
    covers,
    aways,
    asks,
    incidents: await Promise.all(
      known
        .filter(({ status }) => isOpen(status))
        .map(async (incident) => ({
          incident,
          room: await rooms.channelOf(incident.number),
          mine: {
            roles: (Object.keys(incident.roles) as Role[]).filter((role) => incident.roles[role] === user),
            isReporter: incident.reporter === user,
          },
        })),
    ),
    drafts,
    actions: promised,
    offers: known.flatMap((incident) =>
      incident.offers
        .filter(({ to, outcome }) => to === user && outcome === 'open')
        .map((offer) => ({ incident, offer })),
    ),
  }
}
