/** Arbitrary things that might come from Slack, from well-formed to nonsense. */
import fc from 'fast-check'
import { cast, general } from './workplace.ts'

export interface Sent {
  body: string
  type: 'json' | 'form'
}

/** Words that no log may ever hold. */
export const plantedText = 'plantedwordsofaperson'

const nasty = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    '',
    '<!channel>',
    '<@U03CLARA>',
    '\u0000',
    '\u202Eevil',
    '%s{}',
    '9'.repeat(400),
    'null',
    plantedText,
  ),
  fc.string({ minLength: 3_000, maxLength: 6_000 }),
)
const person = fc.oneof(fc.constantFrom(...Object.values(cast), 'U0BOT', 'U404', ''), nasty)
const channel = fc.oneof(fc.constantFrom(general, 'C404', 'D1', ''), nasty)
const number = fc.oneof(fc.constantFrom('1', '2', '0', '-1', '1e9', '999999999'), nasty)
const id = fc.uuid()

const verbs = fc.constantFrom(
  ...'declare list status update severity assign escalate handoff note resolve reopen cancel merge join postmortem search stats repair help'.split(
    ' ',
  ),
  ...'schedule leave away back cover swap why hours add remove handover calendar test'.split(' '),
  '',
)

const command = fc
  .record({
    command: fc.constantFrom('/incident', '/oncall', '/other'),
    text: fc.tuple(verbs, number, nasty).map((words) => words.join(' ')),
    user_id: person,
    channel_id: channel,
    trigger_id: id,
    response_url: fc.constant(''),
  })
  .map((fields): Sent => ({ type: 'form', body: new URLSearchParams(fields).toString() }))

const actionId = fc.oneof(
  fc.constantFrom(
    ...'acknowledge escalate-sem escalate-im update severity fix fix.revert resolve reopen more note assign handoff rename merge cancel join status.fixing'
      .split(' ')
      .map((name) => `incident.${name}`),
    'page.acknowledge',
    'page.decline',
    'role.accept',
    'role.decline',
    'tray.declare',
  ),
  nasty,
)

const action = fc
  .record({
    type: fc.constant('block_actions'),
    user: fc.oneof(fc.record({ id: person }), fc.jsonValue()),
    trigger_id: id,
    channel: fc.record({ id: channel }),
    message: fc.oneof(fc.record({ ts: nasty }), fc.jsonValue()),
    actions: fc.array(
      fc.record({ action_id: actionId, block_id: nasty, value: number, type: fc.constant('button') }),
      {
        maxLength: 2,
      },
    ),
  })
  .map(interactive)

const callback = fc.oneof(
  fc.constantFrom(
    ...'declare escalate-sem escalate-im update severity fix fix-ended resolve reopen note assign handoff rename merge cancel'
      .split(' ')
      .map((name) => `incident.${name}`),
  ),
  nasty,
)
const input = fc.oneof(
  fc.record({ type: fc.constant('plain_text_input'), value: fc.oneof(nasty, fc.constant(null)) }),
  fc.record({
    type: fc.constant('static_select'),
    selected_option: fc.oneof(fc.record({ value: number }), fc.constant(null)),
  }),
  fc.record({ type: fc.constant('users_select'), selected_user: person }),
  fc.jsonValue(),
)
const state = fc.dictionary(
  fc.constantFrom(
    'title',
    'severity',
    'squad',
    'affected',
    'private',
    'drill',
    'text',
    'reason',
    'to',
    'into',
    'what',
  ),
  input.map((one) => ({ value: one, input: one })),
)
const view = fc
  .record({
    type: fc.constantFrom('view_submission', 'view_closed'),
    user: fc.record({ id: person }),
    view: fc.record({
      id,
      callback_id: callback,
      private_metadata: fc.oneof(
        fc.json(),
        nasty,
        number.map((one) => JSON.stringify({ incident: one })),
      ),
      state: fc.oneof(fc.record({ values: state }), fc.jsonValue()),
      blocks: fc.oneof(fc.array(fc.record({ type: fc.constant('input'), block_id: nasty })), fc.jsonValue()),
    }),
  })
  .map(interactive)

const eventType = fc.constantFrom(
  ...'message reaction_added reaction_removed pin_added pin_removed member_joined_channel member_left_channel channel_archive channel_deleted channel_rename channel_id_changed user_change team_join tokens_revoked app_home_opened app_mention'.split(
    ' ',
  ),
)
const event = fc
  .record({
    type: fc.constant('event_callback'),
    event_id: id,
    event: fc
      .tuple(
        eventType,
        fc.dictionary(
          fc.constantFrom(
            'user',
            'channel',
            'text',
            'ts',
            'subtype',
            'item',
            'message',
            'deleted_ts',
            'metadata',
            'thread_ts',
            'files',
          ),
          fc.oneof(person, channel, nasty, fc.jsonValue()),
        ),
      )
      .map(([type, fields]) => ({ ...fields, type })),
  })
  .map((body): Sent => ({ type: 'json', body: JSON.stringify(body) }))

const nonsense = fc.oneof(
  fc.json().map((body): Sent => ({ type: 'json', body })),
  fc.string({ unit: 'binary' }).map((body): Sent => ({ type: 'json', body })),
  fc.string({ unit: 'binary' }).map((body): Sent => ({ type: 'form', body })),
)

export const anything: fc.Arbitrary<Sent> = fc.oneof(
  { weight: 4, arbitrary: command },
  { weight: 3, arbitrary: action },
  { weight: 3, arbitrary: view },
  { weight: 3, arbitrary: event },
  { weight: 1, arbitrary: nonsense },
)

function interactive(payload: object): Sent {
  return { type: 'form', body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString() }
}
