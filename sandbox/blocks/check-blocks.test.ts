import { expect, test } from 'vitest'
import { checkBlocks, type SurfaceKind } from './check-blocks.ts'
import { checkView } from './check-view.ts'

const plain = (text: string) => ({ type: 'plain_text', text })
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })
const section = (text: string) => ({ type: 'section', text: mrkdwn(text) })
const button = (more: object = {}) => ({ type: 'button', text: plain('Go'), action_id: 'go', ...more })
const actions = (...elements: object[]) => ({ type: 'actions', elements })
const option = (value: string) => ({ text: plain(value || 'none'), value })
const select = (more: object) => ({ type: 'static_select', action_id: 'pick', ...more })
const input = (element: object) => ({ type: 'input', label: plain('Label'), element })
const long = (n: number) => 'x'.repeat(n)

const fine: [string, object[], SurfaceKind][] = [
  ['a section of 3000', [section(long(3000))], 'message'],
  ['no blocks in a message', [], 'message'],
  ['50 blocks in a message', Array.from({ length: 50 }, () => ({ type: 'divider' })), 'message'],
  ['100 blocks in a modal', Array.from({ length: 100 }, () => ({ type: 'divider' })), 'modal'],
  ['fields without text', [{ type: 'section', fields: [mrkdwn('a')] }], 'message'],
  ['a header of 150', [{ type: 'header', text: plain(long(150)) }], 'home'],
  [
    'a button with all it may have',
    [actions(button({ style: 'danger', value: long(2000), url: 'https://a.example' }))],
    'message',
  ],
  [
    'an overflow of five',
    [actions({ type: 'overflow', action_id: 'o', options: ['a', 'b', 'c', 'd', 'e'].map(option) })],
    'message',
  ],
  [
    'a confirmed button',
    [
      actions(
        button({
          confirm: {
            title: plain('Sure?'),
            text: mrkdwn('*Really*'),
            confirm: plain('Yes'),
            deny: plain('No'),
          },
        }),
      ),
    ],
    'message',
  ],
  [
    'an input',
    [input({ type: 'plain_text_input', action_id: 'a', multiline: true, max_length: 3000 })],
    'modal',
  ],
  [
    'every text input',
    ['email_text_input', 'url_text_input', 'rich_text_input'].map((type) => input({ type, action_id: type })),
    'modal',
  ],
  [
    'a number',
    [input({ type: 'number_input', is_decimal_allowed: false, min_value: '1', max_value: '9' })],
    'modal',
  ],
  [
    'a select of people',
    [input({ type: 'multi_users_select', action_id: 'u', initial_users: ['U1'], max_selected_items: 3 })],
    'modal',
  ],
  [
    'a moment',
    [input({ type: 'datetimepicker', action_id: 'd', initial_date_time: 1_739_350_800 })],
    'modal',
  ],
  [
    'checkboxes with descriptions',
    [input({ type: 'checkboxes', action_id: 'c', options: [{ ...option('a'), description: mrkdwn('b') }] })],
    'modal',
  ],
  ['an alert in a modal', [{ type: 'alert', text: mrkdwn('careful'), level: 'warning' }], 'modal'],
  ['markdown in a message', [{ type: 'markdown', text: '# Title' }], 'message'],
  ['a table in a message', [{ type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] }], 'message'],
  [
    'rich text',
    [
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'a' }] }],
      },
    ],
    'message',
  ],
]

test.each(fine)('%s is taken', (_name, blocks, surface) => {
  expect(checkBlocks(blocks, surface)).toEqual([])
})

