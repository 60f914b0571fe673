import { Refusal, refuse } from '../workspace/refusal.ts'
import type { Triggers } from '../people/triggers.ts'
import type { SocketMode } from '../deliver/socket.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { type Method, needOneOf } from './api.ts'
import { type Args, checkArgs } from './args.ts'
import { chat } from './chat.ts'
import { conversationLists } from './conversation-lists.ts'
import { histories } from './history.ts'
import { files } from './files.ts'
import { items } from './items.ts'
import { factsOf, GENERAL_ERRORS, type MethodFacts } from './method-table.ts'
import { rooms } from './rooms.ts'
import { people } from './people.ts'
import { usergroups } from './usergroups.ts'
import { views } from './views.ts'

const methods: Record<string, Method> = {
  ...people,
  ...chat,
  ...rooms,
  ...conversationLists,
  ...histories,
  ...items,
  ...views,
  ...usergroups,
  ...files,
}

export interface Tokens {
  bot: string
  app: string
  isRevoked: () => boolean
}

/** A call that is known, allowed and well-formed, ready to take effect. */
export interface CheckedCall {
  method: string
  facts: MethodFacts
  args: Args
}

/** Everything Slack checks before it looks at the workspace. Throws a `Refusal`. */
export function checkCall(
  ws: Workspace,
  tokens: Tokens,
  method: string,
  token: string,
  sent: Args,
): CheckedCall {
  const facts = factsOf(method)
  if (!facts || !methods[method]) refuse('unknown_method', { req_method: method })
  checkToken(tokens, method, token)
  needOneOf({ ws, scopes: facts.scopes }, facts.scopes)
  return { method, facts, args: checkArgs(facts, sent) }
}

/** Carries a checked call out. A refusal that Slack does not know for this method is a mistake of ours, so it is thrown on. */
export function carryOut(
  parts: { ws: Workspace; triggers: Triggers; sockets: SocketMode },
  call: CheckedCall,
): Record<string, unknown> {
  const handler = methods[call.method] ?? refuse('unknown_method')
  try {
    return { ok: true, ...handler({ ...parts, scopes: call.facts.scopes }, call.args) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const known = [...call.facts.errors, ...GENERAL_ERRORS]
    if (call.method !== 'api.test' && !known.includes(error.code)) {
      throw new Error(`${call.method} answers ${error.code}, which its table does not list`, { cause: error })
    }
    throw error
  }
}

export function implemented(): string[] {
  return Object.keys(methods)
}

function checkToken(tokens: Tokens, method: string, token: string): void {
  if (method === 'api.test') return
  if (token === '') refuse('not_authed')
  if (tokens.isRevoked()) refuse('token_revoked')
  const isAppMethod = method === 'apps.connections.open'
  if (token === (isAppMethod ? tokens.bot : tokens.app)) refuse('not_allowed_token_type')
  if (token !== (isAppMethod ? tokens.app : tokens.bot)) refuse('invalid_auth')
}
