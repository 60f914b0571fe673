/** Handles what the people of a rota say to a change by somebody outside it. */
import { Refusal } from '#errors.ts'
import { bold } from '#words/blocks.ts'
import { changed, plainReply } from '#messages/oncall/oncall-replies.ts'
import { noSuchButton } from '#messages/short-replies.ts'
import type { Click } from '../asking/request.ts'
import type { Reply, Services } from '../asking/services.ts'

export async function allowRequest(click: Click, { rotaChanges }: Services): Promise<Reply> {
  const { rota, id } = requestIn(click)
  return { say: changed([bold('Done.')], [await rotaChanges.allow(click.user, rota, id, click.key)]) }
}

export async function refuseRequest(click: Click, { rotaChanges }: Services): Promise<Reply> {
  const { rota, id } = requestIn(click)
  await rotaChanges.refuse(click.user, rota, id, click.key)
  return { say: plainReply('Nothing has changed, and they are told.') }
}

export async function undoRequest(click: Click, { rotaChanges }: Services): Promise<Reply> {
  const { rota, id } = requestIn(click)
  return { say: changed([bold('Undone.')], [await rotaChanges.undo(click.user, rota, id, click.key)]) }
}

function requestIn({ value }: Click): { rota: string; id: string } {
  const [rota = '', id = ''] = value.split(' ')
  if (id === '') throw new Refusal(noSuchButton)
  return { rota, id }
}
