import { expect, test } from 'vitest'
import type { CallOutcome } from '#slack-port.ts'
import type { Job } from '../job.ts'
import type { PictureSlot, SlotDetail } from '../slot.ts'
import { placePicture } from './place-picture.ts'

const now = new Date('2026-12-01T12:00:00Z')
const slot: PictureSlot = {
  kind: 'picture',
  name: 'picture:1',
  urgency: 0,
  file: { name: 'month.png', content: new Uint8Array([1]) },
}

const ok = (body: Record<string, unknown> = {}): CallOutcome => ({ kind: 'ok', body })
const refused = (error: string): CallOutcome => ({ kind: 'refused', error }) as CallOutcome
const seen = ok({ file: { mimetype: 'image/png' } })

/** A job that knows what an earlier run left in its row, and what Slack answers to each method. */
async function placed(detail: SlotDetail, answers: Record<string, CallOutcome>) {
  const calls: string[] = []
  const call = async (method: string) => {
    calls.push(method.replace('files.', ''))
    return answers[method] ?? refused('unexpected')
  }
  const job = {
    slot,
    hash: 'h',
    unsure: false,
    now: () => now,
    row: () => ({ detail }),
    read: call,
    write: call,
    upload: async () => true,
  } as unknown as Job
  return { result: await placePicture(slot, job), calls }
}

const address = ok({ upload_url: 'https://files.example/1', file_id: 'F1' })
const known = { file: { id: 'F0', hash: 'h' } }

test('a picture is handed over, and is there once Slack has looked into it', async () => {
  const answers = {
    'files.getUploadURLExternal': address,
    'files.completeUploadExternal': ok(),
    'files.info': seen,
  }
  expect(await placed({}, answers)).toMatchObject({
    result: { kind: 'shown', ts: 'F1' },
    calls: ['getUploadURLExternal', 'completeUploadExternal', 'info'],
  })
  const early = { ...answers, 'files.info': ok({ file: { mimetype: '' } }) }
  expect((await placed({}, early)).result).toMatchObject({ kind: 'later', detail: { file: { id: 'F1' } } })
})

test('after a kill it looks first: what is there is not handed over again, what is not begins anew', async () => {
  expect(await placed(known, { 'files.info': seen })).toMatchObject({
    result: { kind: 'shown', ts: 'F0' },
    calls: ['info'],
  })
  const gone = await placed(known, { 'files.info': refused('file_not_found') })
  expect(gone.result).toMatchObject({ kind: 'later', detail: {} })
})

test('a limit, and an answer that is lost, are waited out with the file known', async () => {
  const at = new Date(+now + 60_000)
  const limited = { 'files.getUploadURLExternal': { kind: 'later', at } as CallOutcome }
  expect((await placed({}, limited)).result).toMatchObject({ kind: 'later', at })
  const lost = {
    'files.getUploadURLExternal': address,
    'files.completeUploadExternal': { kind: 'unknown' } as CallOutcome,
  }
  expect((await placed({}, lost)).result).toMatchObject({ kind: 'unknown', detail: { file: { id: 'F1' } } })
})
