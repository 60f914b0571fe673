/** Lists what people press and send about a post-mortem and its action items, and the flow of each. */
import {
  actionDone,
  actionWillNot,
  addAction,
  askAction,
  askSettle,
  askWillNot,
  settleOwner,
} from './actions.ts'
import { askOwnWords, judgeAs, submitOwnWords } from './judge.ts'
import type { Click, Form } from '../asking/request.ts'
import { askEntry, askEntryEdit, editEntry } from './postmortem-timeline.ts'
import {
  answerSection,
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
  submitPublish,
  waive,
  submitSection,
} from './postmortem.ts'
import { letModelRead, takeProposal } from './proposal.ts'
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
  'postmortem.judge-yes': judgeAs('yes'),
  'postmortem.judge-no': judgeAs('no'),
  'postmortem.judge-own': askOwnWords,
  'postmortem.take-over': takeProposal,
  'postmortem.let-model': letModelRead,
  'postmortem.to-draft': movePostmortem('draft'),
  'postmortem.to-review': movePostmortem('in review'),
  'postmortem.to-reviewed': movePostmortem('reviewed'),
  'export.md': exportAs('md'),
  'export.html': exportAs('html'),
  'export.md-roles': exportAs('md-roles'),
  'export.html-roles': exportAs('html-roles'),
  'action.settle': askSettle,
  'action.done': actionDone,
  'action.will-not': askWillNot,
}

/** Forms, by callback id. */
export const postmortemForms: Record<string, Flow<Form>> = {
  'postmortem.section': askSectionText,
  'postmortem.write': submitSection,
  'postmortem.answer': answerSection,
  'postmortem.entry': askEntryEdit,
  'postmortem.entry-edit': editEntry,
  'postmortem.publish': submitPublish,
  'postmortem.waive': waive,
  'postmortem.owner': changeOwner,
  'postmortem.review': proposeReview,
  'postmortem.judge-own': submitOwnWords,
  'action.add': addAction,
  'action.settle': settleOwner,
  'action.will-not': actionWillNot,
}
