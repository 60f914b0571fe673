/** The forms about an incident. */
import { assignView } from '#messages/modals/assign.ts'
import { cancelView } from '#messages/modals/cancel.ts'
import { cannotView } from '#messages/modals/cannot.ts'
import { declareView } from '#messages/modals/declare.ts'
import { endFixView } from '#messages/modals/end-fix.ts'
import { escalateImView } from '#messages/modals/escalate-im.ts'
import { escalateSemView } from '#messages/modals/escalate-sem.ts'
import { fixView } from '#messages/modals/fix.ts'
import { handOverView } from '#messages/modals/hand-over.ts'
import { mergeView } from '#messages/modals/merge.ts'
import { moreView } from '#messages/modals/more.ts'
import { noteView } from '#messages/modals/note.ts'
import { noticeView } from '#messages/modals/notice.ts'
import { pagePersonView } from '#messages/modals/page-person.ts'
import { renameView } from '#messages/modals/rename.ts'
import { reopenView } from '#messages/modals/reopen.ts'
import { resolveView } from '#messages/modals/resolve.ts'
import { severityView } from '#messages/modals/severity.ts'
import { startFixView } from '#messages/modals/start-fix.ts'
import { updateView } from '#messages/modals/update.ts'
import { words } from '#messages/sample-incident.ts'
import { onTheTimeline } from '#messages/short-answer.ts'
import { later, open, type Samples } from './sample.ts'

const squads = ['payments', 'search']
const guide = {
  checklists: { revert: ['Find the last good release.'] },
  links: [{ title: 'Hotfix process', url: 'https://git.example.com/hotfix' }],
  closed: '09:00 to 18:00 (Europe/Paris)',
}
const asked = { user: 'U3SASHA', why: 'it is their turn', name: 'Sasha', localTime: '03:12', silenced: true }
const levels = [
  { level: 0, name: 'whoever is on call', wait: 300_000, people: [asked] },
  { level: 1, name: 'the manager', wait: 300_000, people: [] },
]
const preview = open.updates[0]!

export const formSamples: Samples = {
  'Form: declare': () => [
    declareView({ words, now: later, squads, open: [open] }),
    declareView({ words, now: later, squads: [], open: [] }),
  ],
  'Form: post an update': () => [
    updateView(open, { minutes: 30, text: '' }),
    updateView(open, { minutes: 30, text: 'We see it.', preview }),
  ],
  'Form: change severity': () => [severityView(open, words)],
  'Form: escalate': () => [
    escalateSemView(open, { squads, squad: 'payments', levels }, words),
    escalateSemView(open, { squads, squad: null, levels: [] }, words),
    escalateSemView(open, { squads: [], squad: null, levels: [] }, words),
    escalateImView(open, levels, words),
    pagePersonView(open),
  ],
  'Form: I can’t': () => [cannotView(12)],
  'Form: fix': () => [startFixView(open, guide), fixView(open, guide), endFixView(open, open.fixes[0]!)],
  'Form: resolve': () => [resolveView(open)],
  'Form: more': () => [moreView(open)],
  'Form: roles': () => [
    assignView(open, squads, words),
    handOverView(open, { role: 'im', to: 'U2MIKA' }, squads, words),
  ],
  'Form: note': () => [noteView(open)],
  'Form: rename': () => [renameView(open)],
  'Form: reopen': () => [reopenView(open)],
  'Form: cancel': () => [cancelView(open)],
  'Form: merge': () => [mergeView(open, [{ ...open, number: 11 }], later), mergeView(open, [], later)],
  'An answer where there is no conversation': () => [noticeView(onTheTimeline(12))],
}
