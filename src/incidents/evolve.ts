/** Folds an incident from its events. */
import { isPerson } from './actor.ts'
import type { FixAttempt, Incident, Offer, Recorded, Role, Status, UserId } from './incident.ts'

/** The incident after all of its events, oldest first; null when there are none. */
export function fold(events: readonly Recorded[]): Incident | null {
  return events.reduce<Incident | null>(evolve, null)
}

/** The incident after one more event. Events are facts: nothing is refused here. */
export function evolve(before: Incident | null, event: Recorded): Incident {
  if (event.type === 'declared') return declared(event)
  if (before === null) throw new Error(`an incident begins with its declaration, not with "${event.type}"`)
  return { ...before, ...changes(before, event), version: event.seq }
}

function declared(event: Extract<Recorded, { type: 'declared' }>): Incident {
  if (event.actor === null) throw new Error('an incident is declared by somebody')
  return {
    number: event.number,
    title: event.title,
    status: 'declared',
    severity: event.severity,
    squad: event.squad,
    services: event.services ?? [],
    affected: event.affected,
    private: event.private,
    drill: event.drill,
    reporter: event.actor,
    source: event.source,
    askedIn: event.askedIn ?? null,
    declaredAt: event.at,
    acknowledgedAt: null,
    acknowledgedBy: null,
    resolvedAt: null,
    closedAt: null,
    archiveAskedAt: null,
    endedBy: null,
    impactStart: null,
    impactEnd: null,
    statusSince: event.at,
    roles: {},
    left: {},
    offers: [],
    fixes: [],
    updates: [],
    notes: [],
    resolution: null,
    mergedInto: null,
    absorbed: [],
    invited: isPerson(event.actor) ? [{ user: event.actor, reason: 'reporter' }] : [],
    present: [],
    version: event.seq,
  }
}

function changes(now: Incident, event: Exclude<Recorded, { type: 'declared' }>): Partial<Incident> {
  switch (event.type) {
    case 'acknowledged':
      return {
        ...(now.status === 'declared' && entered('acknowledged', event.at)),
        acknowledgedAt: now.acknowledgedAt ?? event.at,
        acknowledgedBy: now.acknowledgedBy ?? (isPerson(event.actor) ? event.actor : null),
      }
    case 'status changed':
      return entered(event.to, event.at)
    case 'severity changed':
      return { severity: event.to }
    case 'renamed':
      return { title: event.title }
    case 'role given':
      return { ...holding(now, event.role, event.to), offers: answering(now, event.role, 'withdrawn') }
    case 'departed':
      return departed(now, event)
    case 'role offered':
      return {
        offers: [
          ...answering(now, event.role, 'withdrawn'),
          {
            seq: event.seq,
            role: event.role,
            from: isPerson(event.actor) ? event.actor : event.to,
            to: event.to,
            holder: now.roles[event.role] ?? null,
            brief: event.brief,
            at: event.at,
            outcome: 'open',
          },
        ],
      }
    case 'offer accepted': {
      const offer = openOffer(now, event.role)
      return offer
        ? { ...holding(now, offer.role, offer.to), offers: answering(now, offer.role, 'accepted') }
        : {}
    }
    case 'offer declined':
      return { offers: answering(now, event.role, 'declined') }
    case 'invited':
      return { invited: inviting(now, event.user, event.reason) }
    case 'entered':
      return { present: [...without(now.present, event.user), { user: event.user, since: event.seq }] }
    case 'left':
      return {
        present: without(now.present, event.user),
        // Only a new role, a page or a click of their own brings someone back.
        invited: now.invited.filter((one) => one.user !== event.user),
      }
    case 'fix started':
      return {
        fixes: [
          ...now.fixes,
          {
            number: event.number,
            kind: event.kind,
            what: event.what,
            link: event.link,
            startedBy: event.actor,
            startedAt: event.at,
            outcome: 'under way',
            endedAt: null,
            remark: null,
          },
        ],
      }
    case 'fix ended':
      return { fixes: now.fixes.map((fix) => (fix.number === event.number ? ended(fix, event) : fix)) }
    case 'update posted':
      return {
        updates: [
          ...now.updates,
          {
            number: event.number,
            text: event.text,
            by: event.actor,
            at: event.at,
            status: now.status,
            nextAt: event.nextAt,
          },
        ],
      }
    case 'services set':
      return { services: event.services, squad: event.squad ?? now.squad }
    case 'noted':
      return { notes: [...now.notes, { seq: event.seq, text: event.text, by: event.actor, at: event.at }] }
    case 'impact set':
      return event.edge === 'start' ? { impactStart: event.to } : { impactEnd: event.to }
    case 'resolved':
      return {
        ...entered('resolved', event.at),
        resolvedAt: event.at,
        endedBy: event.actor,
        resolution: { fix: event.fix, impact: event.impact },
        offers: answering(now, 'any', 'withdrawn'),
      }
    case 'reopened':
      return {
        ...entered('investigating', event.at),
        resolvedAt: null,
        closedAt: null,
        archiveAskedAt: null,
        endedBy: null,
        mergedInto: null,
        resolution: null,
        impactEnd: null,
      }
    case 'archive asked':
      return { archiveAskedAt: event.at }
    case 'cancelled':
      return {
        ...entered('cancelled', event.at),
        closedAt: event.at,
        endedBy: event.actor,
        offers: answering(now, 'any', 'withdrawn'),
      }
    case 'merged':
      return {
        ...entered('merged', event.at),
        closedAt: event.at,
        endedBy: event.actor,
        mergedInto: event.into,
        offers: answering(now, 'any', 'withdrawn'),
      }
    case 'absorbed':
      return { absorbed: [...now.absorbed, event.number] }
    case 'closed':
      return { ...entered('closed', event.at), closedAt: event.at }
    case 'paged':
      return { invited: inviting(now, event.user, 'paged') }
    case 'page answered':
    case 'escalated':
    case 'level skipped':
    case 'page held':
    case 'ladder ended':
    case 'judged':
      return {}
  }
}

