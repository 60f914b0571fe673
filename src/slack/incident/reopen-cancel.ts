/** Handles Reopen, for a problem that came back, and Cancel, for one that was no incident. */
import { cancelView } from './cancel-form.ts'
import { readReason } from '../asking/reason.ts'
import { reopenView } from './reopen-form.ts'
import { act, actTyped, ask, clicked, submitted } from '../asking/about.ts'
import type { Click, Form } from '../asking/request.ts'
import type { TypedAbout } from '../asking/typed.ts'
import type { Reply, Services } from '../asking/services.ts'

export async function askReopen(click: Click, services: Services): Promise<Reply> {
  return ask(clicked(click), services, reopenView, { leadsTo: { do: 'reopen', reason: '' } })
}

export async function reopen(form: Form, services: Services): Promise<Reply> {
  return act(submitted(form), { do: 'reopen', ...readReason(form.state) }, services)
}

export async function typeReopen(typed: TypedAbout, services: Services): Promise<Reply> {
  if (typed.rest === '') return ask(typed, services, reopenView, { leadsTo: { do: 'reopen', reason: '' } })
  return actTyped(typed, { do: 'reopen', reason: typed.rest }, services)
}

export async function askCancel(click: Click, services: Services): Promise<Reply> {
  return ask(clicked(click), services, cancelView, { leadsTo: { do: 'cancel', reason: '' } })
}

export async function cancel(form: Form, services: Services): Promise<Reply> {
  return act(submitted(form), { do: 'cancel', ...readReason(form.state) }, services)
}

export async function typeCancel(typed: TypedAbout, services: Services): Promise<Reply> {
  if (typed.rest === '') return ask(typed, services, cancelView, { leadsTo: { do: 'cancel', reason: '' } })
  return actTyped(typed, { do: 'cancel', reason: typed.rest }, services)
}
