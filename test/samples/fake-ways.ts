/** Every way to ring somebody, made up: it does what a fault says, and notes what rang. */
import type { Attempt, Outcome } from '#outbound/attempt.ts'
import type { Driver } from '#outbound/driver.ts'
import type { PagerDutyAlert } from '#outbound/drivers/pagerduty.ts'
import type { WayDrivers } from '#outbound/drivers/ways.ts'
import type { Telling, TellingDriver } from '#outbound/telling.ts'
import { type ContactKind, contactKinds } from '#policy/contacts.ts'

/** `hangs`: nothing comes of it until it is let go. */
export const faults = ['killed before', 'killed after', 'lost', 'refused', 'later'] as const
export type Fault = (typeof faults)[number] | 'none' | 'hangs'

export interface Rang {
  id: string
  kind: ContactKind | 'pagerduty'
  to: string
  page: string
  telling: Telling | null
  open: boolean
}

/** A process that ended here. */
export class Killed extends Error {}

export interface FakeWays {
  drivers: WayDrivers
  rung: Rang[]
  /** Calls that nobody should have made. */
  wrong: string[]
  fault: { fault: Fault; of: Rang['kind'] | 'all' }
  letGo(): void
  /** Resolves once a page to that address has rung by these ways. */
  has(person: string, kinds: readonly Rang['kind'][]): Promise<void>
  /** Resolves once the latest of that kind has ended. */
  ended(kind: Rang['kind']): Promise<void>
}

/** `mayRing`: tells if this person may be rung for that page now. */
export function fakeWays(mayRing: (page: string, to: string) => Promise<boolean>): FakeWays {
  const hanging: (() => void)[] = []
  const ways: FakeWays = {
    drivers: {
      telling: {
        call: phone('call'),
        sms: phone('sms'),
        email: telling('email', {}),
        ntfy: telling('ntfy', {}),
        pushover: pushes(),
      },
      pagerduty: pager(),
      kinds: contactKinds,
    },
    rung: [],
    wrong: [],
    fault: { fault: 'none', of: 'all' },
    letGo: () => hanging.splice(0).forEach((go) => go()),
    has: (person, kinds) =>
      until(() =>
        kinds.every((kind) => ways.rung.some((one) => one.kind === kind && one.to.includes(person))),
      ),
    ended: (kind) => until(() => ways.rung.findLast((one) => one.kind === kind)?.open === false),
  }

  async function ring(
    kind: Rang['kind'],
    to: string,
    { page }: Attempt,
    said: Telling | null,
    done: (id: string) => Outcome,
  ): Promise<Outcome> {
    const { fault, of } = ways.fault
    const now = of === 'all' || of === kind ? fault : 'none'
    if (now === 'hangs') await new Promise<void>((go) => void hanging.push(go))
    if (now === 'killed before') throw new Killed()
    if (now === 'refused') return { kind: 'refused', code: '500' }
    if (now === 'later') return { kind: 'later', code: '429' }
    if (!(await mayRing(page ?? '', to))) ways.wrong.push(`${kind} to ${to} of ${page}`)
    const id = kind === 'pagerduty' ? to : `${kind}${ways.rung.length}`
    const known = ways.rung.find((one) => one.id === id)
    if (known) known.open = true
    else ways.rung.push({ id, kind, to, page: page ?? '', telling: said, open: true })
    if (now === 'killed after') throw new Killed()
    if (now === 'lost') return { kind: 'unknown', code: 'time-out' }
    return done(id)
  }

  function telling(kind: ContactKind, more: Partial<TellingDriver>): TellingDriver {
    return {
      kind,
      send: (said, attempt) => ring(kind, said.to, attempt, said, () => ({ kind: 'delivered' })),
      ...more,
    }
  }

  async function stop(_: unknown, { reference }: Attempt): Promise<Outcome> {
    for (const one of ways.rung) if (one.id === reference) one.open = false
    return { kind: 'delivered' }
  }

  function phone(kind: 'call' | 'sms'): TellingDriver {
    return telling(kind, {
      send: (said, attempt) =>
        ring(kind, said.to, attempt, said, (id) => ({ kind: 'sent', reference: id, askAfter: 5_000 })),
      look: {
        whenBlind: 'send',
        async find({ to, taken }, { reference }) {
          const found = ways.rung.find((one) =>
            reference === null
              ? one.kind === kind && one.to === to && !taken.includes(one.id)
              : one.id === reference,
          )
          if (!found) return null
          if (found.open) return { kind: 'sent', reference: found.id, askAfter: 5_000 }
          return { kind: 'unanswered', code: 'no-answer', reference: found.id }
        },
      },
      ...(kind === 'call' && { stop }),
    })
  }

  function pushes(): TellingDriver {
    return telling('pushover', {
      send: (said, attempt) =>
        ring('pushover', said.to, attempt, said, (id) => ({ kind: 'sent', reference: id, askAfter: 5_000 })),
      look: {
        whenBlind: 'send',
        async find(_, { reference }) {
          if (reference === null) return { kind: 'unknown', code: 'no-receipt' }
          return { kind: 'sent', reference, askAfter: 5_000 }
        },
      },
      endsByName: true,
      async stop({ tag }) {
        for (const one of ways.rung) if (one.telling?.tag === tag) one.open = false
        return { kind: 'delivered' }
      },
    })
  }

  function pager(): Driver<PagerDutyAlert> {
    return {
      kind: 'pagerduty',
      endsByName: true,
      lasts: true,
      send: ({ dedupKey }, attempt) =>
        ring('pagerduty', dedupKey, attempt, null, () => ({ kind: 'delivered' })),
      stop: async ({ dedupKey }) => {
        for (const one of ways.rung) if (one.id === dedupKey) one.open = false
        return { kind: 'delivered' }
      },
    }
  }

  return ways
}

async function until(is: () => boolean): Promise<void> {
  while (!is()) await new Promise((soon) => setTimeout(soon, 5))
}
