/** Grafana alerting: signed, or with a secret, and with no-data and errors as alerts of their own. */
import { bearsSecret, bytesKey, type Incoming, isSignedBody } from './incoming.ts'
import { readNotification, sightingOf } from './alertmanager.ts'
import type { KindOfSource, SourceOf } from './source-kind.ts'

/** A signature that names its time is good so many milliseconds around it. */
const goodFor = 300_000

const signatures = ['x-grafana-alerting-signature', 'x-grafana-alert-signature']
const timestamps = ['x-grafana-alerting-timestamp', 'x-grafana-alert-timestamp']

export const grafana: KindOfSource<'grafana'> = {
  verify: (request, secrets, source) =>
    bearsSecret(request, secrets) || isSignedByGrafana(request, secrets, source),
  repeatKey: ({ raw }) => bytesKey(raw),
  read: (delivery) =>
    readNotification(delivery, (alert, whole) => {
      const said = sightingOf(delivery, alert)
      const { alertname, rulename } = alert.labels
      const isBlind = alertname === 'DatasourceNoData' || alertname === 'DatasourceError'
      const rule = isBlind ? (rulename ?? said.rule) : said.rule
      return {
        ...said,
        key: `${alert.orgId ?? whole.orgId ?? '1'}:${said.key}`,
        // Grafana sees nothing: that is no outage yet.
        ...(isBlind && { severity: 'warning' as const }),
        rule,
      }
    }),
}

/** Where the time is signed, too, it must be there and be now: an old request cannot be sent again. */
function isSignedByGrafana(
  { raw, header, now }: Incoming,
  secrets: readonly string[],
  { signatureHeader, timestampHeader }: SourceOf<'grafana'>,
): boolean {
  const find = (names: readonly (string | null)[]) =>
    names.map((name) => (name === null ? undefined : header(name))).find((value) => value !== undefined)
  const signature = find([signatureHeader, ...signatures])
  const time = timestampHeader === null ? find(timestamps) : header(timestampHeader)
  if (time === undefined) return timestampHeader === null && isSignedBody(signature, raw, secrets)
  if (!/^\d{9,11}$/.test(time) || Math.abs(+now - Number(time) * 1_000) > goodFor) return false
  return isSignedBody(signature, Buffer.concat([Buffer.from(`${time}:`), raw]), secrets)
}
