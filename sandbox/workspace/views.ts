import { initialValues, named } from '../blocks/inputs.ts'
import { refuse } from './refusal.ts'
import type { Block } from '../surface.ts'
import type { SentView, StoredView } from './world.ts'
import { freshId, stamp, type Workspace } from './workspace.ts'

const MOST_STACKED = 3

/** Opens a modal as a new stack, replacing any the person had open. */
export function openModal(ws: Workspace, user: string, sent: SentView): StoredView {
  closeStack(ws, user)
  return stackModal(ws, user, sent)
}

/** Puts a modal on top of the person's stack. */
export function pushModal(ws: Workspace, user: string, sent: SentView): StoredView {
  const stack = ws.world.stacks[user] ?? []
  if (stack.length === 0) refuse('not_found')
  if (stack.length >= MOST_STACKED) refuse('push_limit_reached')
  return stackModal(ws, user, sent)
}

function stackModal(ws: Workspace, user: string, sent: SentView): StoredView {
  const stack = (ws.world.stacks[user] ??= [])
  const view = newView(ws, user, 'modal', sent)
  const below = stack.at(-1)
  if (below) {
    view.previousId = below
    view.rootId = stack[0] ?? view.id
  }
  stack.push(view.id)
  ws.changed()
  return view
}

export function updateView(ws: Workspace, view: StoredView, sent: SentView, hash: string | undefined): void {
  if (hash !== undefined && hash !== view.hash) refuse('hash_conflict')
  const externalId = sent.external_id ?? ''
  if (externalId && externalId !== view.externalId) checkExternalId(ws, externalId)
  const blocks = nameAll(ws, sent.blocks)
  view.sent = { ...sent, blocks }
  view.externalId = externalId || view.externalId
  view.values = initialValues(blocks, view.values)
  view.hash = freshHash(ws)
  view.errors = {}
  delete view.problem
  ws.changed()
}

export function publishHome(
  ws: Workspace,
  user: string,
  sent: SentView,
  hash: string | undefined,
): StoredView {
  const existing = ws.world.views[ws.world.homes[user] ?? '']
  if (existing) {
    updateView(ws, existing, sent, hash)
    return existing
  }
  const view = newView(ws, user, 'home', sent)
  ws.world.homes[user] = view.id
  ws.changed()
  return view
}

/** Closes the top modal of this person. */
export function closeTop(ws: Workspace, user: string): StoredView | undefined {
  const id = ws.world.stacks[user]?.pop()
  const view = id ? ws.world.views[id] : undefined
  if (id) delete ws.world.views[id]
  ws.changed()
  return view
}

/** Closes all modals of this person, the top one first. */
export function closeStack(ws: Workspace, user: string): StoredView[] {
  const closed: StoredView[] = []
  while ((ws.world.stacks[user] ?? []).length > 0) {
    const view = closeTop(ws, user)
    if (view) closed.push(view)
  }
  return closed
}

export function viewByIds(
  ws: Workspace,
  viewId: string | undefined,
  externalId: string | undefined,
): StoredView {
  const view = viewId
    ? ws.world.views[viewId]
    : Object.values(ws.world.views).find((v) => externalId && v.externalId === externalId)
  return view ?? refuse('not_found')
}

function newView(ws: Workspace, user: string, type: 'modal' | 'home', sent: SentView): StoredView {
  const externalId = sent.external_id ?? ''
  if (externalId) checkExternalId(ws, externalId)
  const blocks = nameAll(ws, sent.blocks)
  const id = freshId(ws, 'V')
  const view: StoredView = {
    id,
    user,
    type,
    sent: { ...sent, blocks },
    hash: freshHash(ws),
    rootId: id,
    externalId,
    errors: {},
    values: initialValues(blocks),
  }
  ws.world.views[id] = view
  return view
}

function nameAll(ws: Workspace, blocks: Block[]): Block[] {
  return named(blocks, () => freshId(ws, '').slice(-6))
}

function checkExternalId(ws: Workspace, externalId: string): void {
  if (Object.values(ws.world.views).some((v) => v.externalId === externalId)) refuse('duplicate_external_id')
}

function freshHash(ws: Workspace): string {
  return `${stamp(ws).split('.')[0] ?? ''}.${freshId(ws, 'h')}`
}
