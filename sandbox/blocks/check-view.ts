import { checkBlocks } from './check-blocks.ts'
import { plain } from './elements.ts'
import { anything, boolean, isObject, shape, string, wrong } from './rules.ts'

const common = {
  private_metadata: string(3000, 0),
  callback_id: string(255, 0),
  external_id: string(255, 0),
}

const modal = shape(
  { title: plain(24), blocks: anything },
  {
    ...common,
    submit: plain(24),
    close: plain(24),
    clear_on_close: boolean,
    notify_on_close: boolean,
    submit_disabled: boolean,
  },
)

const home = shape({ blocks: anything }, common)

/** Lists Slack's complaints about this view; empty when it is fine. */
export function checkView(view: unknown, kind: 'modal' | 'home'): string[] {
  const problems: string[] = []
  if (!isObject(view)) return ['must be an object [json-pointer:/view]']
  if (view['type'] !== kind) wrong(problems, '/view/type', `must be \`${kind}\``)
  const rule = kind === 'modal' ? modal : home
  rule(view, '/view', problems)
  problems.push(...checkBlocks(view['blocks'], kind, '/view/blocks'))
  const blocks = Array.isArray(view['blocks']) ? view['blocks'].filter(isObject) : []
  if (kind === 'modal' && !view['submit'] && blocks.some((b) => b['type'] === 'input')) {
    wrong(problems, '/view', 'missing required field: submit')
  }
  return problems
}
