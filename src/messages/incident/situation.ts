/** Tells the state of an incident, line by line: the body of the card, of `status`, and of the brief. */
import {
  type Callee,
  type FixAttempt,
  type Incident,
  isRole,
  type Role,
  type StakeholderUpdate,
  type UserId,
} from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import { bold, type Line, lines, link, mention, type Piece, small, when } from '#words/blocks.ts'
import type { AlertCount } from '#alerts/alert-list.ts'
import type { Paged } from '#escalation/page-view.ts'
import { actorWords } from './actor-words.ts'
import { clean, cut, inline } from '#words/user-text.ts'
import { roleName, weightWords, type Words } from '#incidents/words.ts'
import { updateDue } from '#reminders/update-due.ts'
import { afterStart } from '#incidents/impact-times.ts'
import { imOnce } from './im-later.ts'
import { ringWords } from './ring-words.ts'
import { serviceLines } from './service-lines.ts'
import { impactTimes } from './impact-lines.ts'
import { peopleNamed } from './people-named.ts'
import { glanceLine, headed } from './glance.ts'

export interface Situation {
  words: Words
  pages: Paged[]
  /** Things that Slack refused, in words for people: `Could not invite Robin Vale`. */
  problems: string[]
  /** Alerts that belong to it; absent for none. */
  alerts?: AlertCount | null
  /** The time to which lengths are counted. */
  now: Date
}

export function situation(
  incident: Incident,
  { words, pages, problems, alerts = null, now }: Situation,
): Piece[] {
  const pieces = [
    ...headed(incident, words, glanceLine(incident, words, now)),
    lines(...standing(incident, words), alerts !== null && alertsLine(alerts, words)),
    lines(...people(incident, words, pages), ...pages.slice(-6).map((page) => paged(page, words))),
    lines(...work(incident), ...overdue(incident, words, now)),
  ]
  return problems.length > 0
    ? [
        ...pieces,
        small(
          problems
            .slice(0, 8)
            .map((one) => `⚠ ${inline(one, 200)}`)
            .join('\n'),
        ),
      ]
    : pieces
}

/** `P2 (…) · squad payments`, and what is known of its impact and its end. */
export function standing(incident: Incident, words: Words): Line[] {
  const { squad, affected } = incident
  return [
    ...marks(incident),
    [weightWords(incident.severity, words), ...(squad ? [` · squad ${inline(squad, 80)}`] : [])],
    ...serviceLines(incident, words),
    ...(affected ? [[bold('Affected: '), inline(affected, 500)]] : []),
    ...impactTimes(incident),
    ...outcome(incident),
  ]
}

function marks({ drill, private: isPrivate }: Incident): Line[] {
  return [
    ...(drill
      ? [
          [
            bold('DRILL: '),
            'nothing is broken, and nobody is woken: its pages stay in its room. Act as if it were.',
          ],
        ]
      : []),
    ...(isPrivate ? [[bold('Private: '), 'what is said here stays with the people in this room.']] : []),
  ]
}

/** `Alerts: 3 firing, 2 cleared`. */
function alertsLine({ firing, cleared }: AlertCount, { names }: Words): Line {
  const over =
    firing === 0 ? `all ${cleared} cleared` : `${firing} firing${cleared > 0 ? `, ${cleared} cleared` : ''}`
  return [bold('Alerts: '), over, ` (${names.command} alerts)`]
}

/** The end of the incident; nothing while it is open. */
export function outcome(incident: Incident): Line[] {
  const { status, resolution, resolvedAt, mergedInto } = incident
  if (status === 'merged')
    return [[mergedInto === null ? 'Handled elsewhere.' : `Continues in #${mergedInto}.`]]
  if (!resolution || !resolvedAt || isOpen(status)) return []
  return [
    [
      bold('Resolved'),
      ` ${afterStart(incident, resolvedAt)}. `,
      bold('What fixed it: '),
      inline(resolution.fix, 500),
    ],
    ...(resolution.impact ? [[bold('Impact: '), inline(resolution.impact, 500)]] : []),
  ]
}

function people(incident: Incident, words: Words, pages: readonly Paged[]): Line[] {
  const held = Object.keys({ ...incident.left, ...incident.roles }) as Role[]
  const experts = held.filter((role) => role.startsWith('sem:')).sort()
  const later = pages.some(({ role }) => role === 'im') ? null : imOnce(incident, words)
  return [
    ...(['geoc', ...experts.slice(0, 8), 'im'] as Role[]).map((role) => [
      ...holder(incident, role, words),
      ...(role === 'im' && later !== null ? [`, paged ${later}`] : []),
    ]),
    [
      bold('Reported by: '),
      actorWords(incident.reporter),
      ', ',
      when(incident.declaredAt, 'day'),
      ...declaredFrom(incident),
    ],
  ]
}

