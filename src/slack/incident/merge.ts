/** Merges two incidents that turn out to be the same. */
import { z } from 'zod'
import { counted } from '#incidents/counted.ts'
import type { Incident } from '#incidents/incident.ts'
import { mergeView, readMerge } from './merge-form.ts'
import { joining } from '#messages/short-replies.ts'
import { buttonValue } from '../asking/button-value.ts'
import { act, actTyped, ask, clicked, submitted } from '../asking/about.ts'
import type { Click, Form } from '../asking/request.ts'
import type { TypedAbout } from '../asking/typed.ts'
import type { Reply, Services } from '../asking/services.ts'

export async function askMerge(click: Click, services: Services): Promise<Reply> {
  return askInto(clicked(click), services)
}

export async function merge(form: Form, services: Services): Promise<Reply> {
  return act(submitted(form), { do: 'merge', ...readMerge(form.state) }, services)
}

/** `merge #7`: this incident ends, and goes on in #7. */
export async function typeMerge(typed: TypedAbout, services: Services): Promise<Reply> {
  const [, into] = /^(?:into\s+)?#?([1-9]\d{0,8})$/.exec(typed.rest) ?? []
  if (into === undefined) return askInto(typed, services)
  return actTyped(typed, { do: 'merge', into: Number(into) }, services)
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
