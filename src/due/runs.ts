/** The table of runs: one for each kind of due key. */
import { type DueKind, dueKinds, type DueThing, readDueKey } from './due-key.ts'
import type { Handler, RunContext } from './runner.ts'

/** Gives each run the thing its key names. A kind without a run, or a run without a kind, is an error of types. */
export type Runs = { [K in DueKind]: (thing: DueThing<K>, context: RunContext) => ReturnType<Handler> }

/** Makes handlers of runs: the runner hands over whole keys, and each is read before its run. */
export function byKind(runs: Runs): Record<string, Handler> {
  return Object.fromEntries(dueKinds.map((kind) => [kind, handlerOf(runs, kind)]))
}

function handlerOf<K extends DueKind>(runs: Runs, kind: K): Handler {
  const look = runs[kind]
  return (key, context) => look(readDueKey(kind, key), context)
}