/** Of a private conversation not even the place is shown to others. */
function declaredFrom({ source, private: isPrivate }: Incident): Line {
  if (!source?.permalink || (source.private && !isPrivate)) return []
  return [', ', link(source.permalink, 'from this message')]
}

function holder({ roles, offers, left }: Incident, role: Role, words: Words): Line {
  const user = roles[role]
  const before = left[role]
  const offer = offers.find((one) => one.role === role && one.outcome === 'open')
  return [
    bold(`${roleName(role, words)}: `),
    ...(user
      ? [mention(user)]
      : before
        ? ['nobody now, since ', mention(before), ' left the company']
        : ['nobody yet']),
    ...(offer ? [', offered to ', mention(offer.to)] : []),
  ]
}

function paged(page: Paged, words: Words): Line {
  return [...pagedThus(page, words), ...ringWords(page.rang ?? [])]
}

function pagedThus(
  { user, role, silenced, unreached = false, status, at, climbsAt, next = null }: Paged,
  words: Words,
): Line {
  const asked: Line = [
    mention(user),
    ` (${roleName(role, words)}${silenced ? ', Do Not Disturb is on' : ''})`,
  ]
  switch (status) {
    case 'queued':
      return [bold('Paging: '), ...asked]
    case 'sent':
      return [
        bold('Paged: '),
        ...asked,
        ' at ',
        when(at),
        ...(climbsAt ? [', no answer yet; ', ...onwards(role, next), when(climbsAt)] : []),
      ]
    case 'acknowledged':
      return [bold('Answered: '), ...asked]
    case 'declined':
      return [bold('Cannot: '), ...asked]
    case 'timed out':
      return [bold(unreached ? 'Could not be reached: ' : 'No answer: '), ...asked]
    case 'cancelled':
      return [bold(unreached ? 'Could not be reached: ' : 'No longer needed: '), ...asked]
  }
}

function onwards(role: Callee, next: readonly UserId[] | null): Line {
  if (!isRole(role) || next?.length === 0) return ['waited for until ']
  return next === null ? ['it goes on at '] : ['next ', ...peopleNamed(next), ' at ']
}

function work({ fixes, updates, absorbed, status }: Incident): Line[] {
  const update = updates.at(-1)
  return [
    ...(fixes.length === 0 ? [[bold('Fix: '), 'none tried yet']] : fixes.slice(-3).map(attempt)),
    ...(update ? [lastUpdate(update, isOpen(status))] : [[bold('Stakeholders: '), 'no update posted yet']]),
    ...(absorbed.length > 0
      ? [[bold('Merged into this one: '), absorbed.map((number) => `#${number}`).join(', ')]]
      : []),
  ]
}

/** A promise that was not kept; nothing while there is time. */
function overdue(incident: Incident, words: Words, now: Date): Line[] {
  const due = updateDue(incident, words)
  return due === null || due > now ? [] : [[bold('⏰ Update overdue'), ' since ', when(due)]]
}

/** `Fix 2, hotfix (worked): …`. */
export function attempt(fix: FixAttempt): Line {
  return [
    bold(`Fix ${fix.number}, ${fix.kind} (${fix.outcome}): `),
    inline(fix.what, 300),
    ...(fix.remark ? [` — ${inline(fix.remark, 300)}`] : []),
    ...(fix.link ? [' ', link(fix.link, cut(fix.link, 80))] : []),
  ]
}

/** `Update 2, 14:10 (next one by 14:40): …`. Of several lines each stands behind a bar, so that none reads like ours. */
export function lastUpdate(update: StakeholderUpdate, open: boolean): Line {
  const rows = clean(update.text)
    .split('\n')
    .filter((row) => row.trim() !== '')
  const said = rows.slice(0, 12).map((row) => `\n│ ${inline(row, 200)}`)
  return [
    bold(`Update ${update.number}, `),
    when(update.at),
    ...(open && update.nextAt ? [' (next one by ', when(update.nextAt), ')'] : []),
    rows.length > 1 ? `:${said.join('')}` : `: ${inline(update.text, 300)}`,
  ]
}
