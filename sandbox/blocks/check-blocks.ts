import { asAccessory, imageElement, inActions, inContext, inInput, plain, text } from './elements.ts'
import {
  among,
  anything,
  boolean,
  both,
  isObject,
  list,
  type Rule,
  shape,
  string,
  url,
  wrong,
} from './rules.ts'

export type SurfaceKind = 'message' | 'modal' | 'home'

const named = { block_id: string(255) }

const section = both(
  shape(
    {},
    { ...named, text: text(3000), fields: list(text(2000), 1, 10), accessory: asAccessory, expand: boolean },
  ),
  (value, pointer, problems) => {
    if (isObject(value) && !value['text'] && !value['fields'])
      wrong(problems, pointer, 'missing required field: text')
  },
)

const input = shape(
  { label: plain(2000), element: inInput },
  { ...named, hint: plain(2000), optional: boolean, dispatch_action: boolean },
)

const richText = list(
  (value, pointer, problems) => {
    const types = ['rich_text_section', 'rich_text_list', 'rich_text_quote', 'rich_text_preformatted']
    if (!isObject(value)) return wrong(problems, pointer, 'must be an object')
    among(...types)(value['type'], `${pointer}/type`, problems)
    list(anything, 0, 1000)(value['elements'], `${pointer}/elements`, problems)
  },
  1,
  1000,
)

const cell: Rule = (value, pointer, problems) => {
  if (!isObject(value)) return wrong(problems, pointer, 'must be an object')
  among('rich_text', 'raw_text', 'raw_number')(value['type'], `${pointer}/type`, problems)
}

/** Checked only for being known and allowed where they are. */
const loosely: Rule = () => undefined

const rules: Record<string, Rule> = {
  section,
  input,
  divider: shape({}, named),
  header: shape({ text: plain(150) }, named),
  image: imageElement,
  context: shape({ elements: list(inContext, 1, 10) }, named),
  actions: shape({ elements: list(inActions, 1, 25) }, named),
  rich_text: shape({ elements: richText }, named),
  markdown: shape({ text: string(12_000) }, named),
  table: shape(
    { rows: list(list(cell, 1, 20), 1, 100) },
    { ...named, column_settings: list(anything, 0, 20) },
  ),
  alert: shape(
    { text: text(200) },
    { ...named, level: among('default', 'info', 'warning', 'error', 'success') },
  ),
  video: shape(
    { video_url: url, thumbnail_url: url, title: plain(200), alt_text: string(2000) },
    {
      ...named,
      description: plain(200),
      title_url: url,
      author_name: string(50),
      provider_name: string(50),
      provider_icon_url: url,
    },
  ),
  file: shape({ external_id: string(255), source: among('remote') }, named),
  card: loosely,
  carousel: loosely,
  container: loosely,
  context_actions: loosely,
  data_table: loosely,
  data_visualization: loosely,
  plan: loosely,
  task_card: loosely,
}

const messagesOnly = [
  'context_actions',
  'data_visualization',
  'markdown',
  'plan',
  'table',
  'task_card',
  'container',
]
const notIn: Record<SurfaceKind, string[]> = {
  message: ['alert', 'file'],
  modal: [...messagesOnly, 'card', 'carousel', 'file'],
  home: [...messagesOnly, 'alert', 'file'],
}

/** Lists Slack's complaints about these blocks; empty when they are fine. */
export function checkBlocks(blocks: unknown, surface: SurfaceKind, pointer = '/blocks'): string[] {
  const problems: string[] = []
  list(blockOn(surface), surface === 'message' ? 0 : 1, surface === 'message' ? 50 : 100)(
    blocks,
    pointer,
    problems,
  )
  if (Array.isArray(blocks)) {
    checkUnique(blocks, pointer, problems)
    checkWhole(blocks, pointer, problems)
  }
  return problems
}

function blockOn(surface: SurfaceKind): Rule {
  return (value, pointer, problems) => {
    if (!isObject(value)) return wrong(problems, pointer, 'must be an object')
    const type = String(value['type'])
    const rule = rules[type]
    if (!rule) return wrong(problems, `${pointer}/type`, `unsupported type: ${type}`)
    if (notIn[surface].includes(type)) {
      return wrong(problems, `${pointer}/type`, `unsupported type: ${type} is not allowed in a ${surface}`)
    }
    rule(value, pointer, problems)
    if (surface === 'message' && isObject(value['element']) && value['element']['type'] === 'file_input') {
      wrong(problems, `${pointer}/element`, 'file_input is allowed in modals only')
    }
  }
}

/** Block ids are unique on a surface, action ids within their block. */
function checkUnique(blocks: unknown[], pointer: string, problems: string[]): void {
  const blockIds: unknown[] = []
  for (const [i, block] of blocks.entries()) {
    if (!isObject(block)) continue
    if (block['block_id'] !== undefined) blockIds.push(block['block_id'])
    const elements = Array.isArray(block['elements']) ? block['elements'].filter(isObject) : []
    const actionIds = elements.map((element) => element['action_id']).filter((id) => id !== undefined)
    if (hasTwins(actionIds)) wrong(problems, `${pointer}/${i}/elements`, '`action_id` already exists')
  }
  if (hasTwins(blockIds)) wrong(problems, pointer, '`block_id` already exists')
}

function hasTwins(ids: unknown[]): boolean {
  return new Set(ids).size < ids.length
}

/** Limits on all blocks together. */
function checkWhole(blocks: unknown[], pointer: string, problems: string[]): void {
  const typed = blocks.filter(isObject)
  if (typed.filter((b) => b['type'] === 'table').length > 1)
    wrong(problems, pointer, 'only one table is allowed')
  if (typed.filter((b) => b['type'] === 'plan').length > 1)
    wrong(problems, pointer, 'only one plan is allowed')
  const markdown = typed.filter((b) => b['type'] === 'markdown').map((b) => String(b['text']).length)
  if (markdown.reduce((sum, n) => sum + n, 0) > 12_000)
    wrong(problems, pointer, 'markdown exceeds 12000 characters')
}
