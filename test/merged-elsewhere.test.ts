/** A public incident that turns out to be a private one: its readers learn that it is handled, and nothing else. */
import { expect, test } from 'vitest'
import { clara, devon, mira, openWorkplace, general } from './workplace.ts'

test('a public incident goes on in a private one, of which its room, its reporter and stakeholders learn nothing', async () => {
  await using work = await openWorkplace('http')
  const { surface, journal } = work.slack
  await work.types(mira, '/incident declare')
  await work.fills(mira, { title: 'Wisteria keys leaked', private: 'private' })
  const inside = 1
  await work.aMinuteLater()
  const said = await work.does(devon, { act: 'say', channel: general, text: 'strangers read our orders' })
  await work.does(devon, {
    act: 'shortcut',
    callbackId: 'declare-from-message',
    message: { channel: general, ts: said.ts ?? '' },
  })
  await work.fills(devon, { title: 'Strangers read our orders' })
  const open = 2
  await work.aMinuteLater()
  const before = journal.calls().length
  await work.types(clara, `/incident merge ${open} ${inside} it is the wisteria leak`)
  await work.aMinuteLater()

  const room = work.room(open, devon)
  const told = surface.messages(devon, room).map(({ text }) => text)
  expect(told.join('\n')).toContain('Handled elsewhere by')
  expect(await work.types(devon, `/incident status ${open}`)).toContain('Handled elsewhere')
  expect(await work.types(devon, `/incident search strangers`)).toContain('Handled elsewhere')
  expect(await work.types(devon, `/incident postmortem ${open}`)).toContain('handled elsewhere')
  expect(await work.types(devon, `/incident update ${open} hello`)).toContain('handled elsewhere')
  const privateRoom = work.room(inside, mira)
  const carried = journal.calls().slice(before)
  for (const { args } of carried) {
    const place = args['channel'] ?? args['channel_id']
    if (place === privateRoom || surface.channels(mira).some((one) => one.isIm && one.id === place)) continue
    const sent = JSON.stringify(args)
    if (sent.includes(clara)) continue
    expect(sent).not.toMatch(/wisteria|#1\b/i)
    expect(sent).not.toContain(privateRoom)
  }
  const everything = JSON.stringify([
    surface.channels(devon).flatMap(({ id }) => surface.messages(devon, id)),
    surface.ephemerals(devon),
    surface.home(devon),
  ])
  expect(everything).not.toMatch(/wisteria|#1\b/i)
  expect(surface.channels(devon).map(({ id }) => id)).not.toContain(privateRoom)

  const { notes, absorbed } = await work.app.incidents.load(inside)
  expect(absorbed).toEqual([open])
  expect(notes.map(({ text }) => text)).toEqual([
    expect.stringMatching(/^From #2, which can be read there: https:\S+\nit is the wisteria leak$/),
  ])
  const shown = surface.messages(mira, privateRoom).map(({ text }) => text)
  expect(shown.join('\n')).toContain('Merged into this one: #2')

  // Who saw it may say that it still hurts.
  await work.types(devon, `/incident reopen ${open} still there`)
  expect(await work.types(devon, `/incident status ${open}`)).not.toContain('Handled elsewhere')
  // Private words never go the other way.
  expect(await work.types(clara, `/incident merge ${inside} ${open}`)).toContain(
    '#1 is private and #2 is not',
  )
})
