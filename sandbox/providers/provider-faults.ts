/** Troubles of a provider, or of one number, address, topic or key. */

export const providers = ['twilio', 'smtp', 'ntfy', 'pushover', 'pagerduty', 'model'] as const
export type Provider = (typeof providers)[number]

/** `look`: questions such as a list, a status, a receipt. */
export type Way = 'call' | 'sms' | 'email' | 'push' | 'alert' | 'question' | 'look'

export type NewProviderFault = ProviderFault & {
  provider: Provider
  /** Left out: all of them, questions too. */
  way?: Way
  /** The number, address, topic or key it is meant for. Left out: anybody. */
  to?: string
  /** The second account alone, by its id. */
  account?: string
  /** The number of requests it applies to; left out: until cleared. */
  times?: number
}

export type ProviderFault =
  /** Nothing done; the provider's own code, in its own shape. */
  | { kind: 'refused'; status: number; code: number | string }
  | { kind: 'rate_limited'; retryAfter: number }
  | { kind: 'server_error'; status: number }
  /** The connection is cut, nothing done. */
  | { kind: 'request_lost' }
  /** Done, then the connection is cut. */
  | { kind: 'answer_lost' }
  /** No answer ever comes; done or not. */
  | { kind: 'time_out'; done: boolean }
  /** Taken, and never there: with the code that the provider tells later, where it does. */
  | { kind: 'undelivered'; code?: number }
  /** Taken, and there only this many milliseconds of the sandbox clock later. */
  | { kind: 'late'; ms: number }

/** Twilio's requests to us. */
export interface CallbackFaults {
  /** 0: they never come. */
  copies: number
  /** Milliseconds of the sandbox clock. */
  delayMs: number
  /** Signed with a wrong token. */
  forged: boolean
}

export interface ProviderFaultRule {
  id: string
  fault: NewProviderFault
}

/** The fate of what was taken. */
export interface Fate {
  undelivered?: { code?: number }
  lateMs: number
}

export interface ProviderFaults {
  rules(): ProviderFaultRule[]
  add(fault: NewProviderFault): ProviderFaultRule
  remove(id: string): void
  clear(): void
  callbacks: CallbackFaults
  /** Waits for `hook` at each stage of each request. Returns the way to stop. */
  intercept(hook: (stage: RequestStage) => void | Promise<void>): () => void
}

export interface RequestStage {
  stage: 'before' | 'done' | 'answered'
  provider: Provider
  way: Way
  to: string
}

export interface ProviderFaultPlan extends ProviderFaults {
  /** The faults of this request, each counted down once. */
  take(request: Omit<RequestStage, 'stage'> & { account?: string | undefined }): ProviderFault[]
  stage(stage: RequestStage): Promise<void>
}

const calm: CallbackFaults = { copies: 1, delayMs: 0, forged: false }

export function makeProviderFaults(changed: () => void): ProviderFaultPlan {
  let rules: ProviderFaultRule[] = []
  const hooks = new Set<(stage: RequestStage) => void | Promise<void>>()
  const callbacks = { ...calm }
  let made = 0
  return {
    callbacks,
    rules: () => structuredClone(rules),
    add(fault) {
      made += 1
      const rule = { id: `provider-fault-${made}`, fault: { ...fault } }
      rules.push(rule)
      changed()
      return structuredClone(rule)
    },
    remove(id) {
      rules = rules.filter((rule) => rule.id !== id)
      changed()
    },
    clear() {
      rules = []
      Object.assign(callbacks, calm)
      changed()
    },
    intercept(hook) {
      hooks.add(hook)
      return () => hooks.delete(hook)
    },
    take({ provider, way, to, account }) {
      const applying = rules
        .map((rule) => rule.fault)
        .filter(
          (fault) =>
            fault.provider === provider &&
            (fault.way ?? way) === way &&
            (fault.to ?? to) === to &&
            (fault.account ?? account) === account,
        )
      for (const fault of applying) if (fault.times !== undefined) fault.times -= 1
      rules = rules.filter(({ fault }) => fault.times === undefined || fault.times > 0)
      return applying
    },
    async stage(stage) {
      for (const hook of hooks) await hook(stage)
    },
  }
}

export function fateOf(faults: readonly ProviderFault[]): Fate {
  const fate: Fate = { lateMs: 0 }
  for (const fault of faults) {
    if (fault.kind === 'late') fate.lateMs += fault.ms
    if (fault.kind === 'undelivered') fate.undelivered = fault.code === undefined ? {} : { code: fault.code }
  }
  return fate
}
