/** The phones, and what comes to them. */
import type { SandboxClock } from '../surface.ts'
import type { NewPhone, PhoneMode, PhoneRing, PhoneSeen } from './phone.ts'

export interface Handset extends PhoneSeen {
  /** Things that arrive once it is on. */
  waiting: (() => void)[]
  /** The choices of a call or a push, by its id. */
  line: Map<string, CallControls>
  buttons: Map<string, (button: string) => Promise<boolean>>
}

/** The keys of a call. */
export interface CallControls {
  answer(): void
  decline(): void
  hangUp(): void
  press(key: string): void
}

export interface Handsets {
  add(phone: NewPhone): void
  all(): PhoneSeen[]
  seen(owner: string): PhoneSeen | undefined
  of(owner: string): Handset | undefined
  /** The one with this number, address, topic or user key. */
  reachedBy(kind: 'number' | 'email' | 'topic' | 'pushoverUser', value: string): Handset | undefined
  /** Lets something arrive, now or once the phone is on. */
  arrive(handset: Handset, task: () => void): void
  ring(handset: Handset, ring: Omit<PhoneRing, 'at'>, breaksSilence?: boolean): void
  setMode(handset: Handset, mode: PhoneMode): void
  /** Empties them all, as on the morning of a story. */
  empty(): void
}

export function makeHandsets(clock: SandboxClock, changed: () => void): Handsets {
  const handsets = new Map<string, Handset>()

  function setMode(handset: Handset, mode: PhoneMode): void {
    handset.mode = mode
    if (mode !== 'off') for (const task of handset.waiting.splice(0)) task()
    changed()
  }

  return {
    setMode,
    empty() {
      for (const { calls, texts, mails, pushes, rings } of handsets.values())
        for (const list of [calls, texts, mails, pushes, rings]) list.length = 0
      changed()
    },
    add(phone) {
      const known = handsets.get(phone.owner)
      if (known) return void Object.assign(known, phone)
      const empty = { calls: [], texts: [], mails: [], pushes: [], rings: [], waiting: [] }
      handsets.set(phone.owner, { mode: 'on', ...phone, ...empty, line: new Map(), buttons: new Map() })
      changed()
    },
    all: () => [...handsets.values()].map(seen),
    seen(owner) {
      const handset = handsets.get(owner)
      return handset && seen(handset)
    },
    of: (owner) => handsets.get(owner),
    reachedBy: (kind, value) => handsets.values().find((one) => one[kind] === value),
    arrive(handset, task) {
      if (handset.mode === 'off') handset.waiting.push(task)
      else task()
    },
    ring(handset, ring, breaksSilence = false) {
      const sounds = handset.mode === 'on' || (handset.mode === 'silent' && breaksSilence)
      if (sounds) handset.rings.push({ ...ring, at: clock.now().toISOString() })
      changed()
    },
  }
}

function seen({ waiting: _w, line: _l, buttons: _b, ...handset }: Handset): PhoneSeen {
  return structuredClone(handset)
}
