/**
 * Every listener there is. Adding one: write its flow in a file named after what people do, and add a line here.
 * A flow parses, makes one service call, and replies; `handle` does the rest.
 */
import type { App } from '@slack/bolt'
import { acknowledge, acknowledgePage, declinePage, sayWhy } from './acknowledge.ts'
import { incidentHelp, list, listOpen, oncallHelp, showStatus, showTray, whoIsOnCall } from './answers.ts'
import {
  type Click,
  clickFrom,
  type Form,
  formFrom,
  type Picked,
  pickedFrom,
  type Shortcut,
  shortcutFrom,
  type Typed,
  typedFrom,
} from './asked.ts'
import {
  actionDone,
  actionFromMessage,
  actionWillNot,
  addAction,
  askAction,
  askWillNot,
  typeActions,
} from './actions.ts'
import { aboutAny, aboutOne, command, type TypedVerb } from './command.ts'
import { askDeclare, declareFromMessage, submitDeclaration, typeDeclare } from './declare.ts'
import type { Delivery } from './delivery.ts'
import {
  askEscalateIm,
  askEscalateSem,
  escalateIm,
  escalateSem,
  previewSquad,
  typeEscalate,
} from './escalate.ts'
import { askAnother, askFix, askHotfix, askRevert, endFix, showKind, startFix } from './fix.ts'
import { followIncident, unfollowIncident } from './follow.ts'
import { handle } from './handle.ts'
import { handleEvent } from './handle-event.ts'
import { homeOpened } from './home.ts'
import { join, typeJoin } from './join.ts'
import { askMerge, merge, mergeMine, typeMerge } from './merge.ts'
import { askMore, askRename, rename, setStatus } from './more.ts'
import { addNote, addToTimeline, askNote, typeNote } from './notes.ts'
import { askAway, away, comeBack, typeAway, typeBack } from './oncall-away.ts'
import { newAddress, showCalendars } from './oncall-calendar.ts'
import { askForCover, submitCover, takeCover, typeCover } from './oncall-cover.ts'
import {
  askNote as askHandOverNote,
  offerIncident,
  saveNote,
  standIn,
  takeGap,
  takeOver,
  typeNote as typeHandOverNote,
} from './oncall-hand-over.ts'
import { typeHours } from './oncall-hours.ts'
import {
  joinRota,
  leaveRota,
  typeAdd,
  typeJoin as typeJoinRota,
  typeLeave,
  typeRemove,
} from './oncall-membership.ts'
import { submitOverride, typeOverride } from './oncall-override.ts'
import { showSchedule, typeSchedule } from './oncall-schedule.ts'
import { acceptSwap, askSwap, declineSwap, offerSwap, typeSwap } from './oncall-swap.ts'
import { acknowledgeTest, testPage } from './oncall-test.ts'
import { typeWhy } from './oncall-why.ts'
import { accessRevoked, personChanged } from './people-events.ts'
import { askCancel, askReopen, cancel, reopen, typeCancel, typeReopen } from './reopen-cancel.ts'
import { askPagePerson, pagePerson } from './page-person.ts'
import { snooze } from './reminders.ts'
import {
  answer,
  askAnswer,
  askContributors,
  askExport,
  askOwner,
  askPublish,
  askReview,
  askSection,
  askSectionText,
  askWaive,
  changeOwner,
  exportAs,
  movePostmortem,
  openDraft,
  proposeReview,
  publish,
  typePostmortem,
  waive,
  writeSection,
} from './postmortem.ts'
import { askEntry, askEntryEdit, editEntry, typeTimeline } from './postmortem-timeline.ts'
import { typePremortem } from './premortem.ts'
import { askResolve, resolve, typeResolve } from './resolve.ts'
import {
  acceptRole,
  askAssign,
  askHandOver,
  assign,
  declineRole,
  handOver,
  typeAssign,
  typeHandOver,
} from './roles.ts'
import {
  channelIdChanged,
  channelLost,
  messageEvent,
  moved,
  pinned,
  reacted,
  type Told,
} from './room-events.ts'
import { typeRepair } from './repair.ts'
import { typeSearch } from './search.ts'
import type { Flow, Services } from './services.ts'
import { askSeverity, changeSeverity, typeSeverity } from './severity.ts'
import { typeStats } from './stats.ts'
import { askUpdate, postUpdate, previewUpdate, typeUpdate, updateFromMessage } from './update.ts'

