/** When someone clicks Acknowledge, on the card or on their page; or says that they can't. */
import { cannotView, readCannot } from '#messages/modals/cannot.ts'
import { whatNext } from '#messages/what-next.ts'
import { act, clicked, submitted } from './about.ts'
import type { Click, Form } from './asked.ts'
import type { Reply, Services } from './services.ts'

export async function acknowledge(click: Click, { incidents, policy }: Services): Promise<Reply> {
  const { user, incident, key } = clicked(click)
  return { say: whatNext(await incidents.act(user, incident, { do: 'acknowledge' }, key), policy.words) }
}

export async function acknowledgePage(click: Click, { incidents, pages, policy }: Services): Promise<Reply> {
  const incident = await pages.acknowledge(click.value, click.user, click.key)
  return { say: whatNext(await incidents.see(click.user, incident), policy.words) }
}

/** One click is enough; the form that follows asks why, and may be closed. */
export async function declinePage({ value, user, key }: Click, { pages }: Services): Promise<Reply> {
  return { open: cannotView(await pages.decline(value, user, key)) }
}

export async function sayWhy(form: Form, services: Services): Promise<Reply> {
  const reason = readCannot(form.state)
  return reason === null ? null : act(submitted(form), { do: 'note', text: `I can't: ${reason}` }, services)
}
