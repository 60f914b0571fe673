/** The forms about an incident. */
import { assignView } from '#slack/incident/assign-form.ts'
import { archiveView, closeView } from '#slack/incident/close-form.ts'
import { cancelView } from '#slack/incident/cancel-form.ts'
import { cannotView } from '#slack/incident/cannot-form.ts'
import { declareView } from '#slack/incident/declare-form.ts'
import { endFixView } from '#slack/incident/end-fix-form.ts'
import { escalateImView } from '#slack/incident/escalate-im-form.ts'
import { escalateSemView } from '#slack/incident/escalate-sem-form.ts'
import { fixView } from '#slack/incident/fix-form.ts'
import { handOverView } from '#slack/incident/hand-over-form.ts'
import { mergeView } from '#slack/incident/merge-form.ts'
import { moreView } from '#slack/incident/more-form.ts'
import { impactView, pointedView } from '#slack/incident/impact-form.ts'
import { noteView } from '#slack/incident/note-form.ts'
import { noticeView } from '#slack/asking/modal.ts'
import { pagePersonView } from '#slack/incident/page-person-form.ts'
import { renameView } from '#slack/incident/rename-form.ts'
import { reopenView } from '#slack/incident/reopen-form.ts'
import { resolveView } from '#slack/incident/resolve-form.ts'
import { servicesView } from '#slack/incident/service-form.ts'
import { severityView } from '#slack/incident/severity-form.ts'
import { startFixView } from '#slack/incident/start-fix-form.ts'
import { updateView } from '#slack/incident/update-form.ts'
import { words } from '../samples/sample-incident.ts'
import { onTheTimeline } from '#messages/short-replies.ts'
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
  'Form: when it began': () => [
    impactView(open),
    pointedView({ incident: open, choices: [], likely: null, at: later, message: null }),
    pointedView({
      incident: null,
      choices: [{ value: '12', words: '#12 Checkout fails' }],
      likely: '12',
      at: later,
      message: { channel: 'C1ALERTS', ts: '1.1' },
    }),
  ],
  'Form: rename': () => [renameView(open)],
  'Form: services': () => [servicesView(open, words), servicesView(open, { ...words, services: {} })],
  'Form: reopen': () => [reopenView(open)],
  'Form: cancel': () => [cancelView(open)],
  'Form: close, and archive': () => [closeView(open, 7 * 86_400_000), archiveView(open)],
  'Form: merge': () => [mergeView(open, [{ ...open, number: 11 }], words), mergeView(open, [], words)],
  'An answer where there is no conversation': () => [noticeView(onTheTimeline(12))],
}
