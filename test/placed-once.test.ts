/** Killed before, during or after any step, or left without an answer, a file is there in the end, once. */
import { afterAll, expect, test } from 'vitest'
import { askForFile, createFileService } from '#reconcile/engine/file-service.ts'
import type { CallOutcome, SlackPort } from '#slack-port.ts'
import { rowsOf } from '#reconcile/slot-store.ts'
import { testDatabase } from './database.ts'

type Step = 'upload' | (string & {})
/** The event that takes the place of a step; undefined: the step is carried out. */
type Fault = (step: Step, execute: () => CallOutcome) => CallOutcome | undefined

class Killed extends Error {}

const database = await testDatabase()
afterAll(() => database[Symbol.asyncDispose]())
const { db } = database

const start = new Date('2026-02-14T15:00:00Z')
let keys = 0

/** As much of Slack as files need, and somebody who wants one. */
function openScene() {
  const key = `file-test:${++keys}`
  let now = start
  const clock = { now: () => now }
  const steps: Step[] = []
  const ids = new Map<string, 'handed out' | 'kept' | 'completed'>()
  /** The id that each message shows. */
  const messages: string[] = []
  /** The id that each completion named, of those that Slack heard of. */
  const completed: string[] = []
  const told: string[] = []
  /** A share that is on its way, as Slack's may be. */
  const scene = { fault: (() => undefined) as Fault, sharesShow: true, held: true }

  function execute(step: Step, args: Record<string, unknown>): CallOutcome {
    const id = String((args['files'] as { id: string }[] | undefined)?.[0]?.id ?? args['file'] ?? args['url'])
    switch (step) {
      case 'conversations.open':
        return ok({ channel: { id: 'DMIRA' } })
      case 'files.getUploadURLExternal':
        ids.set(`F${ids.size + 1}`, 'handed out')
        return ok({ upload_url: `F${ids.size}`, file_id: `F${ids.size}` })
      case 'upload':
        ids.set(id, 'kept')
        return ok({})
      case 'files.completeUploadExternal':
        completed.push(id)
        if (ids.get(id) !== 'kept') return refused('file_not_found')
        ids.set(id, 'completed')
        messages.push(id)
        return ok({})
      case 'files.info': {
        if (ids.get(id) !== 'completed') return refused('file_not_found')
        const shares = scene.sharesShow ? { private: { DMIRA: [{}] } } : {}
        return ok({ file: { id, shares } })
      }
      default:
        throw new Error(`No such step: ${step}`)
    }
  }

  async function carryOut(step: Step, args: Record<string, unknown>): Promise<CallOutcome> {
    steps.push(step)
    return scene.fault(step, () => execute(step, args)) ?? execute(step, args)
  }

  const slack: SlackPort = { botUserId: 'UBOT', call: carryOut }
  const upload = async (url: string) => (await carryOut('upload', { url })).kind === 'ok'
  const files = createFileService({ db, clock, slack, upload })
  const wanted = { key, channel: { person: 'UMIRA' }, file: { name: 'hours.csv', content: 'a,b' } }
  const placing = async (id: string) => void told.push(id)
  const context = {
    turn: async () => {},
    underWay: () => {},
    outside: <T>(call: () => Promise<T>) => call(),
    stillHeld: () => scene.held,
    woken: () => new Promise<void>(() => {}),
  }

  return Object.assign(scene, {
    key,
    steps,
    ids,
    messages,
    completed,
    told,
    ask: () => db.transaction().execute((trx) => askForFile(trx, key, now)),
    run: () => files.place({ ...wanted, placing }, context),
    /** Runs as often as the runner would, for a minute; the first error ends it. */
    async settle() {
      for (let run = 0; run < 20; run++) {
        const { next } = await files.place({ ...wanted, placing }, context)
        if (next === null) return
        now = new Date(Math.max(next.getTime(), now.getTime() + 100))
      }
      throw new Error('Still not there')
    },
    later(ms: number) {
      now = new Date(now.getTime() + ms)
    },
  })
}

const ok = (body: Record<string, unknown>): CallOutcome => ({ kind: 'ok', body: { ok: true, ...body } })
const refused = (error: string): CallOutcome => ({ kind: 'refused', error, body: { ok: false, error } })

/** The first completion is carried out, and never answered. */
function loseOneAnswer() {
  let lost = false
  return (step: string, execute: () => CallOutcome): CallOutcome | undefined => {
    if (step !== 'files.completeUploadExternal' || lost) return undefined
    lost = true
    execute()
    return { kind: 'unknown', why: 'response lost' }
  }
}

const disturbances: Record<string, (execute: () => CallOutcome) => CallOutcome> = {
  'killed before it': () => {
    throw new Killed()
  },
  'killed after its effect': (execute) => {
    execute()
    throw new Killed()
  },
  'left without the answer': (execute) => {
    execute()
    return { kind: 'unknown', why: 'response lost' }
  },
  'never carried out, unanswered': () => ({ kind: 'unknown', why: 'HTTP 500' }),
  'told to come later': () => ({ kind: 'later', at: new Date(start.getTime() + 2_000) }),
}
const steps = [
  'conversations.open',
  'files.getUploadURLExternal',
  'upload',
  'files.completeUploadExternal',
] as const
const cases = Object.keys(disturbances).flatMap((how) => steps.map((step) => ({ how, step })))

test.each(cases)('$how, at $step', async ({ how, step }) => {
  const scene = openScene()
  await scene.ask()
  let disturbed = false
  scene.fault = (one, execute) => {
    if (one !== step || disturbed) return undefined
    disturbed = true
    return disturbances[how]?.(execute)
  }
  await scene.settle().catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error
  })
  scene.later(3_000)
  await scene.settle()
  expect(disturbed).toBe(true)
  expect(scene.messages).toHaveLength(1)
  expect(scene.told).toContain(scene.messages[0])
  // A file that is seen to be there is not completed again.
  expect(scene.completed).toEqual(scene.messages)
  expect(unfinished(await rowsOf(db, scene.key))).toEqual([])
})

