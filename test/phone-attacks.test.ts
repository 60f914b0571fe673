/** People and programs who try to misuse the phone: floods, guesses, replays, and titles that would be mark-up or a header. */
import { openAsBlob } from 'node:fs'
import { expect, inject, test } from 'vitest'
import type { ContactKind } from '#policy/contacts.ts'
import { opensLink, pressesPush, sendsPage } from '../play/phone-deeds.ts'
import { publicAddress } from '../play/phones.ts'
import { openStage, type Stage } from '../play/stage.ts'
import { companyPolicy } from '../play/story/policy.ts'

async function open(devon: ContactKind[] = []): Promise<Stage> {
  return openStage({
    policy: await companyPolicy(),
    phones: { known: devon.length === 0 ? {} : { devon }, publicAddress: true },
    database: { snapshot: await openAsBlob(inject('snapshot')) },
  })
}

const acknowledger = async ({ app }: Stage) => (await app?.incidents.load(1))?.acknowledgedBy ?? null

test('a number is not flooded with codes, whoever asks for them', async () => {
  await using stage = await open()
  for (const who of ['amina', 'jonas', 'clara', 'mira', 'tomas', 'henri']) {
    await stage.as(who).types('/oncall contact add sms +33639980099')
    await stage.as(who).types('/oncall contact add call +33639980099')
  }
  await stage.advance(60_000)
  expect(stage.providers?.texts.length).toBeGreaterThan(0)
  expect(stage.providers?.texts.length).toBeLessThanOrEqual(3)
  expect((stage.providers?.texts.length ?? 0) + (stage.providers?.calls.length ?? 0)).toBeLessThanOrEqual(6)
})

test('a person is not given more codes than a tired one needs', async () => {
  await using stage = await open()
  for (let n = 1; n <= 12; n++) await stage.as('amina').types(`/oncall contact add sms +336399801${n + 10}`)
  await stage.advance(60_000)
  expect(stage.providers?.texts.length).toBeLessThanOrEqual(5)
})

test('a reply that guesses codes is not heard any more, and a right one from another number never is', async () => {
  await using stage = await open(['sms'])
  await stage.as('amina').types('/incident declare Checkout is down')
  await stage.advance(70_000)
  const devon = stage.as('devon')
  const as = devon.person.id
  const [, code = ''] = /Reply 4 (\d{4})/.exec(devon.phone()?.texts.at(-1)?.body ?? '') ?? []
  expect(code).not.toBe('')
  const ours = devon.phone()?.texts.at(-1)?.other ?? ''
  const mira = stage.as('mira')
  const reply = (player: typeof devon, text: string) =>
    player.does({ as: player.person.id, act: 'phone', does: { act: 'replyText', text, to: ours } })
  await reply(mira, `4 ${code}`)
  expect(await acknowledger(stage)).toBeNull()
  for (let n = 0; n < 8; n++)
    await reply(devon, `4 ${String((Number(code) + 1 + n) % 10_000).padStart(4, '0')}`)
  await reply(devon, `4 ${code}`)
  expect(await acknowledger(stage)).toBeNull()
  // The button in Slack is there all the same.
  await devon.clicks('Acknowledge', { in: 'Muster' })
  expect(await acknowledger(stage)).toBe(as)
})

test('a link acts once, and only when it is pressed', async () => {
  await using stage = await open(['email'])
  const { providers } = stage
  await stage.as('amina').types('/incident declare Checkout is down')
  await stage.advance(5_000)
  const devon = stage.as('devon')
  for (let n = 0; n < 3; n++) await opensLink('Checkout', devon)
  expect(await acknowledger(stage)).toBeNull()
  await sendsPage('', devon)
  expect(await acknowledger(stage)).toBe(devon.person.id)
  const link = providers?.phone(devon.person.id)?.mails[0]?.links[0] ?? ''
  await stage.as('devon').clicks('Resolve', { in: 'room 1' })
  const local = link.replace(publicAddress, `http://127.0.0.1:${stage.app?.port}`)
  for (const method of ['GET', 'POST']) {
    const answer = await fetch(local, { method })
    expect(answer.headers.get('cache-control')).toContain('no-store')
    expect(await answer.text()).not.toContain('<script')
  }
  expect((await fetch(local, { method: 'POST' })).status).toBe(404)
})

test('a key press that somebody made up changes nothing', async () => {
  await using stage = await open(['call'])
  const { providers } = stage
  await stage.as('amina').types('/incident declare Checkout is down')
  await stage.advance(130_000)
  if (!providers) throw new Error('no phones')
  providers.faults.callbacks.forged = true
  const devon = stage.as('devon')
  const does = (act: 'answerCall' | 'hangUp') =>
    devon.does({ as: devon.person.id, act: 'phone', does: { act } })
  await does('answerCall')
  await devon.does({ as: devon.person.id, act: 'phone', does: { act: 'pressKey', key: '4' } })
  expect(providers.callbacks().at(-1)?.status).toBe(403)
  expect(await acknowledger(stage)).toBeNull()
})

test('a title is neither mark-up in a call nor a header in a mail', async () => {
  await using stage = await open(['call', 'email', 'ntfy'])
  const title = 'Down</Say><Dial>+12025550199</Dial><Say>\r\nBcc: everybody@velodrome.example\r\n\r\n<b>&amp;'
  await stage.as('amina').types(`/incident declare ${title}`)
  await stage.advance(130_000)
  const devon = stage.as('devon')
  await devon.does({ as: devon.person.id, act: 'phone', does: { act: 'answerCall' } })
  const phone = devon.phone()
  const [call] = phone?.calls ?? []
  expect(call?.asksForKeys).toBe(true)
  expect(call?.spoken.join(' ')).toContain('Dial')
  const [mail] = stage.providers?.mails.slice(-1) ?? []
  expect(mail?.headers.has('bcc')).toBe(false)
  expect(mail?.headers.get('subject')).toContain('Down')
  expect(stage.providers?.mails.every(({ to }) => to === phone?.email)).toBe(true)
  expect(phone?.pushes.at(-1)?.message).toContain('</Say>')
  await pressesPush('Acknowledge', devon)
  expect(await acknowledger(stage)).toBe(devon.person.id)
})
