import type { ApiCallStage, EventFaults, FaultRule, Faults, FaultSettings } from '../surface.ts'

export interface FaultPlan extends Faults {
  /** The rules that apply to this call, each counted down once. */
  forCall(method: string, channel: string | undefined): FaultRule[]
  stage(call: ApiCallStage): Promise<void>
}

const NO_EVENT_FAULTS: EventFaults = { copies: 1, reverse: 0, delayMinutes: 0 }

/** Makes things go wrong on demand. `disconnect` reaches the sockets; `changed` is told of every change. */
export function makeFaults(reach: { disconnect: Faults['disconnect']; changed: () => void }): FaultPlan {
  const settings: FaultSettings = calm()
  const hooks = new Set<(call: ApiCallStage) => void | Promise<void>>()
  let made = 0
  return {
    settings: () => structuredClone(settings),
    add(fault) {
      made += 1
      const rule: FaultRule = { ...fault, id: `fault-${made}` }
      settings.rules.push(rule)
      reach.changed()
      return { ...rule }
    },
    remove(id) {
      settings.rules = settings.rules.filter((rule) => rule.id !== id)
      reach.changed()
    },
    clear() {
      Object.assign(settings, calm())
      reach.changed()
    },
    set(change) {
      const { events, ...rest } = change
      Object.assign(settings, rest)
      Object.assign(settings.events, events)
      if (change.outage) reach.disconnect('abrupt')
      reach.changed()
    },
    intercept(hook) {
      hooks.add(hook)
      return () => hooks.delete(hook)
    },
    disconnect: reach.disconnect,
    forCall(method, channel) {
      const applying = settings.rules.filter(
        (rule) => matches(rule.method, method) && (rule.channel === undefined || rule.channel === channel),
      )
      for (const rule of applying) {
        if (rule.times !== undefined) rule.times -= 1
      }
      settings.rules = settings.rules.filter((rule) => rule.times === undefined || rule.times > 0)
      return applying
    },
    async stage(call) {
      for (const hook of hooks) {
        try {
          await hook(call)
        } catch {
          // A hook that fails must not look like a failing Slack.
        }
      }
    },
  }
}

function calm(): FaultSettings {
  return { rules: [], realLimits: false, outage: false, tokenRevoked: false, events: { ...NO_EVENT_FAULTS } }
}

function matches(wanted: string, method: string): boolean {
  if (wanted.endsWith('*')) return method.startsWith(wanted.slice(0, -1))
  return wanted === method
}
