/** A rota belongs to its people: somebody outside it asks them, and what they allowed can be undone for an hour. */
import { expect, test } from 'vitest'
import { clara, devon, jonas, mira, openWorkplace, type Workplace } from './workplace.ts'

/** Clara, Devon and Jonas take turns as GEOC, and the policy lists nobody. */
async function withRota(): Promise<Workplace> {
  await using open = new AsyncDisposableStack()
  const work = open.use(await openWorkplace('http', { people: {} }))
  for (const one of [clara, devon, jonas]) await work.types(one, '/oncall join GEOC')
  const owned = open.move()
  return { ...work, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

async function dm(work: Workplace, as: string): Promise<string> {
  return (await work.does(as, { act: 'openIm', user: 'U0BOT' })).channel ?? ''
}

/** The latest message to the person with these words. */
async function message(work: Workplace, as: string, words: string) {
  const channel = await dm(work, as)
  const found = work.slack.surface.messages(as, channel).findLast(({ text }) => text.includes(words))
  return found && { channel, ts: found.ts, text: found.text, blocks: JSON.stringify(found.blocks) }
}

async function presses(work: Workplace, as: string, action: string): Promise<string> {
  const asked = await message(work, as, 'who is not in the rota')
  await work.presses(as, action, { channel: asked?.channel ?? '', ts: asked?.ts ?? '' })
  return work.reads(as)
}

/** The coming days. Today's line says since when, which moves on with the clock. */
async function schedule(work: Workplace): Promise<string> {
  const lines = (await work.types(jonas, '/oncall schedule GEOC')).split('\n')
  return lines.filter((line) => !line.includes(' to ')).join('\n')
}

const onCall = (work: Workplace) => work.types(jonas, '/oncall')

test('somebody outside asks its people; allowed, it is done, and undone all is as it was', async () => {
  await using work = await withRota()
  const before = await schedule(work)
  expect(await onCall(work)).toContain(`GEOC: <@${clara}>`)
  expect(before).toContain(`<@${clara}>`)
  expect(await work.types(mira, '/oncall remove @clara.okafor GEOC')).toMatch(
    /^Not changed yet\. You are not in GEOC, so I have asked its people/,
  )
  expect(await schedule(work)).toBe(before)
  for (const one of [clara, devon, jonas])
    expect((await message(work, one, 'asks to take'))?.text).toContain(
      'Nothing changes unless one of you allows it',
    )

  expect(await presses(work, devon, 'rota.allow')).toMatch(/^Done\.[^]*What moves; they are told:/)
  expect(await schedule(work)).not.toContain(`<@${clara}>`)
  expect((await message(work, mira, 'you asked to take'))?.text).toContain(
    `<@${devon}> allowed it, and it is done`,
  )

  expect(await presses(work, clara, 'rota.undo')).toMatch(/^Undone\./)
  expect(await schedule(work)).toBe(before)
  expect(await onCall(work)).toContain(`GEOC: <@${clara}>`)
  expect((await message(work, mira, 'you asked to take'))?.text).toContain(`<@${clara}> has undone it`)
  expect((await message(work, devon, 'who is not in the rota'))?.blocks).not.toContain('rota.undo')
})

test('after an hour it stands, and what nobody answers in a day comes to nothing', async () => {
  await using work = await withRota()
  await work.types(mira, '/oncall override @mira.santos GEOC because it is my migration')
  expect(await presses(work, mira, 'rota.allow')).not.toContain('Done')
  await presses(work, devon, 'rota.allow')
  expect(await onCall(work)).toContain(`<@${mira}>`)
  expect((await message(work, devon, 'who is not in the rota'))?.blocks).toContain('rota.undo')
  await work.aMinuteLater(61)
  expect((await message(work, devon, 'who is not in the rota'))?.blocks).not.toContain('rota.undo')

  await work.types(mira, '/oncall remove @clara.okafor GEOC')
  await work.aMinuteLater(24 * 60)
  expect((await message(work, mira, 'you asked to take'))?.text).toContain('Nobody answered within a day')
  expect((await message(work, devon, 'asked to take'))?.blocks).not.toContain('rota.allow')
})

test('its own people, and those the policy names, change it at once; joining does not make one of them', async () => {
  await using work = await withRota()
  expect(await work.types(devon, '/oncall remove @jonas.lindqvist GEOC')).toContain('is not in GEOC any more')
  expect(await added(work, devon, '@jonas.lindqvist')).toContain('is in GEOC now')
  // Somebody may set up a rota without being in it.
  expect(await added(work, mira, '@leila.haddad')).toContain('is in GEOC now')
  expect(await work.types(mira, '/oncall remove @leila.haddad GEOC')).toContain('Not changed yet')
  expect(await presses(work, devon, 'rota.allow')).toContain('Done.')

  await work.aMinuteLater(8 * 24 * 60)
  await work.types(mira, '/oncall join GEOC')
  expect(await work.types(mira, '/oncall remove @devon.osei GEOC')).toContain('Not changed yet')
  expect(await presses(work, devon, 'rota.refuse')).toContain('Nothing has changed, and they are told')
  expect((await message(work, mira, 'you asked to take'))?.text).toContain('said no')
  for (const one of ['@devon.osei', '@clara.okafor', '@jonas.lindqvist'])
    expect(await work.types(mira, `/oncall remove ${one} GEOC`)).toContain('Not changed yet')
  expect(await added(work, mira, '@priya.nair')).toContain('still have 3 requests of yours')
  await work.aMinuteLater(24 * 60)
  expect(await work.types(mira, '/oncall remove @devon.osei GEOC')).toContain('is not in GEOC any more')
})

/** Adds somebody, having read what it changes. */
async function added(work: Workplace, by: string, whom: string): Promise<string> {
  await work.types(by, `/oncall add ${whom} GEOC`)
  expect(JSON.stringify(work.form(by)?.view)).toContain('would take turns as GEOC')
  return JSON.stringify([await work.fills(by, {}), work.form(by)?.view ?? null])
}

test('those who allow an addition read beforehand what it changes', async () => {
  await using work = await withRota()
  await work.aMinuteLater(8 * 24 * 60)
  await work.settled()
  await work.types(mira, '/oncall add @amina.okafor GEOC')
  await work.fills(mira, {})
  await work.settled()
  const asked = await message(work, devon, 'asks to add')
  expect(asked?.text).toMatch(/No turn that is given out changes hands[^]*every 4 days; now it is every 3/)
  await presses(work, devon, 'rota.allow')
  expect((await message(work, devon, 'asked to add'))?.text).not.toContain('would take turns')
})
