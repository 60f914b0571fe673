/** Messages that people read about alerts. */
import { alertList } from '#messages/alerts/alert-list.ts'
import { alertWhy } from '#messages/alerts/alert-why.ts'
import { groupMessage } from '#messages/alerts/group-message.ts'
import { notUsefulWeek } from '#messages/alerts/not-useful.ts'
import { quietMade, quietNotice, unreadableQuiet } from '#messages/alerts/quiet-words.ts'
import { noAlertGroup } from '#messages/short-replies.ts'
import { quietView } from '#slack/alert/quiet-form.ts'
import { alertGroupOf, alertsOf, quietOf } from '../samples/sample-alert.ts'
import { began, words } from '../samples/sample-incident.ts'
import { later, type Samples } from './sample.ts'

const group = alertGroupOf('Error rate of checkout above 5 %')
const fresh = {
  ...group,
  acknowledgedBy: null,
  quietUntil: null,
  quietBy: null,
  notUsefulBy: null,
  notUsefulAt: null,
}
const alerts = alertsOf('Error rate of checkout above 5 %')
const quiet = quietOf('The database moves')
const over = { ...group, state: 'resolved', firing: 0, unknown: 0, resolved: 4, resolvedAt: later } as const

export const alertSamples: Samples = {
  'A group of alerts, to engineers': () => [
    groupMessage(fresh, { words, alerts, quiet: null }),
    groupMessage(group, { words, alerts, quiet }),
    groupMessage({ ...group, mergedInto: 11 }, { words, alerts: [], quiet: null }),
    groupMessage({ ...over, incident: 12 }, { words, alerts: [], quiet: null }),
  ],
  'What is firing': () => [
    alertList(
      { groups: [group, { ...fresh, number: 13, service: null }], of: 2 },
      { words, quiet: [quiet], service: null },
    ),
    alertList({ groups: [], of: 0 }, { words, quiet: [], service: 'checkout' }),
    noAlertGroup(99, words),
  ],
  'Why alerts are as they are': () => [
    alertWhy(group, { words, alerts, pages: [], quiet }),
    alertWhy({ ...group, mergedInto: 11 }, { words, alerts, pages: [], quiet: null }),
  ],
  'Maintenance: said to engineers, edited when it is over': () => [
    quietNotice(quiet, began, words),
    quietNotice({ ...quiet, endedBy: 'U3SASHA' }, later, words),
  ],
  'Maintenance: the answer': () => [
    quietMade(quiet, words),
    quietMade({ ...quiet, endedBy: 'U3SASHA' }, words),
    unreadableQuiet('/incident'),
  ],
  'Once a week: alerts that were of no use': () => [
    notUsefulWeek([{ rule: 'DiskFilling', service: 'checkout', times: 3, of: 5 }], words),
    notUsefulWeek([], words),
  ],
  'Form: maintenance': () => [quietView(words, began)],
}