/** `/incident <verb>`. Those of `aboutOne` take their incident from the room or from a number. */
export const incidentVerbs: Record<string, Flow<TypedVerb>> = {
  declare: typeDeclare,
  list,
  status: aboutAny(showStatus),
  update: aboutOne(typeUpdate),
  severity: aboutOne(typeSeverity),
  assign: aboutOne(typeAssign),
  escalate: aboutOne(typeEscalate),
  handoff: aboutOne(typeHandOver),
  note: aboutOne(typeNote),
  resolve: aboutAny(typeResolve),
  reopen: aboutAny(typeReopen),
  cancel: aboutAny(typeCancel),
  merge: aboutOne(typeMerge),
  join: aboutAny(typeJoin),
  postmortem: aboutAny(typePostmortem),
  timeline: aboutAny(typeTimeline),
  actions: typeActions,
  search: typeSearch,
  stats: typeStats,
  premortem: typePremortem,
  repair: aboutAny(typeRepair),
  help: incidentHelp,
}

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
  test: testPage,
  help: oncallHelp,
}

/** Buttons, by action id. */
export const clicks: Record<string, Flow<Click>> = {
  'tray.declare': askDeclare,
  'tray.list': listOpen,
  'tray.oncall': whoIsOnCall,
  'incident.acknowledge': acknowledge,
  'incident.escalate-sem': askEscalateSem,
  'incident.escalate-im': askEscalateIm,
  'escalate.squad': previewSquad,
  'incident.page': askPagePerson,
  'incident.update': askUpdate,
  'update.preview': previewUpdate,
  'incident.severity': askSeverity,
  'incident.fix': askFix,
  'incident.fix.revert': askRevert,
  'incident.fix.hotfix': askHotfix,
  'incident.fix.another': askAnother,
  'fix.kind': showKind,
  'incident.resolve': askResolve,
  'incident.reopen': askReopen,
  'incident.more': askMore,
  'incident.note': askNote,
  'incident.assign': askAssign,
  'incident.handoff': askHandOver,
  'incident.rename': askRename,
  'incident.merge': askMerge,
  'incident.merge-into': mergeMine,
  'incident.cancel': askCancel,
  'incident.status.investigating': setStatus('investigating'),
  'incident.status.fixing': setStatus('fixing'),
  'incident.status.monitoring': setStatus('monitoring'),
  'incident.join': join,
  'incident.follow': followIncident,
  'incident.unfollow': unfollowIncident,
  'remind.15': snooze(15),
  'remind.60': snooze(60),
  'remind.never': snooze(null),
  'postmortem.open': openDraft,
  'postmortem.edit': askSection,
  'postmortem.timeline': askEntry,
  'postmortem.action': askAction,
  'postmortem.ask': askContributors,
  'postmortem.answer': askAnswer,
  'postmortem.review': askReview,
  'postmortem.owner': askOwner,
  'postmortem.export': askExport,
  'postmortem.publish': askPublish,
  'postmortem.waive': askWaive,
  'postmortem.to-draft': movePostmortem('draft'),
  'postmortem.to-review': movePostmortem('in review'),
  'postmortem.to-reviewed': movePostmortem('reviewed'),
  'export.md': exportAs('md'),
  'export.html': exportAs('html'),
  'export.md-roles': exportAs('md-roles'),
  'export.html-roles': exportAs('html-roles'),
  'action.done': actionDone,
  'action.will-not': askWillNot,
  'role.accept': acceptRole,
  'role.decline': declineRole,
  'oncall.schedule': showSchedule,
  'oncall.join': joinRota,
  'oncall.leave': leaveRota,
  'oncall.away': askAway,
  'oncall.back': comeBack,
  'oncall.cover': askForCover,
  'oncall.swap': askSwap,
  'oncall.calendar.revoke': newAddress,
  'cover.take': takeCover,
  'swap.accept': acceptSwap,
  'swap.decline': declineSwap,
  'gap.take': takeGap,
  'handover.note': askHandOverNote,
  'handover.take': takeOver,
  'handover.stand-in': standIn,
  'handover.offer': offerIncident,
  'test.acknowledge': acknowledgeTest,
  'page.acknowledge': acknowledgePage,
  'page.decline': declinePage,
}

