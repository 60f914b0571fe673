/** Handles More…: the other things that may be done, and the steps between declared and resolved. */
import { type SettableStatus } from '#incidents/moves.ts'
import { moreView } from './more-form.ts'
import { readRename, renameView } from './rename-form.ts'
import { act, actTyped, ask, clicked, submitted } from '../asking/about.ts'
import type { Click, Form } from '../asking/request.ts'
import type { TypedAbout } from '../asking/typed.ts'
import type { Flow, Reply, Services } from '../asking/services.ts'

export async function askMore(click: Click, services: Services): Promise<Reply> {
  return ask(clicked(click), services, moreView)
}

/** Makes a button that sets this status, and shows what may be done next. */
export function setStatus(to: SettableStatus): Flow<Click> {
  return async (click, { incidents }) => {
    const { user, incident, key } = clicked(click)
    return { open: moreView(await incidents.act(user, incident, { do: 'set status', to }, key)) }
  }
}

export async function askRename(click: Click, services: Services): Promise<Reply> {
  return ask(clicked(click), services, renameView)
}

/** `rename checkout fails for cards`; without words the form asks. */
export async function typeRename(typed: TypedAbout, services: Services): Promise<Reply> {
  if (typed.rest === '') return ask(typed, services, renameView)
  return actTyped(typed, { do: 'rename', title: typed.rest }, services)
}

export async function rename(form: Form, services: Services): Promise<Reply> {
  return act(submitted(form), { do: 'rename', ...readRename(form.state) }, services)
}
