/** What Muster says of a heartbeat: that it stopped, and that it is back. */
import { length } from '#words/length.ts'
import { type HeardAlert, ownKey } from './known-alert.ts'
import type { Sighting } from './sighting.ts'

/** `last`: the last beat. `every`: milliseconds within which the next was expected. */
export function heartbeatStopped(source: string, last: Date, every: number, now: Date): HeardAlert {
  const startsAt = new Date(+last + every)
  return {
    source,
    sighting: {
      ...word(source, now),
      state: 'firing',
      body: `It was expected every ${length(every)}. The last one came at ${last.toISOString().slice(0, 16).replace('T', ' ')} UTC.`,
      startsAt,
    },
    ...said(now),
    ifOpen: false,
  }
}

/** A beat, if the source was silent before; or nobody expects one any more. */
export function heartbeatWord(source: string, at: Date): HeardAlert {
  return { source, sighting: word(source, at), ...said(at), ifOpen: true }
}

const said = (at: Date) => ({ receivedAt: at, lastReceivedAt: at, times: 1, delivery: null })

function word(source: string, at: Date): Sighting {
  return {
    key: ownKey('silent'),
    state: 'resolved',
    title: `The heartbeat ${source} has stopped`,
    body: '',
    severity: 'critical',
    labels: {},
    links: [],
    rule: 'Heartbeat',
    at,
    startsAt: null,
    endsAt: null,
  }
}
