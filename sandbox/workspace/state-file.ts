import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { World } from './world.ts'

/** The state a restart keeps: the workspace, and how far the sandbox clock is ahead of real time. */
export interface Kept {
  world: World
  clockAheadMs: number
}

const SAVE_AFTER_MS = 200

export interface StateFile {
  restore(): Kept | undefined
  /** Saves soon; many calls make one write. */
  touch(): void
  /** Saves now, if anything was touched. */
  flush(): void
}

export function stateFile(path: string | undefined, state: () => Kept): StateFile {
  let timer: NodeJS.Timeout | undefined
  function flush(): void {
    if (!timer || !path) return
    clearTimeout(timer)
    timer = undefined
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(`${path}.new`, JSON.stringify(state()))
    renameSync(`${path}.new`, path)
  }
  return {
    restore: () => (path && existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Kept) : undefined),
    touch() {
      if (path) timer ??= setTimeout(flush, SAVE_AFTER_MS).unref()
    },
    flush,
  }
}
