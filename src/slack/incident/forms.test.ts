import type { ActionsBlock, InputBlock, ModalView } from '@slack/types'
import { expect, test } from 'vitest'
import { ZodError } from 'zod'
import { Refusal } from '#errors.ts'
import type { IncidentEvent } from '#incidents/incident.ts'
import { began, incident, into, words } from '../../../test/samples/sample-incident.ts'
import { readAssign } from './assign-form.ts'
import { declareView, readDeclare } from './declare-form.ts'
import { readEndFix } from './end-fix-form.ts'
import { readEscalateIm } from './escalate-im-form.ts'
import { escalateSemView, readEscalateSem } from './escalate-sem-form.ts'
import { fixView } from './fix-form.ts'
import { handOverView, readHandOver } from './hand-over-form.ts'
import { mergeView, readMerge } from './merge-form.ts'
import { readMeta } from '../asking/modal.ts'
import { moreView } from './more-form.ts'
import { readNote } from './note-form.ts'
import { readCannot } from './cannot-form.ts'
import { readPagePerson } from './page-person-form.ts'
import { readReason } from '../asking/reason.ts'
import { readRename } from './rename-form.ts'
import { readResolve, resolveView } from './resolve-form.ts'
import { readSeverity } from './severity-form.ts'
import { readStartFix, startFixView } from './start-fix-form.ts'
import { readUpdate, updateView } from './update-form.ts'

const squads = ['payments', 'search']
const declaring = { words, now: new Date(began.getTime() + 12 * 60_000), squads, open: [] }
const started: IncidentEvent = {
  type: 'fix started',
  number: 1,
  kind: 'revert',
  what: 'release 512',
  link: null,
}

test('declaring asks one thing, and offers seven more', () => {
  const fields = inputs(declareView(declaring))
  expect(fields.map(({ label, optional }) => [label.text, optional])).toEqual([
    ['What is happening?', false],
    ['Severity', true],
    ['Service', true],
    ['Squad', true],
    ['Who is affected?', true],
    ['When did it begin?', true],
    ['Private', true],
    ['Drill', true],
  ])
})

test('declaring shows what is open, with a way in', () => {
  const view = declareView({ ...declaring, open: [incident()] })
  expect(view.blocks[1]).toMatchObject({
    text: { text: '🟠 P2 · Declared 12 min ago · #12 Checkout fails · Checkout' },
    accessory: { text: { text: 'Join' }, action_id: 'incident.join', value: '12' },
  })
})

test('declaring from a message carries it along', () => {
  const source = { channel: 'C1ASK', ts: '1.2' }
  const view = declareView({ ...declaring, title: `two\nbrands ${'x'.repeat(300)}`, private: true, source })
  expect(readMeta(view.private_metadata ?? '')).toEqual(source)
  const [title, , , , , , isPrivate] = inputs(view)
  expect(title?.element).toMatchObject({ initial_value: `two brands ${'x'.repeat(138)}…` })
  expect(isPrivate?.element).toMatchObject({ initial_options: [{ value: 'yes' }] })
})

test('without squads none is asked for', () => {
  expect(inputs(declareView({ ...declaring, squads: [] })).map(({ block_id }) => block_id)).not.toContain(
    'squad',
  )
  expect(escalateSemView(incident(), { squads: [], squad: null, levels: [] }, words).submit).toBeUndefined()
})

test('a filled-in declaration is read back', () => {
  const filled = state({
    title: { value: ' Checkout fails ' },
    severity: { selected_option: { value: 'P1' } },
    squad: { selected_option: null },
    affected: { value: null },
    private: { selected_options: [{ value: 'yes' }] },
    drill: { selected_options: [] },
  })
  expect(readDeclare(filled)).toEqual({
    title: 'Checkout fails',
    severity: 'P1',
    services: [],
    squad: null,
    affected: null,
    private: true,
    drill: false,
  })
})