/** Forms, by callback id. */
export const forms: Record<string, Flow<Form>> = {
  'oncall.away': away,
  'oncall.cover': submitCover,
  'oncall.swap': offerSwap,
  'oncall.override': submitOverride,
  'oncall.note': saveNote,
  'incident.declare': submitDeclaration,
  'incident.escalate-sem': escalateSem,
  'incident.escalate-im': escalateIm,
  'incident.page': pagePerson,
  'page.cannot': sayWhy,
  'incident.update': postUpdate,
  'incident.severity': changeSeverity,
  'incident.fix': startFix,
  'incident.fix-ended': endFix,
  'incident.resolve': resolve,
  'postmortem.section': askSectionText,
  'postmortem.write': writeSection,
  'postmortem.answer': answer,
  'postmortem.entry': askEntryEdit,
  'postmortem.entry-edit': editEntry,
  'postmortem.publish': publish,
  'postmortem.waive': waive,
  'postmortem.owner': changeOwner,
  'postmortem.review': proposeReview,
  'action.add': addAction,
  'action.will-not': actionWillNot,
  'incident.reopen': reopen,
  'incident.note': addNote,
  'incident.assign': assign,
  'incident.handoff': handOver,
  'incident.rename': rename,
  'incident.merge': merge,
  'incident.cancel': cancel,
}

/** Shortcuts, by the callback ids of the manifest. */
export const shortcuts: Record<string, Flow<Shortcut>> = { declare: askDeclare }
export const messageShortcuts: Record<string, Flow<Picked>> = {
  'declare-from-message': declareFromMessage,
  'add-to-timeline': addToTimeline,
  'add-action-item': actionFromMessage,
  'post-as-update': updateFromMessage,
}

export const events: Record<string, (told: Told, services: Services) => Promise<void>> = {
  app_home_opened: homeOpened,
  message: messageEvent,
  reaction_added: reacted(true),
  reaction_removed: reacted(false),
  pin_added: pinned(true),
  pin_removed: pinned(false),
  member_joined_channel: moved('entered'),
  member_left_channel: moved('left'),
  channel_archive: channelLost,
  group_archive: channelLost,
  channel_deleted: channelLost,
  group_deleted: channelLost,
  channel_id_changed: channelIdChanged,
  user_change: personChanged,
  team_join: personChanged,
  tokens_revoked: accessRevoked,
  app_uninstalled: accessRevoked,
}

/** Tells Bolt of every listener. */
export function registerListeners(app: App, services: Services): void {
  const { names } = services.policy.words
  const commands: Record<string, Flow<Typed>> = {
    [names.command]: command('incident', showTray, incidentVerbs),
    [names.oncall]: command('oncall', whoIsOnCall, oncallVerbs),
  }
  for (const [name, flow] of Object.entries(commands))
    app.command(name, handle(name, typedFrom, flow, services))
  for (const [id, flow] of Object.entries(clicks)) app.action(id, handle(id, clickFrom, flow, services))
  for (const [id, flow] of Object.entries(forms)) app.view(id, handle(`form ${id}`, formFrom, flow, services))
  for (const [id, flow] of Object.entries(shortcuts)) {
    app.shortcut(
      { callback_id: id, type: 'shortcut' },
      handle(`shortcut ${id}`, shortcutFrom, flow, services),
    )
  }
  for (const [id, flow] of Object.entries(messageShortcuts)) {
    app.shortcut(
      { callback_id: id, type: 'message_action' },
      handle(`shortcut ${id}`, pickedFrom, flow, services),
    )
  }
}

/** Who hears of events: not Bolt, which would ask every listener there is about each of very many. */
export function eventListeners(services: Services): (delivery: Delivery) => Promise<void> {
  const listeners = new Map(
    Object.entries(events).map(([type, listener]) => [type, handleEvent(type, listener, services)]),
  )
  return async (delivery) => {
    const { event } = delivery as { event?: { type?: string } }
    await listeners.get(event?.type ?? '')?.({ body: delivery })
  }
}
