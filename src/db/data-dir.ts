/** One process at a time works on a data directory; others speak to it through the socket that holds the directory. */
import { randomUUID } from 'node:crypto'
import { chmod, rename, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { Misconfigured } from '../misconfigured.ts'
import { askAt, type Handlers, listenAt } from './line-protocol.ts'
import { keepPrivate } from './private-folder.ts'

export interface DataDirHold extends AsyncDisposable {
  /** Requests that other processes may send to this one from now on. */
  serve(handlers: Handlers): void
}

/** The folder in a data directory in which a backup is unpacked. */
export const RESTORING = 'restoring'

const ANSWER_WITHIN = 2_000
const SETTLE = 50
const holderSchema = z.object({ pid: z.number(), token: z.string() })
type Holder = z.output<typeof holderSchema>

/**
 * Holds the data directory until disposed; a process that dies lets go at once. Two processes on one directory
 * would destroy the embedded database, so a second one is refused.
 */
export async function holdDataDir(dataDir: string): Promise<DataDirHold> {
  await keepPrivate(dataDir)
  const socket = socketOf(dataDir)
  const before = await holderOf(socket)
  if (before !== null) throw inUse(dataDir, before)

  const token = randomUUID()
  let served: Handlers = {}
  const who = async () => ({ pid: process.pid, token })
  const own = join(resolve(dataDir), `muster-${token.slice(0, 8)}.sock`)
  const server = await listenAt(own, () => ({ ...served, who }))
  await chmod(own, 0o600)
  await rename(own, socket)
  // Two processes may both have found nobody: the last to rename holds, and the other finds out here.
  await pause(SETTLE)
  const holder = await holderOf(socket)
  if (holder === null || holder === 'silent' || holder.token !== token) {
    server.close()
    throw inUse(dataDir, holder)
  }

  return {
    serve: (handlers) => {
      served = handlers
    },
    [Symbol.asyncDispose]: async () => {
      await rm(socket, { force: true })
      server.close()
    },
  }
}

/** Asks the process that holds the directory; null when none does. Waits at most `timeout` milliseconds. */
export async function askHolder(
  dataDir: string,
  ask: string,
  input: unknown,
  timeout: number,
): Promise<{ answer: unknown } | null> {
  try {
    return { answer: await askAt(socketOf(dataDir), ask, input, timeout) }
  } catch (error) {
    if (isNobody(error)) return null
    if (['EACCES', 'EPERM'].includes(errorCode(error) ?? '')) throw await notAllowed(dataDir)
    throw error
  }
}

async function notAllowed(dataDir: string): Promise<Misconfigured> {
  const owner = await stat(dataDir).then(
    ({ uid }) => `user ${uid}`,
    () => 'the user Muster runs as',
  )
  return new Misconfigured([`MUSTER_DATA: ${resolve(dataDir)} is closed to this user. Run this as ${owner}.`])
}

async function holderOf(socket: string): Promise<Holder | 'silent' | null> {
  try {
    return holderSchema.parse(await askAt(socket, 'who', null, ANSWER_WITHIN))
  } catch (error) {
    if (isNobody(error)) return null
    return 'silent'
  }
}

function inUse(dataDir: string, holder: Holder | 'silent' | null): Misconfigured {
  const which = holder === null || holder === 'silent' ? 'another process' : `process ${holder.pid}`
  return new Misconfigured([
    `MUSTER_DATA: ${which} already works on ${resolve(dataDir)}. Stop it, or give this one another directory.`,
  ])
}

function socketOf(dataDir: string): string {
  return join(resolve(dataDir), 'muster.sock')
}

/** A socket nobody listens on is left over from a process that died. */
function isNobody(error: unknown): boolean {
  return ['ECONNREFUSED', 'ENOENT'].includes(errorCode(error) ?? '')
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}