const guide = {
  checklists: { revert: ['Find it'], hotfix: ['Branch', 'Cherry-pick'] },
  links: [{ title: 'Hotfix process', url: 'https://wiki.example.com/hotfix' }],
  closed: null,
}

const chosen = (value: string) => ({ selected_option: { value } })
const person = { selected_user: 'U3SASHA' }

test.each([
  [readUpdate, { text: { value: 'on it' }, next: chosen('30') }, { text: 'on it', nextInMinutes: 30 }],
  [readUpdate, { text: { value: 'What we know: \nWhat we do:' } }, { text: '', nextInMinutes: null }],
  [readSeverity, { severity: chosen('P4') }, { to: 'P4', reason: null }],
  [
    readStartFix,
    { kind: chosen('hotfix'), text: { value: 'a patch' }, link: { value: 'https://git.example.com/1' } },
    { kind: 'hotfix', what: 'a patch', link: 'https://git.example.com/1' },
  ],
  [
    readEndFix,
    { outcome: chosen('worked'), text: { value: '' } },
    { outcome: 'worked', remark: null, link: null },
  ],
  [
    readResolve,
    { text: { value: 'a' }, impact: { value: 'b' }, owner: person },
    { fix: 'a', impact: 'b', owner: 'U3SASHA', cause: null },
  ],
  [
    readResolve,
    { text: { value: 'a' }, impact: {}, cause: chosen('7'), 'cause-words': { value: ' a full disk ' } },
    {
      fix: 'a',
      impact: '',
      owner: null,
      cause: { about: 'cause', verdict: 'yes', of: null, text: 'a full disk' },
    },
  ],
  [readAssign, { role: chosen('sem:payments'), to: person }, { role: 'sem:payments', to: 'U3SASHA' }],
  [
    readHandOver,
    { role: chosen('im'), to: person, text: { value: 'x' } },
    { role: 'im', to: 'U3SASHA', brief: 'x' },
  ],
  [readNote, { text: { value: 'n' } }, { text: 'n' }],
  [readRename, { title: { value: 't' } }, { title: 't' }],
  [readReason, { reason: { value: ' r ' } }, { reason: 'r' }],
  [readMerge, { into: chosen('11') }, { into: 11 }],
  [readEscalateSem, { squad: chosen('search'), reason: {} }, { squad: 'search', reason: null }],
  [
    readEscalateSem,
    { squad: chosen('search'), 'level:sem:search': chosen('1'), 'level:sem:payments': chosen('2') },
    { squad: 'search', reason: null, level: 1 },
  ],
  [readEscalateIm, { reason: { value: 'help' } }, { reason: 'help' }],
  [readPagePerson, { to: person, reason: {} }, { to: 'U3SASHA', reason: '' }],
  [readCannot, { reason: { value: ' on a train ' } }, 'on a train'],
])('%o reads %j', (read: (given: unknown) => unknown, values, expected) => {
  expect(read(state(values))).toEqual(expected)
})

test.each([
  [readDeclare, { title: { value: 'x' }, severity: chosen('P9') }, 'severity'],
  [readSeverity, {}, 'severity'],
  [readStartFix, { kind: chosen('prayer') }, 'kind'],
  [readStartFix, { kind: chosen('revert'), link: { value: 'javascript:alert(1)' } }, 'link'],
  [readEndFix, { outcome: chosen('under way') }, 'outcome'],
  [readAssign, { role: chosen('owner'), to: person }, 'role'],
  [readAssign, { role: chosen('geoc') }, 'to'],
  [readMerge, { into: chosen('-1') }, 'into'],
  [readEscalateSem, {}, 'squad'],
])('%o refuses %j beside its field', (read: (given: unknown) => unknown, values, field) => {
  expect(refusalOf(() => read(state(values))).field).toBe(field)
})

test.each([null, 'x', {}, { values: [] }, { values: { title: 1 } }])(
  'a forged form, %j, is refused',
  (forged) => {
    expect(refusalOf(() => readDeclare(forged)).message).toContain('incomplete')
  },
)