const looks = Object.keys(disturbances).filter((how) => how !== 'told to come later')

test.each(looks)('the look afterwards is %s as well', async (how) => {
  const scene = openScene()
  await scene.ask()
  const todo = new Set(['files.completeUploadExternal', 'files.info'])
  scene.fault = (step, execute) => {
    if (!todo.delete(step)) return undefined
    return step === 'files.info' ? disturbances[how]?.(execute) : { kind: 'unknown', why: 'HTTP 500' }
  }
  for (let life = 0; life < 2; life++) {
    await scene.settle().catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error
    })
    scene.later(3_000)
  }
  expect(todo.size).toBe(0)
  expect(scene.messages).toEqual(['F1'])
})

test('Slack is given three seconds before it is looked at, and the same id is completed', async () => {
  const scene = openScene()
  await scene.ask()
  let lost = true
  scene.fault = (step) => {
    if (step !== 'files.completeUploadExternal' || !lost) return undefined
    lost = false
    return { kind: 'unknown', why: 'request lost' }
  }
  const { next } = await scene.run()
  expect(next).toEqual(new Date(start.getTime() + 3_000))
  scene.later(2_900)
  await scene.run()
  expect(scene.steps).not.toContain('files.info')
  scene.later(100)
  await scene.run()
  expect(scene.steps.slice(-2)).toEqual(['files.info', 'files.completeUploadExternal'])
  expect(scene.messages).toEqual(['F1'])
})

test('carried out later than anybody waits, it is still one message', async () => {
  const scene = openScene()
  await scene.ask()
  let carryOut: (() => CallOutcome) | null = null
  let completions = 0
  scene.fault = (step, execute) => {
    if (step !== 'files.completeUploadExternal') return undefined
    completions += 1
    if (completions === 1) {
      carryOut = execute
      return { kind: 'unknown', why: 'executed late' }
    }
    // Between the look and the second attempt.
    if (completions === 2) carryOut?.()
    return undefined
  }
  await scene.settle()
  expect(completions).toBe(2)
  expect(scene.messages).toEqual(['F1'])
  expect(unfinished(await rowsOf(db, scene.key))).toEqual([])
})

test('a share that Slack does not show yet is believed, since Slack knows the file as completed', async () => {
  const scene = openScene()
  await scene.ask()
  scene.sharesShow = false
  scene.fault = loseOneAnswer()
  await scene.settle()
  expect(scene.messages).toEqual(['F1'])
  expect(scene.ids.size).toBe(1)
})

test('what Slack has discarded meanwhile is uploaded anew', async () => {
  const scene = openScene()
  await scene.ask()
  let lost = true
  scene.fault = (step) => {
    if (step !== 'files.completeUploadExternal' || !lost) return undefined
    lost = false
    scene.ids.delete('F1')
    scene.ids.set('F0', 'handed out')
    return { kind: 'unknown', why: 'HTTP 500' }
  }
  await scene.settle()
  expect(scene.messages).toEqual(['F2'])
  expect(scene.told).toEqual(['F1', 'F2'])
})

test('without the right to look, the file is completed again, which Slack does once', async () => {
  const scene = openScene()
  await scene.ask()
  const lose = loseOneAnswer()
  scene.fault = (step, execute) => (step === 'files.info' ? refused('missing_scope') : lose(step, execute))
  await scene.settle()
  expect(scene.messages).toEqual(['F1'])
})

test('a run that comes twice places nothing more; whoever asks again gets another', async () => {
  const scene = openScene()
  await scene.ask()
  await scene.settle()
  const { length } = scene.steps
  expect(await scene.run()).toEqual({ next: null, id: 'F1' })
  expect(scene.steps).toHaveLength(length)
  await scene.ask()
  await scene.settle()
  expect(await scene.run()).toEqual({ next: null, id: 'F2' })
  expect(scene.messages).toEqual(['F1', 'F2'])
})

test('asked for again while the first is in doubt, both come', async () => {
  const scene = openScene()
  await scene.ask()
  scene.fault = loseOneAnswer()
  await scene.run()
  await scene.ask()
  await scene.settle()
  expect(scene.messages).toEqual(['F1', 'F2'])
})

test('refused, it is left until it is asked for again', async () => {
  const scene = openScene()
  await scene.ask()
  scene.fault = (step) => (step === 'files.completeUploadExternal' ? refused('not_in_channel') : undefined)
  await scene.settle()
  const { length } = scene.steps
  await scene.settle()
  expect(scene.steps).toHaveLength(length)
  scene.fault = () => undefined
  await scene.ask()
  await scene.settle()
  expect(scene.messages).toEqual(['F2'])
})

test('who may have lost the key to another replica sends nothing', async () => {
  const scene = openScene()
  await scene.ask()
  scene.fault = (step) => {
    if (step === 'upload') scene.held = false
    return undefined
  }
  await expect(scene.run()).rejects.toThrow('Another process')
  expect(scene.messages).toEqual([])
  scene.held = true
  scene.later(3_000)
  scene.fault = () => undefined
  await scene.settle()
  expect(scene.messages).toHaveLength(1)
})

function unfinished(rows: Awaited<ReturnType<typeof rowsOf>>): string[] {
  return [...rows.values()].flatMap(({ name, started_at, retry_at }) =>
    (started_at ?? retry_at) ? [name] : [],
  )
}
