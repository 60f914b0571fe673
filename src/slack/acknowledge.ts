/** When someone clicks Acknowledge, on the card or on their page; or says that they can't. */
import { whatNext } from '#messages/what-next.ts'
import { clicked } from './about.ts'
import type { Click } from './asked.ts'
import type { Reply, Services } from './services.ts'

export async function acknowledge(click: Click, { incidents, policy }: Services): Promise<Reply> {
  const { user, incident, key } = clicked(click)
  return { say: whatNext(await incidents.act(user, incident, { do: 'acknowledge' }, key), policy.words) }
}

export async function acknowledgePage(click: Click, { incidents, pages, policy }: Services): Promise<Reply> {
  const incident = await pages.acknowledge(click.value, click.user, click.key)
  return { say: whatNext(await incidents.see(click.user, incident), policy.words) }
}

export async function declinePage({ value, user, key }: Click, { pages }: Services): Promise<Reply> {
  await pages.decline(value, user, key)
  return null
}
