/** docs/messages.md: what people can meet, rendered from the code with an invented incident. */
import { globSync, readFileSync } from 'node:fs'
import type { KnownBlock } from '@slack/types'
import type { Incident, IncidentEvent, Recorded } from '#incidents/incident.ts'
import type { Message } from '#projection/slot.ts'
import { announcement, techAnnouncement } from '#messages/announcement.ts'
import { brief } from '#messages/brief.ts'
import { card } from '#messages/card.ts'
import { declared } from '#messages/declared.ts'
import { asDrill } from '#messages/drill.ts'
import { help } from '#messages/help.ts'
import { incidentList } from '#messages/incident-list.ts'
import { ladderEnd } from '#messages/ladder-end.ts'
import { noRoom } from '#messages/no-room.ts'
import { offer } from '#messages/offer.ts'
import { pageMessage } from '#messages/page-message.ts'
import { databaseDown, failure } from '#messages/refusal.ts'
import { repaired } from '#messages/repaired.ts'
import { roomLine } from '#messages/room-line.ts'
import { inPlaceOf, removed } from '#messages/room-lost.ts'
import { began, incident, into, words } from '#messages/sample-incident.ts'
import { formNotOpened, joining, onTheTimeline, whichIncident } from '#messages/short-answer.ts'
import { sourceReply } from '#messages/source-reply.ts'
import { status } from '#messages/status.ts'
import { tray } from '#messages/tray.ts'
import { update } from '#messages/update.ts'
import { welcome } from '#messages/welcome.ts'

const later = new Date(began.getTime() + 30 * 60_000)
const happened: IncidentEvent[] = [
  { type: 'acknowledged' },
  { type: 'role given', role: 'geoc', to: 'U2MIKA' },
  { type: 'role offered', role: 'im', to: 'U4KIM', brief: 'We suspect the deploy of noon.' },
  { type: 'fix started', number: 1, kind: 'revert', what: 'back to noon', link: null },
  { type: 'update posted', number: 1, text: 'We see it, and are reverting.', nextAt: later },
]
const open = incident(happened)
const situation = (problems: string[] = []) => ({ words, pages: [], problems })
const line = (event: IncidentEvent, of: Incident = open): Message | null =>
  roomLine(of, { ...event, seq: 99, at: later, actor: 'U2MIKA' } as Recorded)

/** By heading: where it is read, and what it says. */
const samples: Record<string, () => (Message | null | undefined)[]> = {
  'The tray, by /incident alone': () => [tray(words)],
  'The first /incident in a new workspace': () => [welcome(words)],
  'The answer to a declaration': () => [
    declared(open, [open], { words, now: later, room: 'C1ROOM', paging: ['U2MIKA'] }),
    declared(open, [], { words, now: later, room: null, paging: [] }),
  ],
  'A page': () => [
    pageMessage(
      [
        {
          id: '1',
          incident: 12,
          title: open.title,
          severity: 'P2',
          private: false,
          drill: false,
          why: 'you are GEOC today',
          role: 'geoc',
          since: began,
          at: began,
          climbsAt: later,
          status: 'sent',
          roomChannel: 'C1ROOM',
        },
      ],
      { words },
    ),
  ],
  'The card': () => [card(incident(), situation()), card(open, situation(['Could not invite Robin.']))],
  'The brief, for whoever comes in': () => [brief(open, { words, reader: 'U3SASHA' })],
  'Lines in the room': () => [
    line({ type: 'fix ended', number: 1, outcome: 'failed', remark: 'still down', link: null }, open),
    line({ type: 'resolved', fix: 'reverted', impact: 'no orders for 40 minutes' }, incident(into.resolved)),
    line({ type: 'reopened', reason: 'it is back' }),
    line({ type: 'cancelled', reason: 'a test' }, incident(into.cancelled)),
    line({ type: 'merged', into: 11 }, incident(into.merged)),
  ],
  'The announcement for stakeholders': () => [
    announcement(open, { words, room: 'C1ROOM' }),
    announcement(incident(into.resolved), { words, room: 'C1ROOM' }),
  ],
  'The post for engineers': () => [techAnnouncement(open, { words, room: 'C1ROOM' })],
  'An update': () => open.updates.map((posted) => update(open, posted)),
  'The reply where it was first said': () => [sourceReply(open, { room: 'C1ROOM' })],
  'A role is offered': () => open.offers.map((made) => offer(open, made, words)),
  'Nobody came': () => [ladderEnd(incident(), 'geoc', { words, room: 'C1ROOM' })],
  'A drill': () => [asDrill(update(open, open.updates[0]!))],
  'The list': () => [incidentList([open], later), incidentList([], later)],
  'The status': () => [status(open, situation())],
  'Which one?': () => [whichIncident('status', [open], words, later)],
  'Short answers': () => [joining(open, 'C1ROOM'), joining(open, null), onTheTimeline(12), formNotOpened()],
  'The room could not be created': () =>
    (['thread', 'group', null] as const).map((instead) =>
      noRoom(open, { words, because: 'restricted_action', instead }),
    ),
  'The room was taken away': () => [removed(open, 'C1ROOM', words), inPlaceOf('C1BEFORE')],
  'The answer to repair': () => [repaired(open, []), repaired(open, ['The card was deleted.'])],
  'Trouble of ours': () => [failure('1a2b3c4d'), databaseDown('call +33 1 23 45', ['U2MIKA'])],
  Help: () => [help(words, 'incident'), help(words, 'oncall')],
}

export function messagesPage(): string {
  const sections = Object.entries(samples).map(([heading, make]) =>
    [`## ${heading}`, ...make().flatMap((message) => (message ? [shown(message)] : []))].join('\n\n'),
  )
  return [
    '# Messages',
    'What people can meet, rendered from the code with an invented incident by `npm test -- -u messages`. Read it aloud, then make it shorter.',
    ...sections,
    '## Saying no',
    refusals()
      .map((words) => `- ${words}`)
      .join('\n'),
    '',
  ].join('\n\n')
}

function shown({ text, blocks }: Message): string {
  const buttons = blocks.flatMap(labels)
  const quoted = text
    .split('\n')
    .map((one) => `> ${one}  `.trimEnd())
    .join('\n')
  return buttons.length === 0 ? quoted : `${quoted}\n>\n> ${buttons.map((label) => `\`${label}\``).join(' ')}`
}

function labels(block: KnownBlock): string[] {
  const elements = [
    ...('elements' in block ? block.elements : []),
    ...('accessory' in block && block.accessory ? [block.accessory] : []),
  ]
  return elements.flatMap((one) => (one.type === 'button' ? [one.text.text] : []))
}

/** The words of every refusal, as they stand in the code; `…` is filled in. */
function refusals(): string[] {
  const files = globSync('src/**/*.ts').filter((file) => !file.endsWith('.test.ts'))
  const found = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/new Refusal\(\s*(['"`])(.+?)\1\s*[,)]/g)].map(
      ([, , said = '']) => said.replace(/\$\{[^}]*\}/g, '…'),
    ),
  )
  return [...new Set(found)].toSorted((a, b) => a.localeCompare(b, 'en'))
}
