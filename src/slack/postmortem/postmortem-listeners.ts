/** Lists what people press and send about a post-mortem and its action items, and the flow of each. */
import { actionDone, actionWillNot, addAction, askAction, askWillNot } from './actions.ts'
import type { Click, Form } from '../asking/asked.ts'
import { askEntry, askEntryEdit, editEntry } from './postmortem-timeline.ts'
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
  waive,
  writeSection,
} from './postmortem.ts'
import type { Flow } from '../asking/services.ts'

/** Buttons, by action id. */
export const postmortemClicks: Record<string, Flow<Click>> = {
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
}

/** Forms, by callback id. */
export const postmortemForms: Record<string, Flow<Form>> = {
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
}
