import table from './methods.json' with { type: 'json' }

/** Slack's published facts about a method: its limits tier, body kinds, scopes, arguments and refusals. */
export interface MethodFacts {
  /** `t1` … `t4`; `t5` is Slack's "special". */
  tier: string
  /** True where a JSON body is read; otherwise only a form or the query is. */
  json: boolean
  /** Any one of these is enough, of those for the channel's type where they name one. */
  scopes: string[]
  required: string[]
  args: Record<string, string>
  /** Error codes of this method, besides those of every method. */
  errors: string[]
}

/** Errors that any method may answer. */
export const GENERAL_ERRORS = [
  'not_authed',
  'invalid_auth',
  'token_revoked',
  'not_allowed_token_type',
  'missing_scope',
  'invalid_arguments',
  'invalid_form_data',
  'invalid_json',
  'json_not_object',
  'invalid_post_type',
  'ratelimited',
  'unknown_method',
]

export function factsOf(method: string): MethodFacts | undefined {
  return (table as unknown as Record<string, MethodFacts>)[method]
}

export function allMethods(): string[] {
  return Object.keys(table)
}
