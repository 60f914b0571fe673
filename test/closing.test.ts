/** An incident, its post-mortem and its room end one by one, and people know when. */
import { expect, test } from 'vitest'
import { clara, devon, mira, openWorkplace, type Workplace } from './workplace.ts'

const day = 24 * 60

async function resolved(): Promise<{ work: Workplace; number: number }> {
  const work = await openWorkplace()
  const number = await work.declares(mira, 'checkout is down')
  await work.types(clara, `/incident ack ${number}`)
  await work.types(clara, '/incident resolve', work.room(number))
  await work.fills(clara, { text: 'reverted', impact: 'nobody could pay' })
  return { work, number }
}

const status = async (work: Workplace, number: number) => (await work.app.incidents.load(number)).status
const isArchived = (work: Workplace, room: string) =>
  work.slack.surface.channels(clara).find(({ id }) => id === room)?.isArchived
const card = (work: Workplace, number: number) => JSON.stringify(work.card(number).blocks)

test('it is closed before its post-mortem, whose end the room waits for', async () => {
  const { work, number } = await resolved()
  await using _ = work
  const room = work.room(number)
  await work.types(clara, '/incident close the bank has confirmed it', room)
  expect(JSON.stringify(work.form(clara)?.view)).toContain('the bank has confirmed it')
  await work.fills(clara, { reason: 'the bank has confirmed it' })
  await work.aMinuteLater()
  expect(await status(work, number)).toBe('closed')
  expect(card(work, number)).toContain('open until the post-mortem is finished')
  await work.aMinuteLater(10 * day)
  expect(isArchived(work, room)).toBe(false)

  const { postmortem } = await work.app.postmortems.whole(number)
  expect(postmortem?.status).toBe('draft')
  const draft = work.slack.surface
    .messages(clara, room)
    .find(({ text }) => text.startsWith(`Post-mortem of #${number}`))
  await work.presses(clara, 'postmortem.waive', { channel: room, ts: draft?.ts ?? '' })
  await work.fills(clara, { text: 'it was tiny' })
  await work.aMinuteLater()
  expect(card(work, number)).toMatch(/Room: .*archived/)
  await work.aMinuteLater(6 * day)
  expect(isArchived(work, room)).toBe(false)
  await work.aMinuteLater(1 * day)
  expect(isArchived(work, room)).toBe(true)
})

test('a room is archived at once by its own verb, and by a button, once the incident is closed', async () => {
  const { work, number } = await resolved()
  await using _ = work
  const room = work.room(number)
  expect(await work.types(clara, `/incident archive ${number}`)).toContain(
    'is not closed yet, so its room stays',
  )
  await work.types(clara, `/incident close ${number}`)
  await work.fills(clara, {})
  await work.aMinuteLater()
  await work.presses(clara, 'incident.archive', work.card(number))
  await work.fills(clara, {})
  await work.aMinuteLater()
  expect(isArchived(work, room)).toBe(true)
  expect(await status(work, number)).toBe('closed')
})

test('to close an open incident is to resolve it; twice is once', async () => {
  await using work = await openWorkplace()
  const number = await work.declares(mira, 'checkout is down')
  await work.types(devon, `/incident ack ${number}`)
  await work.types(devon, `/incident close ${number} rolled back`)
  expect(JSON.stringify(work.form(devon)?.view)).toContain('"initial_value":"rolled back"')
  await work.fills(devon, { text: 'rolled back', impact: 'none' })
  await work.types(devon, `/incident close ${number}`)
  await work.fills(devon, {})
  expect(await work.types(devon, `/incident close ${number}`)).toContain(`#${number} is closed already.`)
  expect(await work.types(mira, `/incident archive ${number}`)).toContain('Only responders can do that')
})
