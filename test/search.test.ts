/** It has happened before: people find it again, and only those who may. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { clara, devon, jonas, mira, openWorkplace, type Workplace } from './workplace.ts'

let work: Workplace
beforeAll(async () => {
  work = await openWorkplace('socket')
})
afterAll(() => work[Symbol.asyncDispose]())
beforeEach(() => work.aMinuteLater())

const search = (words: string, as = mira) => work.types(as, `/incident search ${words}`)

async function resolved(title: string, fix: string): Promise<number> {
  const number = await work.declares(mira, title)
  await work.presses(clara, 'incident.resolve', work.card(number))
  await work.fills(clara, { text: fix, impact: 'orders waited' })
  return number
}

test('an incident is found by its title, what fixed it and its notes, with how it ended', async () => {
  const number = await resolved('checkout refuses cards', 'reverted the gateway upgrade')
  await work.types(mira, '/incident note the certificate had expired', work.room(number))
  const found = await search('cards gateway')
  expect(found).toContain(`#${number} checkout refuses cards`)
  expect(found).toMatch(/Resolved [^\n]* after [^\n]* · <#C\w+>/)
  expect(found).toContain('What fixed it: reverted the gateway upgrade')
  expect(await search('certificates expire')).toContain(`#${number} `)
  expect(await search('CHECKOUT refus')).toContain(`#${number} `)
})

test('the closest comes first', async () => {
  const noted = await work.declares(mira, 'invoices are empty')
  await work.types(mira, '/incident note it began with the spreadsheets', work.room(noted))
  const titled = await work.declares(mira, 'spreadsheets lose their colours')
  const again = await work.declares(mira, 'nothing prints')
  await work.types(mira, '/incident note as with the spreadsheets', work.room(again))
  const found = await search('spreadsheets')
  expect([...found.matchAll(/#(\d+) /g)].map(([, number]) => Number(number))).toEqual([titled, again, noted])
})

test('words of a language without spaces are found, alone and together, in titles and in what was said', async () => {
  const number = await resolved('決済が失敗しています', '証明書を更新しました')
  await work.types(mira, '/incident note ゲートウェイの応答が遅い', work.room(number))
  await work.does(mira, { act: 'say', channel: work.room(number), text: 'the cause is 期限切れの証明書' })
  for (const words of [
    '決済',
    '失敗',
    '決済が失敗',
    '決済 失敗',
    '決済の失敗',
    '証明書',
    'ゲートウェイ',
    '期限切れ',
  ])
    expect(await search(words), words).toContain(`#${number} `)
  expect(await search('在庫')).toContain('No incident has')
  expect(await search('決済 在庫')).toContain('No incident has')
})

test('nothing found, and nothing asked, are answered kindly', async () => {
  expect(await search('zeppelin')).toContain('No incident has all of these words: zeppelin')
  expect(await search('')).toContain('/incident search checkout revert')
  expect(await search('the')).toContain('Fewer words find more')
})

test.each([
  "'; drop table incident; --",
  "a & | ! <-> :* ' \\ (((",
  '%_\\0 \u0000 \u202E evil',
  `${'x'.repeat(2_000)}`,
  '🔥 💥',
  '<!channel> <@U05MIRA>',
])('hostile words are only words: %j', async (words) => {
  const answer = await search(words)
  expect(answer).toMatch(/^(No incident has all of these words|One incident|\d+ incidents)/)
  expect(answer).not.toMatch(/<[!@]/)
})

test('a private one is found by those who are in it, and by nobody else', async () => {
  await work.types(jonas, '/incident declare')
  await work.fills(jonas, { title: 'leaked payroll', private: 'yes' })
  const found = await search('payroll', jonas)
  expect(found).toMatch(/#\d+ leaked payroll · private/)
  expect(await search('payroll', mira)).toContain('No incident has')
  const number = Number(/#(\d+) leaked/.exec(found)?.[1])
  await work.types(jonas, `/incident assign SEM payments @devon.adeyemi`, work.room(number, jonas))
  expect(await search('payroll', devon)).toContain('leaked payroll')
})

test('drills are found only when asked for', async () => {
  await work.types(mira, '/incident declare')
  await work.fills(mira, { title: 'rehearsing a flood', drill: 'yes' })
  expect(await search('flood')).toContain('No incident has')
  expect(await search('drills flood')).toMatch(/#\d+ rehearsing a flood · drill/)
})

test('what was said is found once it is on the timeline, as it is edited, until it is deleted', async () => {
  const number = await work.declares(mira, 'mails are late')
  const room = work.room(number)
  const ts = (await work.does(mira, { act: 'say', channel: room, text: 'the spooler is wedged' })).ts ?? ''
  expect(await search('spooler')).toContain('No incident has')
  await work.does(mira, { act: 'shortcut', callbackId: 'add-to-timeline', message: { channel: room, ts } })
  expect(await search('mails spooler')).toContain(`#${number} `)
  await work.does(mira, { act: 'edit', channel: room, ts, text: 'the courier is wedged' })
  expect(await search('spooler')).toContain('No incident has')
  expect(await search('courier')).toContain(`#${number} `)
  await work.does(mira, { act: 'delete', channel: room, ts })
  expect(await search('courier')).toContain('No incident has')
})

test('what speaks for itself is found without anybody marking it, until it is deleted', async () => {
  const number = await work.declares(mira, 'parcels are lost')
  const room = work.room(number)
  const say = async (text: string) => (await work.does(mira, { act: 'say', channel: room, text })).ts ?? ''
  await say('lunch at the falafel place')
  const cause = await say('the cause is a zebra crossing')
  await say('the ostrich is back to normal')
  expect(await search('falafel')).toContain('No incident has')
  expect(await search('parcels zebra')).toContain(`#${number} `)
  expect(await search('ostrich')).toContain(`#${number} `)
  await work.does(mira, { act: 'edit', channel: room, ts: cause, text: 'the cause is a giraffe' })
  expect(await search('zebra')).toContain('No incident has')
  expect(await search('giraffe')).toContain(`#${number} `)
  await work.does(mira, { act: 'delete', channel: room, ts: cause })
  expect(await search('giraffe')).toContain('No incident has')
  expect(await search('ostrich')).toContain(`#${number} `)
  const ts = await say('the walrus called')
  await work.does(mira, { act: 'react', channel: room, ts, name: 'pushpin' })
  expect(await search('walrus')).toContain(`#${number} `)
})

test('what is said in a private room is found by its members alone', async () => {
  await work.types(jonas, '/incident declare')
  await work.fills(jonas, { title: 'somebody knows the key', private: 'yes' })
  const [, number] = /#(\d+) somebody/.exec(await search('knows key', jonas)) ?? []
  const room = work.room(Number(number), jonas)
  await work.does(jonas, { act: 'say', channel: room, text: 'The cause is the platypus.' })
  expect(await search('platypus', jonas)).toContain(`#${number} `)
  expect(await search('platypus', mira)).toContain('No incident has')
  expect(await search('platypus', devon)).toContain('No incident has')
})

const inRoom = (number: number, as = mira) =>
  work.slack.surface.messages(as, work.room(number, as)).map(({ text }) => text)

test('a room shows what sounded like it before, and what fixed that', async () => {
  const before = await resolved('product images load slowly', 'purged the image cache')
  await resolved('images are upside down', 'turned them')
  const number = await work.declares(jonas, 'images load slowly again')
  const shown = inRoom(number).filter((text) => text.includes('happened before'))
  expect(shown).toHaveLength(1)
  expect(shown[0]).toContain(`#${before} product images load slowly`)
  expect(shown[0]).toContain('What fixed it: purged the image cache')
  expect(shown[0]).not.toContain('upside down')
  expect(inRoom(await work.declares(jonas, 'the phones are dead')).join()).not.toContain('happened before')
})

test('titles of a language without spaces sound alike', async () => {
  const before = await resolved('支付服务超时', '重启了网关')
  const number = await work.declares(jonas, '支付服务又超时了')
  expect(inRoom(number).join('\n')).toContain(`#${before} 支付服务超时`)
})

test('a private past stays out of other rooms', async () => {
  await work.types(jonas, '/incident declare')
  await work.fills(jonas, { title: 'salary export leaked', private: 'yes' })
  const [, number] = /#(\d+) salary/.exec(await search('salary', jonas)) ?? []
  const room = work.room(Number(number), jonas)
  await work.types(jonas, '/incident resolve', room)
  await work.fills(jonas, { text: 'rotated the keys', impact: 'one file' })
  const later = await work.declares(mira, 'salary export leaked once more')
  expect(inRoom(later).join('\n')).not.toContain('rotated')
  expect(work.reads(mira)).not.toContain(`#${number} `)
})
