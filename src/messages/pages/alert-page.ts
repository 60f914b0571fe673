/** A page for a group of alerts: what is wrong, since when, and what can be done with it. */
import type { PagedAlerts, PageView } from '#escalation/page-view.ts'
import { subjectName } from '#escalation/subject.ts'
import { severityWords, type Words } from '#incidents/words.ts'
import {
  bold,
  button,
  buttons,
  header,
  type Line,
  lines,
  link,
  mention,
  type Piece,
  when,
} from '#words/blocks.ts'
import { inline } from '#words/user-text.ts'
import { pageName } from './page-line.ts'
import { whyPaged } from './why-paged.ts'

/** A page that waits for its person. */
export function alertPage(page: PageView, alerts: PagedAlerts, words: Words): Piece[] {
  const others = alerts.worst.slice(1)
  const left = alerts.firing - 1 - others.length
  return [
    header(pageName(page, 150 - subjectName(page.subject).length - 1)),
    lines(
      [
        bold(severityWords(page.severity, words)),
        ', since ',
        when(page.since, 'day'),
        ...(alerts.service === null ? [] : [', service ', inline(alerts.service, 80)]),
      ],
      [`${counts(alerts)}. No incident has been declared.`],
      ...others.map((title): Line => ['• ', inline(title, 150)]),
      others.length > 0 && left > 0 && [`And ${left} more.`],
      alerts.links.length > 0 &&
        alerts.links
          .slice(0, 3)
          .flatMap(
            ({ title, url }, nth): Line => [...(nth > 0 ? [' · '] : []), link(url, inline(title, 60))],
          ),
      [whyPaged(page, words, 200)],
      page.climbsAt !== null && ['Unanswered, it goes to the next person at ', when(page.climbsAt), '.'],
    ),
    buttons(
      button('Acknowledge', 'page.acknowledge', page.id, 'primary'),
      button("I can't", 'page.decline', page.id),
      ...more(page.id),
    ),
  ]
}

/** Whoever has it can still say what it is. */
export function alertButtons({ id }: PageView): Piece {
  return buttons(...more(id))
}

function more(id: string) {
  return [
    button("It's an incident", 'page.declare', id),
    button('Quiet 1 h', 'page.quiet', id),
    button('Not useful', 'page.not-useful', id),
  ]
}

/** `3 alerts firing, 2 cleared`. */
function counts({ firing, cleared }: PagedAlerts): string {
  const alerts = `${firing} ${firing === 1 ? 'alert' : 'alerts'} firing`
  return cleared > 0 ? `${alerts}, ${cleared} cleared` : alerts
}

/** The fate of a page that asks nothing any more. */
export function alertStanding(page: PageView, alerts: PagedAlerts): Line {
  const { status, holder, user, climbing = false } = page
  if (alerts.over !== null)
    return holder
      ? ['cleared at ', when(alerts.over, 'day'), '.']
      : ['cleared by itself at ', when(alerts.over, 'day'), ', before anybody answered. Nothing to do.']
  if (alerts.quietUntil !== null && !holder) return ['quiet until ', when(alerts.quietUntil), '.']
  if (holder)
    return holder === user
      ? [`you have it. ${counts(alerts)}.`]
      : [mention(holder), ` has it now. ${counts(alerts)}.`]
  const next = climbing ? 'the next person is paged.' : 'nobody has it yet.'
  switch (status) {
    case 'declined':
      return [`you could not; ${next}`]
    case 'timed out':
      return [page.unreached ? `this could not be delivered in time; ${next}` : `unanswered; ${next}`]
    case 'acknowledged':
    case 'cancelled':
      return ['no longer needed.']
    case 'queued':
    case 'sent':
      return ['waiting.']
  }
}
