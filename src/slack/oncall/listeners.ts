/** Lists what people type, press and send about who is on call, and the flow of each. */
import { Refusal } from '#errors.ts'
import { help } from '#messages/help.ts'
import { monthActions } from '#messages/oncall/month.ts'
import { saidBack } from '#words/user-text.ts'
import { alone } from '../asking/command.ts'
import type { Click, Form } from '../asking/request.ts'
import type { TypedVerb } from '../asking/typed.ts'
import { askAway, away, clickComeBack, typeAway, typeBack } from './away.ts'
import { newAddress, showCalendar, typeCalendar } from './calendar.ts'
import { askContact, submitContact, typeContact } from './contact.ts'
import { askForCover, submitCover, clickTakeCover, typeCover } from './cover.ts'
import {
  askHandOverNote,
  offerIncident,
  saveNote,
  standIn,
  takeGap,
  takeOver,
  typeHandOverNote,
} from './hand-over.ts'
import { typeHours } from './hours.ts'
import { chooseMonthRota, openMonth, readMonthInWords, turnMonth, typeMonth } from './month.ts'
import {
  joinRota,
  leaveRota,
  submitAddition,
  typeAdd,
  typeJoinRota,
  typeLeave,
  typeRemove,
} from './membership.ts'
import { submitOverride, typeOverride } from './override.ts'
import { typeReady } from './ready.ts'
import { allowRequest, refuseRequest, undoRequest } from './rota-request.ts'
import { showSchedule, typeSchedule } from './schedule.ts'
import { typeShadow } from './shadow.ts'
import { clickAcceptSwap, askSwap, clickDeclineSwap, clickOfferSwap, typeSwap } from './swap.ts'
import { acknowledgeTest, sendTestPage } from './test.ts'
import { typeWhy } from './why.ts'
import { whoIsOnCall } from './who.ts'
import type { Flow } from '../asking/services.ts'

/** `/oncall <verb>`. */
const verbs = {
  who: alone(whoIsOnCall),
  now: alone(whoIsOnCall),
  schedule: typeSchedule,
  month: typeMonth,
  cover: typeCover,
  swap: typeSwap,
  away: typeAway,
  back: alone(typeBack),
  why: typeWhy,
  handover: typeHandOverNote,
  join: typeJoinRota,
  leave: typeLeave,
  add: typeAdd,
  remove: typeRemove,
  shadow: typeShadow,
  override: typeOverride,
  hours: typeHours,
  calendar: typeCalendar,
  contact: typeContact,
  ready: typeReady,
  test: alone(sendTestPage),
  page: async ({ rest }, { policy }) => {
    throw new Refusal(
      `Somebody is paged for an incident: ${policy.words.names.command} page ${rest === '' ? '@robin what for' : saidBack(rest, 80)}. Nobody was paged now.`,
    )
  },
  help: alone(async (_, { policy }) => ({ say: help(policy.words, 'oncall') })),
} satisfies Record<string, Flow<TypedVerb>>

/** Words of other tools, and of everyday speech, for the verbs above. */
const alsoCalled: { [verb in keyof typeof verbs]?: readonly string[] } = {
  schedule: [
    'rota',
    'rotas',
    'roster',
    'shifts',
    'turns',
    'when',
    'next',
    'mine',
    'me',
    'list',
    'show',
    'view',
  ],
  month: ['picture', 'overview', 'plan'],
  cover: ['ask', 'substitute', 'replace'],
  swap: ['trade', 'exchange', 'switch'],
  away: ['off', 'ooo', 'pto', 'vacation', 'holiday', 'absent', 'sick', 'unavailable'],
  back: ['return', 'returned', 'available', 'here'],
  why: ['reason', 'explain'],
  handover: ['handoff', 'note', 'notes'],
  join: ['enter', 'signup'],
  leave: ['quit', 'exit'],
  add: ['invite'],
  remove: ['kick', 'delete'],
  shadow: ['learn', 'follow', 'trainee'],
  override: ['assign', 'take', 'set'],
  hours: ['export', 'csv', 'payroll', 'report'],
  calendar: ['ical', 'ics', 'feed', 'subscribe'],
  contact: ['contacts', 'phone', 'notifications'],
  test: ['ping'],
}

export const oncallVerbs: Record<string, Flow<TypedVerb>> = {
  ...Object.fromEntries(
    Object.entries(alsoCalled).flatMap(([verb, others]) =>
      others.map((other) => [other, verbs[verb as keyof typeof verbs]]),
    ),
  ),
  ...verbs,
}

/** Buttons, by action id. */
export const oncallClicks: Record<string, Flow<Click>> = {
  'oncall.schedule': showSchedule,
  [monthActions.open]: openMonth,
  [monthActions.earlier]: turnMonth,
  [monthActions.more]: turnMonth,
  [monthActions.now]: turnMonth,
  [monthActions.rota]: chooseMonthRota,
  [monthActions.words]: readMonthInWords,
  'oncall.join': joinRota,
  'oncall.leave': leaveRota,
  'oncall.away': askAway,
  'oncall.back': clickComeBack,
  'oncall.cover': askForCover,
  'oncall.swap': askSwap,
  'oncall.contact': askContact,
  'oncall.calendar.show': showCalendar,
  'oncall.calendar.revoke': newAddress,
  'cover.take': clickTakeCover,
  'rota.allow': allowRequest,
  'rota.refuse': refuseRequest,
  'rota.undo': undoRequest,
  'swap.accept': clickAcceptSwap,
  'swap.decline': clickDeclineSwap,
  'gap.take': takeGap,
  'handover.note': askHandOverNote,
  'handover.take': takeOver,
  'handover.stand-in': standIn,
  'handover.offer': offerIncident,
  'test.acknowledge': acknowledgeTest,
}

/** Forms, by callback id. */
export const oncallForms: Record<string, Flow<Form>> = {
  'oncall.away': away,
  'oncall.add': submitAddition,
  'oncall.cover': submitCover,
  'oncall.swap': clickOfferSwap,
  'oncall.override': submitOverride,
  'oncall.note': saveNote,
  'oncall.contact': submitContact,
}
