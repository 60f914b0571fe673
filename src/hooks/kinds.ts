/** Every kind of source, in one table. */
import type { ReadDelivery } from '#alerts/raw-delivery.ts'
import type { AlertSource, SourceKind } from '#policy/sources.ts'
import { alertmanager } from './alertmanager.ts'
import { datadog } from './datadog.ts'
import { generic } from './generic.ts'
import { grafana } from './grafana.ts'
import { heartbeat } from './heartbeat.ts'
import { pagerdutyEvents } from './pagerduty-events.ts'
import { sentry } from './sentry.ts'
import { sns } from './sns.ts'
import type { KindOfSource } from './source-kind.ts'

const kinds: { [K in SourceKind]: KindOfSource<K> } = {
  alertmanager,
  grafana,
  sentry,
  datadog,
  sns,
  pagerduty: pagerdutyEvents,
  generic,
  heartbeat,
}

/** The kind of this source. What it is given is a source of that kind. */
export function kindOf<K extends SourceKind>(source: AlertSource & { kind: K }): KindOfSource<K> {
  return kinds[source.kind]
}

export const readDelivery: ReadDelivery = (delivery, source) => kindOf(source).read(delivery, source as never)
