/** Builds all that hears alerts: the door, its runs, and what they share. */
import type { Logger } from 'pino'
import { createConfirm } from '#alerts/confirm-service.ts'
import { createDeciding } from '#alerts/deciding-service.ts'
import { createAlertIntake } from '#alerts/intake-service.ts'
import { createAlertRetention } from '#alerts/retention-service.ts'
import { createAlertSilence } from '#alerts/silence-service.ts'
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import type { DueThing } from '#due/due-key.ts'
import type { RunContext } from '#due/runner.ts'
import { alertDoor } from '#hooks/alert-door.ts'
import { readDelivery } from '#hooks/kinds.ts'
import { createSnsCertificates } from '#hooks/sns-certificate.ts'
import { snsSubscription } from '#outbound/drivers/sns-subscription.ts'
import type { Policy } from '#policy/policy.ts'
import type { Config } from './config.ts'
import { hearingRules } from './hearing-rules.ts'

export interface AlertParts {
  db: Db
  clock: Clock
  log: Logger
  policy: Policy
  config: Pick<Config, 'sourceSecrets' | 'snsUrl'>
}

export type AlertRuns = ReturnType<typeof createAlerts>['runs']

export function createAlerts({ db, clock, log, policy, config }: AlertParts) {
  const { sources } = policy
  const rules = hearingRules(policy)
  const parts = { db, clock, log, sources, rules, read: readDelivery }
  const decide = createDeciding(parts)
  const silence = createAlertSilence(parts)
  const looks: Record<DueThing<'alerts'>, (run: RunContext) => Promise<{ next: Date | null }>> = {
    deliveries: decide,
    silence,
  }
  const door = alertDoor({
    clock,
    log,
    sources,
    secrets: config.sourceSecrets,
    intake: createAlertIntake({ db, clock }),
    certificate: createSnsCertificates({ clock, base: config.snsUrl }),
  })
  return {
    door,
    runs: {
      alerts: (which: DueThing<'alerts'>, run: RunContext) => looks[which](run),
      subscription: createConfirm({ ...parts, confirm: snsSubscription(config.snsUrl) }),
      retain: createAlertRetention({ db, clock, keep: policy.retention.alerts }),
    },
  }
}