const wrong: [string, object[], SurfaceKind, string][] = [
  ['a section of 3001', [section(long(3001))], 'message', '/blocks/0/text/text'],
  ['an empty text', [section('')], 'message', '/blocks/0/text/text'],
  ['a section of nothing', [{ type: 'section' }], 'message', 'missing required field: text'],
  [
    'eleven fields',
    [{ type: 'section', fields: Array.from({ length: 11 }, () => mrkdwn('a')) }],
    'message',
    '/blocks/0/fields',
  ],
  [
    'a field of 2001',
    [{ type: 'section', fields: [mrkdwn(long(2001))] }],
    'message',
    '/blocks/0/fields/0/text',
  ],
  ['a header of 151', [{ type: 'header', text: plain(long(151)) }], 'message', '/blocks/0/text/text'],
  ['a header in mrkdwn', [{ type: 'header', text: mrkdwn('a') }], 'message', '/blocks/0/text/type'],
  [
    '51 blocks in a message',
    Array.from({ length: 51 }, () => ({ type: 'divider' })),
    'message',
    'no more than 50',
  ],
  ['no blocks in a modal', [], 'modal', 'at least 1'],
  [
    '101 blocks in a modal',
    Array.from({ length: 101 }, () => ({ type: 'divider' })),
    'modal',
    'no more than 100',
  ],
  ['an unknown block', [{ type: 'sektion' }], 'message', 'unsupported type: sektion'],
  [
    'an unknown field',
    [{ type: 'divider', colour: 'red' }],
    'message',
    'invalid additional property: colour',
  ],
  ['an unknown element', [actions({ type: 'knob' })], 'message', '/blocks/0/elements/0/type'],
  [
    '26 buttons',
    [actions(...Array.from({ length: 26 }, (_, i) => button({ action_id: `b${i}` })))],
    'message',
    'no more than 25',
  ],
  ['no buttons', [actions()], 'message', 'at least 1'],
  [
    'a button of 76',
    [actions(button({ text: plain(long(76)) }))],
    'message',
    '/blocks/0/elements/0/text/text',
  ],
  ['a button in mrkdwn', [actions(button({ text: mrkdwn('a') }))], 'message', 'plain_text only'],
  ['a button value of 2001', [actions(button({ value: long(2001) }))], 'message', '/value'],
  ['a button in a strange style', [actions(button({ style: 'blue' }))], 'message', '/style'],
  ['an action id of 256', [actions(button({ action_id: long(256) }))], 'message', '/action_id'],
  ['two equal action ids', [actions(button(), button())], 'message', '`action_id` already exists'],
  [
    'two equal block ids',
    [
      { type: 'divider', block_id: 'a' },
      { type: 'divider', block_id: 'a' },
    ],
    'message',
    '`block_id` already exists',
  ],
  [
    'eleven context elements',
    [{ type: 'context', elements: Array.from({ length: 11 }, () => mrkdwn('a')) }],
    'message',
    'no more than 10',
  ],
  [
    'six in an overflow',
    [actions({ type: 'overflow', options: ['a', 'b', 'c', 'd', 'e', 'f'].map(option) })],
    'message',
    'no more than 5',
  ],
  [
    '101 options',
    [actions(select({ options: Array.from({ length: 101 }, (_, i) => option(`${i}`)) }))],
    'message',
    'no more than 100',
  ],
  ['a select without options', [actions(select({}))], 'message', 'exactly one of: options, option_groups'],
  [
    'an option text of 76',
    [actions(select({ options: [option(long(76))] }))],
    'message',
    '/options/0/text/text',
  ],
  [
    'an option value of 151',
    [actions(select({ options: [{ text: plain('a'), value: long(151) }] }))],
    'message',
    '/options/0/value',
  ],
  [
    'a placeholder of 151',
    [actions(select({ options: [option('a')], placeholder: plain(long(151)) }))],
    'message',
    '/placeholder/text',
  ],
  [
    'eleven radio buttons',
    [input({ type: 'radio_buttons', options: Array.from({ length: 11 }, (_, i) => option(`${i}`)) })],
    'modal',
    'no more than 10',
  ],
  [
    'a label of 2001',
    [{ ...input({ type: 'plain_text_input' }), label: plain(long(2001)) }],
    'modal',
    '/label/text',
  ],
  ['a max_length of 3001', [input({ type: 'plain_text_input', max_length: 3001 })], 'modal', '/max_length'],
  [
    'a number limit that is a number',
    [input({ type: 'number_input', is_decimal_allowed: true, min_value: 1 })],
    'modal',
    '/min_value',
  ],
  ['a button as an input', [input(button())], 'modal', 'unsupported element: button'],
  ['a bad date', [input({ type: 'datepicker', initial_date: '12.02.2027' })], 'modal', '/initial_date'],
  ['an alert in a message', [{ type: 'alert', text: mrkdwn('a') }], 'message', 'not allowed in a message'],
  ['markdown in a modal', [{ type: 'markdown', text: 'a' }], 'modal', 'not allowed in a modal'],
  ['a table at home', [{ type: 'table', rows: [] }], 'home', 'not allowed in a home'],
  ['a file input in a message', [input({ type: 'file_input' })], 'message', 'modals only'],
  [
    'two tables',
    [0, 1].map(() => ({ type: 'table', rows: [[{ type: 'raw_text' }]] })),
    'message',
    'only one table',
  ],
  [
    '12,001 characters of markdown',
    [
      { type: 'markdown', text: long(6001) },
      { type: 'markdown', text: long(6000) },
    ],
    'message',
    '12000',
  ],
  [
    'an image without words',
    [{ type: 'image', image_url: 'https://a.example/a.png' }],
    'message',
    'alt_text',
  ],
]

test.each(wrong)('%s is refused', (_name, blocks, surface, part) => {
  expect(checkBlocks(blocks, surface).join('\n')).toContain(part)
})

const modal = (more: object = {}) => ({
  type: 'modal',
  title: plain('Title'),
  blocks: [section('a')],
  ...more,
})

test('a plain modal is taken', () => {
  expect(checkView(modal(), 'modal')).toEqual([])
  expect(checkView({ type: 'home', blocks: [section('a')] }, 'home')).toEqual([])
})

test.each([
  ['a title of 25', modal({ title: plain(long(25)) }), '/view/title/text'],
  ['no title', { type: 'modal', blocks: [section('a')] }, 'missing required field: title'],
  ['a submit of 25', modal({ submit: plain(long(25)) }), '/view/submit/text'],
  [
    'an input without submit',
    modal({ blocks: [input({ type: 'plain_text_input' })] }),
    'missing required field: submit',
  ],
  ['metadata of 3001', modal({ private_metadata: long(3001) }), '/view/private_metadata'],
  ['a home where a modal belongs', { type: 'home', blocks: [section('a')] }, '/view/type'],
  ['no object at all', 'modal', 'must be an object'],
])('a modal with %s is refused', (_name, view, part) => {
  expect(checkView(view, 'modal').join('\n')).toContain(part)
})
