/** Merges two incidents that turn out to be the same. */
import { z } from 'zod'
import { counted } from '#incidents/counted.ts'
import type { Incident } from '#incidents/incident.ts'
import { mergeView, readMerge } from './merge-form.ts'
import { joining } from '#messages/short-replies.ts'
import { buttonValue } from '../asking/button-value.ts'
import { act, actTyped, ask, clicked, submitted } from '../asking/about.ts'
import { leaving } from '../asking/command.ts'
import { leadingNumber } from '../asking/command-line.ts'
import type { Click, Form } from '../asking/request.ts'
import type { TypedAbout } from '../asking/typed.ts'
import type { Reply, Services } from '../asking/services.ts'

export async function askMerge(click: Click, services: Services): Promise<Reply> {
  return askInto(clicked(click), services)
}

export async function merge(form: Form, services: Services): Promise<Reply> {
  return act(submitted(form), { do: 'merge', ...readMerge(form.state) }, services)
}

/** `merge #7 the same gateway`: this incident ends, and goes on in #7; words behind it are the reason. */
export async function typeMerge(typed: TypedAbout, services: Services): Promise<Reply> {
  const target = leadingNumber(typed.rest.replace(/^into\s+/i, ''))
  if (target === null) return leaving(await askInto(typed, services), typed.rest, typed)
  return actTyped(typed, { do: 'merge', into: target.number, reason: target.rest }, services)
}

const pair = z.object({ number: counted, into: counted })

/** "Merge mine", beside an incident that sounds like the one just declared. */
export async function mergeMine({ user, value, key }: Click, { incidents, rooms }: Services): Promise<Reply> {
  const { number, into } = buttonValue(pair, value)
  await incidents.act(user, number, { do: 'merge', into }, key)
  return { say: joining(await incidents.see(user, into), await rooms.channelOf(into)) }
}

async function askInto(
  about: { user: string; key: string; incident: number },
  services: Services,
): Promise<Reply> {
  const open = await services.incidents.list(about.user)
  const view = (incident: Incident) => mergeView(incident, open, services.policy.words)
  return ask(about, services, view, { leadsTo: { do: 'merge', into: 0 } })
}
