/** Lists what people type, press and send about who is on call, and the flow of each. */
import { help } from '#messages/help.ts'
import type { Click, Form } from '../asking/request.ts'
import type { TypedVerb } from '../asking/typed.ts'
import { askAway, away, clickComeBack, typeAway, typeBack } from './away.ts'
import { newAddress, showCalendar, showCalendars } from './calendar.ts'
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
import { clickAcceptSwap, askSwap, clickDeclineSwap, clickOfferSwap, typeSwap } from './swap.ts'
import { acknowledgeTest, sendTestPage } from './test.ts'
import { typeWhy } from './why.ts'
import type { Flow } from '../asking/services.ts'

/** `/oncall <verb>`. */
export const oncallVerbs: Record<string, Flow<TypedVerb>> = {
  schedule: typeSchedule,
  cover: typeCover,
  swap: typeSwap,
  away: typeAway,
  back: typeBack,
  why: typeWhy,
  handover: typeHandOverNote,
  join: typeJoinRota,
  leave: typeLeave,
  add: typeAdd,
  remove: typeRemove,
  override: typeOverride,
  hours: typeHours,
  calendar: showCalendars,
  contact: typeContact,
  ready: typeReady,
  test: sendTestPage,
  help: async (_, { policy }) => ({ say: help(policy.words, 'oncall') }),
}

/** Buttons, by action id. */
export const oncallClicks: Record<string, Flow<Click>> = {
  'oncall.schedule': showSchedule,
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
