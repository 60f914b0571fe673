/** Tells people who learn: that they do, and whoever they learn from is paged. They are asked for nothing. */
import type { Callee, Incident } from '#incidents/incident.ts'
import { titled } from '#incidents/title.ts'
import { roleName, type Words } from '#incidents/words.ts'
import type { Paged } from '#escalation/page-view.ts'
import type { Rota } from '#oncall/turns/rota.ts'
import { bold, channel, type Line, lines, mention, message } from '#words/blocks.ts'
import type { Message } from '#words/message.ts'
import { glance } from '../incident/glance.ts'

export function shadowWelcome(
  { name }: Pick<Rota, 'name'>,
  addedBy: string | null,
  { names }: Words,
): Message {
  return message(
    lines(
      [
        bold(`You shadow ${name}`),
        ...(addedBy === null ? [] : [', as ', mention(addedBy), ' has arranged']),
        '. When whoever is on call is paged, you are paged along, to look on and to learn.',
      ],
      [
        `You have no duty: nobody waits for you, and nothing is given to you. ${names.oncall} shadow stop ends it.`,
      ],
    ),
  )
}

export interface ShadowPage {
  incident: Incident
  role: Callee
  /** The pages of that role, in order. */
  pages: readonly Paged[]
  room: string | null
  words: Words
}

/** Stays one message while the ladder goes on. */
export function shadowPage({ incident, role, pages, room, words }: ShadowPage): Message {
  const name = roleName(role as Parameters<typeof roleName>[0], words)
  return message(
    lines(
      [bold(glance(incident, words)), ` · ${titled(incident)}`],
      ...pages.map((page): Line => [mention(page.user), ` ${howItWent(page)}`]),
      [
        `You shadow ${name}: come along and look on. Nothing is asked of you.`,
        ...(room === null ? [] : [' They work in ', channel(room), '.']),
      ],
    ),
  )
}

function howItWent({ status, unreached = false }: Paged): string {
  if (unreached) return 'could not be reached'
  switch (status) {
    case 'queued':
    case 'sent':
      return 'is paged'
    case 'acknowledged':
      return 'has it'
    case 'declined':
      return 'cannot come'
    case 'timed out':
      return 'did not answer in time'
    case 'cancelled':
      return 'is no longer needed'
  }
}
