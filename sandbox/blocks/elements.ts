import {
  among,
  anything,
  boolean,
  both,
  byType,
  integer,
  isObject,
  list,
  pattern,
  type Rule,
  shape,
  string,
  url,
  wrong,
} from './rules.ts'

const textFields = { emoji: boolean, verbatim: boolean }

/** A text object, `plain_text` or `mrkdwn`. */
export function text(max: number): Rule {
  const content = { text: string(max) }
  return byType({ plain_text: shape(content, textFields), mrkdwn: shape(content, textFields) }, 'text type')
}

export function plain(max: number): Rule {
  return byType(
    { plain_text: shape({ text: string(max) }, { emoji: boolean }) },
    'text type (plain_text only)',
  )
}

const confirm = shape(
  { title: plain(100), text: text(300) },
  { confirm: plain(30), deny: plain(30), style: among('primary', 'danger') },
)

const option = shape({ text: text(75), value: string(150, 0) }, { description: text(75), url })
const plainOption = shape({ text: plain(75), value: string(150, 0) }, { description: plain(75), url })
const group = shape({ label: plain(75), options: list(plainOption, 1, 100) })

const id = { action_id: string(255) }
const common = { ...id, confirm, focus_on_load: boolean }
const placed = { ...common, placeholder: plain(150) }
const date = pattern(/^\d{4}-\d\d-\d\d$/, 'must be a date such as 2026-01-31')
const time = pattern(/^\d\d:\d\d$/, 'must be a time such as 09:30')
const instant: Rule = (value, pointer, problems) => {
  if (!/^\d{10}$/.test(String(value))) wrong(problems, pointer, 'must be a UNIX timestamp of 10 digits')
}
const filter = shape(
  {},
  {
    include: list(among('im', 'mpim', 'private', 'public'), 1, 4),
    exclude_external_shared_channels: boolean,
    exclude_bot_users: boolean,
  },
)
const several = { max_selected_items: integer(1, 100) }
const ids = list(string(255), 0, 100)
const dispatch = shape(
  {},
  { trigger_actions_on: list(among('on_enter_pressed', 'on_character_entered'), 1, 2) },
)
const lines = { placeholder: plain(150), focus_on_load: boolean, dispatch_action_config: dispatch }
const digits = pattern(/^-?\d+(\.\d+)?$/, 'must be a number written as a string')

/** A select has options or groups of them, never both and never neither. */
function optionsOrGroups(fields: Record<string, Rule>): Rule {
  const rule = shape(
    {},
    { ...fields, options: list(plainOption, 1, 100), option_groups: list(group, 1, 100) },
  )
  return both(rule, (value, pointer, problems) => {
    if (!isObject(value)) return
    if (!value['options'] === !value['option_groups']) {
      wrong(problems, pointer, 'must have exactly one of: options, option_groups')
    }
  })
}

const button = shape(
  { text: plain(75) },
  {
    ...id,
    url,
    value: string(2000),
    style: among('primary', 'danger'),
    confirm,
    accessibility_label: string(75),
  },
)

const selects: Record<string, Rule> = {
  static_select: optionsOrGroups({ ...placed, initial_option: plainOption }),
  external_select: shape({}, { ...placed, initial_option: plainOption, min_query_length: integer(0, 255) }),
  users_select: shape({}, { ...placed, initial_user: string(255) }),
  conversations_select: shape(
    {},
    {
      ...placed,
      initial_conversation: string(255),
      default_to_current_conversation: boolean,
      response_url_enabled: boolean,
      filter,
    },
  ),
  channels_select: shape({}, { ...placed, initial_channel: string(255), response_url_enabled: boolean }),
  multi_static_select: optionsOrGroups({ ...placed, ...several, initial_options: list(plainOption, 1, 100) }),
  multi_external_select: shape(
    {},
    { ...placed, ...several, initial_options: list(plainOption, 1, 100), min_query_length: integer(0, 255) },
  ),
  multi_users_select: shape({}, { ...placed, ...several, initial_users: ids }),
  multi_conversations_select: shape(
    {},
    { ...placed, ...several, initial_conversations: ids, default_to_current_conversation: boolean, filter },
  ),
  multi_channels_select: shape({}, { ...placed, ...several, initial_channels: ids }),
}

const choices: Record<string, Rule> = {
  checkboxes: shape({ options: list(option, 1, 10) }, { ...common, initial_options: list(option, 1, 10) }),
  radio_buttons: shape({ options: list(option, 1, 10) }, { ...common, initial_option: option }),
  datepicker: shape({}, { ...placed, initial_date: date }),
  timepicker: shape({}, { ...placed, initial_time: time, timezone: string(100) }),
  datetimepicker: shape({}, { ...common, initial_date_time: instant }),
}

const image = both(
  shape(
    { alt_text: string(2000) },
    {
      image_url: url,
      slack_file: shape({}, { id: string(255), url }),
      title: plain(2000),
      block_id: string(255),
    },
  ),
  (value, pointer, problems) => {
    if (isObject(value) && !value['image_url'] === !value['slack_file']) {
      wrong(problems, pointer, 'must have exactly one of: image_url, slack_file')
    }
  },
)

const overflow = shape({ options: list(plainOption, 1, 5) }, { ...id, confirm })
const workflowButton = shape(
  { text: plain(75), workflow: anything },
  { ...id, style: among('primary', 'danger') },
)

export const imageElement = image

export const inActions = byType(
  { button, overflow, workflow_button: workflowButton, ...selects, ...choices },
  'element',
)

export const asAccessory = byType({ button, overflow, image, ...selects, ...choices }, 'element')

export const inContext = byType(
  {
    image,
    plain_text: shape({ text: string(3000) }, textFields),
    mrkdwn: shape({ text: string(3000) }, textFields),
  },
  'element',
)

export const inInput = byType(
  {
    ...selects,
    ...choices,
    plain_text_input: shape(
      {},
      {
        ...id,
        ...lines,
        initial_value: string(3000, 0),
        multiline: boolean,
        min_length: integer(0, 3000),
        max_length: integer(1, 3000),
      },
    ),
    rich_text_input: shape(
      {},
      { ...id, ...lines, initial_value: anything, min_lines: integer(1, 100), max_lines: integer(1, 100) },
    ),
    email_text_input: shape({}, { ...id, ...lines, initial_value: string(3000, 0) }),
    url_text_input: shape({}, { ...id, ...lines, initial_value: string(3000, 0) }),
    number_input: shape(
      { is_decimal_allowed: boolean },
      { ...id, ...lines, initial_value: digits, min_value: digits, max_value: digits },
    ),
    file_input: shape({}, { ...id, filetypes: list(string(20), 1, 50), max_files: integer(1, 10) }),
  },
  'element',
)