function entered(status: Status, at: Date): Partial<Incident> {
  return { status, statusSince: at }
}

function holding(now: Incident, role: Role, user: UserId): Partial<Incident> {
  return { roles: { ...now.roles, [role]: user }, invited: inviting(now, user, role) }
}

function inviting(now: Incident, user: UserId, reason: string): Incident['invited'] {
  const known = now.invited.some((one) => one.user === user && one.reason === reason)
  return known ? now.invited : [...now.invited, { user, reason }]
}

function without(present: Incident['present'], user: UserId): Incident['present'] {
  return present.filter((one) => one.user !== user)
}

/** The offer of this role that waits for an answer. */
export function openOffer(incident: Incident, role: Role): Offer | undefined {
  return incident.offers.find((offer) => offer.role === role && offer.outcome === 'open')
}

function answering(now: Incident, role: Role | 'any', outcome: Offer['outcome']): Offer[] {
  return now.offers.map((offer) =>
    offer.outcome === 'open' && (role === 'any' || offer.role === role) ? { ...offer, outcome } : offer,
  )
}

/** All that they had is open again. */
function departed(
  { roles, left, offers, present, invited }: Incident,
  { user, roles: had }: Extract<Recorded, { type: 'departed' }>,
): Partial<Incident> {
  return {
    roles: Object.fromEntries(Object.entries(roles).filter(([, holder]) => holder !== user)),
    left: { ...left, ...Object.fromEntries(had.map((role) => [role, user])) },
    offers: offers.map((offer) =>
      offer.outcome === 'open' && offer.to === user ? { ...offer, outcome: 'withdrawn' } : offer,
    ),
    present: without(present, user),
    invited: invited.filter((one) => one.user !== user),
  }
}

function ended(fix: FixAttempt, event: Extract<Recorded, { type: 'fix ended' }>): FixAttempt {
  return {
    ...fix,
    outcome: event.outcome,
    endedAt: event.at,
    remark: event.remark,
    link: event.link ?? fix.link,
  }
}
