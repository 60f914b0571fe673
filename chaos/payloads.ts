/** Arbitrary things that might come from Slack, from well-formed to nonsense. */
import fc from 'fast-check'
import { events } from '#slack/event-listeners.ts'
import { alertVerbs } from '#slack/alert/alert-listeners.ts'
import { incidentVerbs, messageShortcuts, shortcuts } from '#slack/incident/incident-listeners.ts'
import { oncallVerbs } from '#slack/oncall/listeners.ts'
import { clicks, forms } from '#slack/register.ts'
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
    'half a \uD83D',
    'null',
    plantedText,
  ),
  fc.string({ minLength: 3_000, maxLength: 6_000 }),
)
/** Mostly well-formed, so that it comes further than the door. */
function mostly<T>(usual: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 15, arbitrary: usual }, { weight: 1, arbitrary: fc.jsonValue() })
}

const person = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...Object.values(cast)) },
  { weight: 1, arbitrary: fc.constantFrom('U0BOT', 'U404', '') },
  { weight: 1, arbitrary: nasty },
)
const channel = fc.oneof(fc.constantFrom(general, 'C404', 'D1', ''), nasty)
const number = fc.oneof(fc.constantFrom('1', '2', '0', '-1', '1e9', '999999999'), nasty)
const id = fc.uuid()
/** No column, calendar or list goes so far. */
const tooFar = fc.constantFrom(99_999_999_999_999, 2 ** 31, 9e14, -1, 1e300)
const beforeHistory = '-271821-04-20T00:00:00.000Z'
/** The value that a button or a choice carries. */
const carried = fc.oneof(
  number,
  tooFar.map(String),
  tooFar.map((one) => JSON.stringify({ number: one, into: one, nth: one, role: 'im', key: 'update' })),
  fc.tuple(number, number).map(([a, b]) => `${a}/${b}`),
  fc
    .tuple(fc.constantFrom('geoc', 'im', 'mine'), fc.constantFrom(beforeHistory, '1', '99999999999'))
    .map((words) => words.join(' ')),
)

const verbs = fc.constantFrom(...Object.keys({ ...incidentVerbs, ...alertVerbs, ...oncallVerbs }), '')

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
  { weight: 6, arbitrary: fc.constantFrom(...Object.keys(clicks)) },
  { weight: 1, arbitrary: nasty },
)

const action = fc
  .record({
    type: fc.constant('block_actions'),
    user: mostly(fc.record({ id: person })),
    trigger_id: id,
    channel: fc.record({ id: channel }),
    message: mostly(fc.record({ ts: nasty })),
    actions: fc.array(
      fc.record({ action_id: actionId, block_id: nasty, value: carried, type: fc.constant('button') }),
      {
        maxLength: 2,
      },
    ),
  })
  .map(interactive)

const callback = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...Object.keys(forms)) },
  { weight: 1, arbitrary: nasty },
)
const input = fc.oneof(
  fc.record({ type: fc.constant('plain_text_input'), value: fc.oneof(nasty, fc.constant(null)) }),
  fc.record({
    type: fc.constant('static_select'),
    selected_option: fc.oneof(fc.record({ value: carried }), fc.constant(null)),
  }),
  fc.record({ type: fc.constant('users_select'), selected_user: person }),
  fc.record({ type: fc.constant('datetimepicker'), selected_date_time: fc.oneof(fc.nat(), tooFar) }),
  fc.record({
    type: fc.constant('datepicker'),
    selected_date: fc.constantFrom('2026-12-24', '0000-01-01', '9999-12-31', '2026-02-30'),
  }),
  fc.jsonValue(),
)
const state = fc.dictionary(
  fc.constantFrom(
    ...'affected at drill due entry first from impact into kind last link mine next note outcome owner private reason remove role rota section severity shift squad text theirs ticket title to until user'.split(
      ' ',
    ),
  ),
  input.map((one) => ({ value: one, input: one })),
)
/** The metadata that a form carries along. */
const about = fc.record(
  {
    incident: fc.oneof(fc.integer({ min: 0, max: 3 }), tooFar, nasty),
    fix: fc.oneof(fc.integer({ min: 0, max: 3 }), tooFar),
    of: nasty,
    channel,
    ts: nasty,
    rota: fc.oneof(fc.constantFrom('geoc', 'im'), nasty),
  },
  { requiredKeys: ['incident'] },
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
        about.map((one) => JSON.stringify(one)),
      ),
      state: mostly(fc.record({ values: state })),
      blocks: mostly(fc.array(fc.record({ type: fc.constant('input'), block_id: nasty }))),
    }),
  })
  .map(interactive)

const shortcut = fc
  .record({
    type: fc.constantFrom('shortcut', 'message_action'),
    callback_id: fc.constantFrom(...Object.keys({ ...shortcuts, ...messageShortcuts }), 'another'),
    user: fc.record({ id: person }),
    trigger_id: id,
    channel: mostly(fc.record({ id: channel })),
    message: mostly(fc.record({ ts: nasty, text: nasty, user: person })),
  })
  .map(interactive)

const eventType = fc.constantFrom(...Object.keys(events), 'app_mention', 'channel_rename')
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
          mostly(fc.oneof(person, channel, nasty)),
        ),
      )
      .map(([type, fields]) => ({ ...fields, type })),
  })
  .map((body): Sent => ({ type: 'json', body: JSON.stringify(body) }))

/** Deeper than a function can call itself. */
const deep = fc.constantFrom('[', '{"x":').map(
  (open): Sent => ({
    type: 'json',
    body: `{"type":"event_callback","event_id":"Ev1","event":{"type":"message","blocks":${open.repeat(50_000)}1${(open === '[' ? ']' : '}').repeat(50_000)}}}`,
  }),
)

const nonsense = fc.oneof(
  { weight: 1, arbitrary: deep },
  ...[
    fc.json().map((body): Sent => ({ type: 'json', body })),
    fc.string({ unit: 'binary' }).map((body): Sent => ({ type: 'json', body })),
    fc.string({ unit: 'binary' }).map((body): Sent => ({ type: 'form', body })),
  ].map((arbitrary) => ({ weight: 20, arbitrary })),
)

export const anything: fc.Arbitrary<Sent> = fc.oneof(
  { weight: 4, arbitrary: command },
  { weight: 3, arbitrary: action },
  { weight: 3, arbitrary: view },
  { weight: 1, arbitrary: shortcut },
  { weight: 3, arbitrary: event },
  { weight: 1, arbitrary: nonsense },
)

function interactive(payload: object): Sent {
  return { type: 'form', body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString() }
}
