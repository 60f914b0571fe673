import type { Journal, JournalEntry, JournalledCall, JournalledDelivery, SandboxClock } from '../surface.ts'

const KEPT = 5000

/** The journal with the functions that write to it. */
export interface WritableJournal extends Journal {
  call(entry: Omit<JournalledCall, 'kind' | 'n' | 'at' | 'sandboxAt'>): void
  delivery(entry: Pick<JournalledDelivery, 'via' | 'type' | 'summary' | 'payload'>): JournalledDelivery
}

export function openJournal(clock: SandboxClock): WritableJournal {
  let kept: JournalEntry[] = []
  let n = 0
  function add<T extends JournalEntry>(entry: Omit<T, 'n' | 'at' | 'sandboxAt'>): T {
    n += 1
    const full = {
      ...entry,
      n,
      at: new Date().toISOString(),
      sandboxAt: clock.now().toISOString(),
    } as unknown as T
    kept.push(full)
    if (kept.length > KEPT * 1.2) kept = kept.slice(-KEPT)
    return full
  }
  return {
    entries: () => kept,
    calls: (method) =>
      kept.filter((e) => e.kind === 'call').filter((e) => method === undefined || e.method === method),
    deliveries: (type) =>
      kept.filter((e) => e.kind === 'delivery').filter((e) => type === undefined || e.type === type),
    clear() {
      kept = []
    },
    call: (entry) => void add<JournalledCall>({ kind: 'call', ...entry }),
    delivery: (entry) => add<JournalledDelivery>({ kind: 'delivery', ...entry, attempts: [] }),
  }
}
