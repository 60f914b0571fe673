/** Keeps what each trouble's source said of it last, so that a repetition, an end and a late copy fit it. */
import { randomUUID } from 'node:crypto'
import type { SandboxClock } from '../surface.ts'
import type { Notice, Trouble } from './monitor.ts'

export interface Notices {
  /** The next notice of a trouble: a new episode only when none is under way. */
  next(source: string, state: Notice['state'], trouble: Trouble): Notice
  /** What was said last of it, and when it began last; it begins now if it never did. */
  last(source: string, trouble: Trouble): { last: Notice; began: Notice }
}

export function makeNotices(clock: SandboxClock): Notices {
  const known = new Map<string, { last: Notice; began: Notice }>()

  function next(source: string, state: Notice['state'], trouble: Trouble): Notice {
    const at = clock.now()
    const before = known.get(keyOf(source, trouble))
    const isUnderWay = before !== undefined && (before.last.state === 'firing' || state === 'resolved')
    const { title, service = null } = trouble
    const notice: Notice = {
      id: randomUUID(),
      state,
      title,
      text: trouble.text ?? (service === null ? title : `${title} in ${service}`),
      service,
      severity: trouble.severity ?? 'critical',
      labels: trouble.labels ?? {},
      form: trouble.form ?? '',
      startsAt: isUnderWay ? before.began.startsAt : at,
      endsAt: state === 'resolved' ? (before?.last.endsAt ?? at) : null,
      at,
    }
    known.set(keyOf(source, trouble), { last: notice, began: isUnderWay ? before.began : notice })
    return notice
  }

  return {
    next,
    last(source, trouble) {
      const before = known.get(keyOf(source, trouble))
      if (before) return before
      const notice = next(source, 'firing', trouble)
      return { last: notice, began: notice }
    },
  }
}

function keyOf(source: string, { title, service, severity, labels, form }: Trouble): string {
  return JSON.stringify([source, title, service, severity, labels, form])
}
