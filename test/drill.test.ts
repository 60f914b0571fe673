/** A drill is the same machinery, marked everywhere, and in no list and no number. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import type { MessageSeen } from '../sandbox/surface.ts'
import { clara, devon, jonas, mira, openWorkplace, type Workplace } from './workplace.ts'

const drillRoom = (work: Workplace, as = mira) =>
  work.slack.surface.channels(as).find(({ name }) => name.startsWith('drill-'))

const isOurs = ({ author, isSystemLine }: MessageSeen) => author.isBot && !isSystemLine

test('everything a drill says is marked, stays in its room, and pages only there', async () => {
  let rang = 0
  const outside = createServer((_, response) => {
    rang += 1
    response.end()
  })
  await using _ = { [Symbol.asyncDispose]: async () => void outside.close() }
  await new Promise<void>((listening) => outside.listen(0, '127.0.0.1', listening))
  const pager = `http://127.0.0.1:${(outside.address() as AddressInfo).port}/`
  await using work = await openWorkplace('http', { page_hook: pager })
  const { surface, journal } = work.slack

  expect(await work.types(mira, '/incident declare drill the shop burns')).toContain('as a DRILL')
  const room = drillRoom(work)
  expect(room?.name).toBe('drill-incident-1-the-shop-burns')
  expect(room?.topic).toMatch(/^DRILL · 🟠 Severity not set · Declared · #1 /)
  const card = surface
    .messages(mira, room?.id ?? '')
    .find((one) => JSON.stringify(one.blocks ?? '').includes('incident.acknowledge'))
  await work.presses(clara, 'incident.acknowledge', { channel: room?.id ?? '', ts: card?.ts ?? '' })
  expect(work.reads(clara)).toMatch(/^DRILL: You have #1/)
  await work.types(clara, '/incident update Nothing sells.', room?.id)
  await work.types(clara, '/incident escalate im please come', room?.id)
  await work.aMinuteLater(6)
  await work.aMinuteLater(6)
  await work.aMinuteLater(30)
  await work.types(clara, '/incident resolve', room?.id)
  await work.fills(clara, { text: 'put it out', impact: 'none' })

  const said = surface.messages(mira, room?.id ?? '').filter(isOurs)
  expect(said.length).toBeGreaterThan(4)
  for (const one of said) expect(one.text + JSON.stringify(one.blocks)).toContain('DRILL')
  expect(
    said.some(
      (one) => one.text.includes(`<@${clara}>`) || JSON.stringify(one.blocks ?? '').includes('page.'),
    ),
  ).toBe(true)

  const posted = journal
    .calls('chat.postMessage')
    .filter(({ args }) => /the shop burns|#1 /.test(JSON.stringify(args)))
  for (const { args } of posted) expect(args['channel']).toBe(room?.id)
  expect(rang).toBe(0)
})

test('no list counts a drill unless it is asked for drills', async () => {
  await using work = await openWorkplace()
  await work.types(mira, '/incident declare')
  expect(await work.fills(mira, { title: 'the shop burns', drill: 'drill' })).toEqual({ ok: true })
  expect(drillRoom(work)).toBeDefined()
  const real = await work.declares(devon, 'the shop burns slowly')
  // A real one is not mistaken for the rehearsal.
  expect(work.reads(devon)).not.toContain('Is it one of these')
  for (const ask of ['list', 'list all']) {
    const answer = await work.types(jonas, `/incident ${ask}`)
    expect(answer).toContain('One incident:')
    expect(answer).toContain(`#${real} `)
  }
  expect(await work.types(jonas, '/incident list drills')).toMatch(
    /One incident:[^]*#1 the shop burns[^]*DRILL/,
  )
  expect(await work.types(jonas, `/incident merge ${real} 1`)).toContain('Only one of')
  await work.does(jonas, { act: 'openHome' })
  expect(JSON.stringify(work.slack.surface.home(jonas) ?? '')).not.toContain('"#1 ')
  for (const ask of ['search burns', 'stats'])
    expect(await work.types(jonas, `/incident ${ask}`)).not.toContain('#1 ')
})
