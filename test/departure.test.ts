/** People who were paged say something in the room, or leave the workspace: both are known without anybody's click. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { clara, devon, mira, openWorkplace, type Workplace } from './workplace.ts'

let work: Workplace
beforeAll(async () => {
  work = await openWorkplace('socket', { people: { geoc: [clara, devon], im: [] } })
})
afterAll(() => work[Symbol.asyncDispose]())
beforeEach(() => work.aMinuteLater())

const status = (number: number) => work.types(mira, `/incident status #${number}`)

test('the person paged writes in the room, which is an answer; what others write is none', async () => {
  const number = await work.declares(mira, 'labels are printed twice')
  const channel = work.room(number)
  await work.does(mira, { act: 'say', channel, text: 'all of them, since noon' })
  await work.settled()
  expect(await status(number)).not.toContain(`GEOC: <@${clara}>`)
  await work.does(clara, { act: 'say', channel, text: 'I see it' })
  await work.settled()
  expect(await status(number)).toContain(`GEOC: <@${clara}>`)
})

test('the person paged is deactivated, so the next one is asked at once', async () => {
  const number = await work.declares(mira, 'the depot is offline')
  expect(await status(number)).toContain(`<@${clara}>`)
  await work.does(clara, { act: 'deactivate' })
  await work.settled()
  expect(await status(number)).toContain(`<@${devon}>`)
})
