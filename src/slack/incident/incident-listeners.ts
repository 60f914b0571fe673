/** Lists what people type, press and send about an incident, and the flow of each. */
import { alertNotUseful, declareFromAlert, quietAlert } from './paged-alert.ts'
import {
  acknowledge,
  acknowledgePage,
  declinePage,
  hereNow,
  sayWhy,
  typeAcknowledge,
  typeTake,
} from './acknowledge.ts'
import { actionFromMessage, typeActions } from '../postmortem/actions.ts'
import { whoIsOnCall } from '../oncall/who.ts'
import {
  incidentHelp,
  list,
  listOpen,
  showStatus,
  typePremortem,
  typeRepair,
  typeSearch,
} from './questions.ts'
import type { Click, Form, Picked, Shortcut } from '../asking/request.ts'
import { aboutAny, aboutOne, wordless } from '../asking/command.ts'
import {
  namedAmongWords,
  namedBeforeAnother,
  namedBeforeSentence,
  namedBesideSeverity,
  namedWithSign,
} from '../asking/command-line.ts'
import type { TypedVerb } from '../asking/typed.ts'
import { cancelAllOr } from './cancel-all.ts'
import {
  askDeclare,
  declareFromMessage,
  declareSure,
  joinSame,
  submitDeclaration,
  typeDeclare,
} from './declare.ts'
import {
  askEscalateIm,
  askEscalateSem,
  escalateIm,
  escalateSem,
  previewSquad,
  typeEscalate,
} from './escalate.ts'
import { typeFix, askAnother, askFix, askHotfix, askRevert, endFix, showKind, startFix } from './fix.ts'
import { followIncident, typeFollow, unfollowIncident } from './follow.ts'
import { askImpact, impactFromMessage, setImpactShown, setImpactTimes, typeImpact } from './impact.ts'
import { joinRoom, typeJoinIncident } from './join.ts'
import { archiveRoom, askArchive, askClose, closeIncident, typeArchive, typeClose } from './close.ts'
import { askMerge, merge, mergeMine, typeMerge } from './merge.ts'
import { askMore, askRename, rename, setStatus, typeRename } from './more.ts'
import { addNote, addToTimeline, askNote, typeNote } from './notes.ts'
import { askPagePerson, pagePerson } from './page-person.ts'
import { typeTimeline } from '../postmortem/postmortem-timeline.ts'
import { typePostmortem } from '../postmortem/postmortem.ts'
import { snooze } from './reminders.ts'
import { askServices, setServices, typeServices } from './service.ts'
import { askCancel, askReopen, cancel, reopen, typeCancel, typeReopen } from './reopen-cancel.ts'
import { askResolve, resolve, typeResolve } from './resolve.ts'
import {
  acceptRole,
  askAssign,
  askHandOver,
  assign,
  declineRole,
  takeRole,
  handOver,
  typeAssign,
  typeLead,
  typeHandOver,
} from './roles.ts'
import type { Flow } from '../asking/services.ts'
import { askSeverity, changeSeverity, typeSeverity } from './severity.ts'
import { typeStats } from './stats.ts'
import { askUpdate, postUpdate, previewUpdate, typeUpdate, updateFromMessage } from './update.ts'

const acknowledging = aboutAny(typeAcknowledge, namedBeforeSentence)
const severing = aboutOne(typeSeverity, namedBesideSeverity)
const handing = aboutOne(typeHandOver, namedAmongWords)

/** `/incident <verb>`. Verbs in `aboutOne` take their incident from a number or from the room. */
export const incidentVerbs: Record<string, Flow<TypedVerb>> = {
  declare: typeDeclare,
  list,
  status: aboutAny(wordless(showStatus), namedAmongWords),
  ack: acknowledging,
  acknowledge: acknowledging,
  take: aboutAny(typeTake, namedAmongWords),
  update: aboutOne(typeUpdate),
  severity: severing,
  sev: severing,
  priority: severing,
  assign: aboutOne(typeAssign, namedAmongWords),
  lead: aboutOne(typeLead, namedAmongWords),
  escalate: aboutOne(typeEscalate),
  page: aboutOne(typeEscalate),
  handoff: handing,
  handover: handing,
  fix: aboutOne(typeFix),
  rename: aboutOne(typeRename),
  service: aboutAny(typeServices, namedWithSign),
  services: aboutAny(typeServices, namedWithSign),
  follow: aboutAny(wordless(typeFollow(true)), namedAmongWords),
  unfollow: aboutAny(wordless(typeFollow(false)), namedAmongWords),
  note: aboutOne(typeNote),
  began: aboutOne(typeImpact('start'), namedWithSign),
  ended: aboutOne(typeImpact('end'), namedWithSign),
  resolve: aboutAny(typeResolve),
  close: aboutAny(typeClose),
  archive: aboutAny(typeArchive),
  reopen: aboutAny(typeReopen),
  cancel: cancelAllOr(aboutAny(typeCancel)),
  merge: aboutOne(typeMerge, namedBeforeAnother),
  join: aboutAny(wordless(typeJoinIncident), namedAmongWords),
  postmortem: aboutAny(typePostmortem, namedAmongWords),
  timeline: aboutAny(wordless(typeTimeline), namedAmongWords),
  actions: typeActions,
  search: typeSearch,
  stats: typeStats,
  premortem: typePremortem,
  repair: aboutAny(wordless(typeRepair), namedAmongWords),
  help: incidentHelp,
}

/** Buttons, by action id. */
export const incidentClicks: Record<string, Flow<Click>> = {
  'tray.declare': askDeclare,
  'declare.sure': declareSure,
  'declare.same': joinSame,
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
  'incident.close': askClose,
  'incident.archive': askArchive,
  'incident.reopen': askReopen,
  'incident.more': askMore,
  'incident.note': askNote,
  'incident.impact': askImpact,
  'incident.assign': askAssign,
  'incident.handoff': askHandOver,
  'incident.rename': askRename,
  'incident.services': askServices,
  'incident.merge': askMerge,
  'incident.merge-into': mergeMine,
  'incident.cancel': askCancel,
  'incident.status.investigating': setStatus('investigating'),
  'incident.status.fixing': setStatus('fixing'),
  'incident.status.monitoring': setStatus('monitoring'),
  'incident.join': joinRoom,
  'incident.follow': followIncident,
  'incident.unfollow': unfollowIncident,
  'remind.15': snooze(15),
  'remind.60': snooze(60),
  'remind.never': snooze(null),
  'role.accept': acceptRole,
  'role.decline': declineRole,
  'role.take': takeRole,
  'page.acknowledge': acknowledgePage,
  'page.decline': declinePage,
  'page.here': hereNow,
  'page.declare': declareFromAlert,
  'page.quiet': quietAlert,
  'page.not-useful': alertNotUseful,
}

/** Forms, by callback id. */
export const incidentForms: Record<string, Flow<Form>> = {
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
  'incident.close': closeIncident,
  'incident.archive': archiveRoom,
  'incident.reopen': reopen,
  'incident.note': addNote,
  'incident.impact': setImpactTimes,
  'incident.impact-shown': setImpactShown,
  'incident.assign': assign,
  'incident.handoff': handOver,
  'incident.rename': rename,
  'incident.services': setServices,
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
  'when-it-began': impactFromMessage,
}