test.each([{ title: { value: 5 } }, { title: {} }, { other: {} }])(
  '%j reads as nothing written',
  (values) => {
    expect(readRename(state(values))).toEqual({ title: '' })
  },
)

test('"Fix…" ends what is under way, else starts something', () => {
  expect(fixView(incident(), guide).callback_id).toBe('incident.fix')
  const ending = fixView(incident([started]), guide)
  expect(ending.callback_id).toBe('incident.fix-ended')
  expect(readMeta(ending.private_metadata ?? '')).toEqual({ incident: 12, fix: 1 })
  expect(inputs(startFixView(incident(), guide, 'hotfix'))[0]?.element).toMatchObject({
    initial_option: { value: 'hotfix' },
  })
})

test('the attempt that worked is already written when it is resolved', () => {
  const worked = incident([
    started,
    { type: 'fix ended', number: 1, outcome: 'worked', remark: 'errors gone', link: null },
  ])
  expect(inputs(resolveView(worked))[0]?.element).toMatchObject({ initial_value: 'release 512. errors gone' })
})

test('the next update is the policy’s, nearest to what can be chosen; none once it is over', () => {
  expect(inputs(updateView(incident(), { minutes: 45 }))[1]?.element).toMatchObject({
    initial_option: { value: '30' },
  })
  expect(inputs(updateView(incident(into.resolved), { minutes: 45 }))).toHaveLength(1)
})

test('handing over begins with the role one has', () => {
  const [role, to] = inputs(handOverView(incident(), { role: 'im', to: 'U4KIM' }, squads, words))
  expect(role?.element).toMatchObject({ initial_option: { value: 'im' } })
  expect(to?.element).toMatchObject({ initial_user: 'U4KIM' })
})

test('merging offers every other open incident, a hundred in a group', () => {
  const open = Array.from({ length: 250 }, (_, index) => ({ ...incident(), number: index + 1 }))
  const element = inputs(mergeView(incident(), open, words))[0]?.element
  const groups = element?.type === 'static_select' ? (element.option_groups ?? []) : []
  expect(groups.map(({ options }) => options.length)).toEqual([100, 100, 49])
  expect(mergeView(incident(), [incident()], words).submit).toBeUndefined()
})

test.each(['', '0', '-1', '1.5', '1e9', '99999999999999', 'x'])(
  'there is no incident %j to merge into',
  (into) => {
    expect(refusalOf(() => readMerge(state({ into: { selected_option: { value: into } } }))).field).toBe(
      'into',
    )
  },
)

test.each(['{"incident":99999999999999}', '{"fix":1e9}', '{"incident":"1"}', '[]', '1'])(
  'what no form of ours carries is not read: %s',
  (metadata) => {
    expect(() => readMeta(metadata)).toThrow(ZodError)
  },
)

test.each([
  [
    'declared',
    'note impact assign handoff page rename services merge cancel status.investigating status.fixing status.monitoring',
  ],
  [
    'fixing',
    'note impact assign handoff page rename services merge cancel status.investigating status.monitoring',
  ],
  ['resolved', 'note impact rename services close'],
] as const)('more may be done while %s: %s', (status, expected) => {
  const menu = moreView(incident(into[status])).blocks.filter(
    (block): block is ActionsBlock => block.type === 'actions',
  )
  const ids = menu.flatMap(({ elements }) => elements.map((one) => one.action_id?.replace('incident.', '')))
  expect(ids.join(' ')).toBe(expected)
})

function inputs(view: ModalView): InputBlock[] {
  return view.blocks.filter((block): block is InputBlock => block.type === 'input')
}

function state(values: Record<string, object>): unknown {
  return { values: Object.fromEntries(Object.entries(values).map(([name, answer]) => [name, { answer }])) }
}

function refusalOf(act: () => unknown): Refusal {
  try {
    act()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('nothing was refused')
}
