import { checkView } from '../blocks/check-view.ts'
import { invalidArguments, refuse } from '../workspace/refusal.ts'
import { viewJson } from '../workspace/channel-json.ts'
import * as stacks from '../workspace/views.ts'
import type { SentView } from '../workspace/world.ts'
import type { Method } from './api.ts'
import { type Args, str } from './args.ts'

const LARGEST_VIEW = 250_000

const open: Method = (api, args) => {
  const sent = readView(args['view'], 'modal')
  const { user } = api.triggers.exchange(triggerOf(args))
  return { view: viewJson(api.ws, stacks.openModal(api.ws, user, sent)) }
}

const push: Method = (api, args) => {
  const sent = readView(args['view'], 'modal')
  const { user, viewId } = api.triggers.exchange(triggerOf(args))
  if (!viewId || !api.ws.world.views[viewId]) refuse('not_found')
  return { view: viewJson(api.ws, stacks.pushModal(api.ws, user, sent)) }
}

const update: Method = (api, args) => {
  const viewId = str(args, 'view_id')
  const externalId = str(args, 'external_id')
  if (!viewId && !externalId) invalidArguments('missing required field: view_id')
  const view = stacks.viewByIds(api.ws, viewId, externalId)
  stacks.updateView(api.ws, view, readView(args['view'], view.type), hashOf(args))
  return { view: viewJson(api.ws, view) }
}

const publish: Method = (api, args) => {
  const user = str(args, 'user_id')
  if (!api.ws.manifest.homeTab) refuse('not_enabled')
  if (!api.ws.world.people[user]) invalidArguments('invalid `user_id` [json-pointer:/user_id]')
  const sent = readView(args['view'], 'home')
  return { view: viewJson(api.ws, stacks.publishHome(api.ws, user, sent, hashOf(args))) }
}

export const views: Record<string, Method> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
}

/** A view that Slack would take; also for `response_action: update` and `push`. */
export function readView(value: unknown, kind: 'modal' | 'home'): SentView {
  if (JSON.stringify(value ?? null).length > LARGEST_VIEW) refuse('view_too_large')
  const problems = checkView(value, kind)
  if (problems.length > 0) invalidArguments(...problems)
  return value as SentView
}

function triggerOf(args: Args): string {
  return str(args, 'trigger_id') || str(args, 'interactivity_pointer') || refuse('invalid_trigger_id')
}

function hashOf(args: Args): string | undefined {
  return str(args, 'hash') || undefined
}
