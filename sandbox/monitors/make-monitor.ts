/** The monitoring of each kind. */
import { makeAlertmanager } from './alertmanager.ts'
import type { AmazonSigner } from './amazon.ts'
import { makeDatadog } from './datadog.ts'
import { makeGrafana } from './grafana.ts'
import type { Monitor, MonitorKind, Sender } from './monitor.ts'
import { makePagerDutyClient } from './pagerduty-client.ts'
import { makeJob, makeScript } from './script.ts'
import { makeSentry } from './sentry.ts'
import { makeSns } from './sns.ts'

export function makeMonitor(kind: MonitorKind | undefined, sender: Sender, amazon: AmazonSigner): Monitor {
  switch (kind) {
    case 'alertmanager':
      return makeAlertmanager(sender)
    case 'grafana':
      return makeGrafana(sender)
    case 'sentry':
      return makeSentry(sender)
    case 'datadog':
      return makeDatadog(sender)
    case 'sns':
      return makeSns(sender, amazon)
    case 'pagerduty':
      return makePagerDutyClient(sender)
    case 'generic':
      return makeScript(sender)
    case 'heartbeat':
      return makeJob(sender)
    case undefined:
      throw new Error(`There is no source "${sender.source}".`)
  }
}
