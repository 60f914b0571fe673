/** A private incident's words reach its own people, and nobody else by any way. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { clara, devon, general, jonas, mira, openWorkplace } from './workplace.ts'

/** A word for every field that somebody fills in. Nothing else contains them. */
const planted = {
  title: 'wisteria',
  affected: 'marigold',
  note: 'foxglove',
  update: 'oleander',
  fix: 'hellebore',
  remark: 'larkspur',
  said: 'nightshade',
  reason: 'digitalis',
  brief: 'laburnum',
  cause: 'hemlock',
  impact: 'aconite',
}
const words = new RegExp(Object.values(planted).join('|'), 'i')
const priya = 'U10PRIYA'
/** The reporter, the GEOC, the IM and an expert. */
const insiders = [mira, clara, jonas, priya]

test('nothing of a private incident leaves its room and its people', async () => {
  const told: string[] = []
  const outside = createServer((request, response) => {
    void text(request).then((body) => {
      told.push(body)
      response.writeHead(200).end()
    })
  })
  await using _ = { [Symbol.asyncDispose]: async () => void outside.close() }
  await new Promise<void>((listening) => outside.listen(0, '127.0.0.1', listening))
  const pager = `http://127.0.0.1:${(outside.address() as AddressInfo).port}/`
  await using work = await openWorkplace('http', {
    page_hook: pager,
    squads: { payments: { sem: [priya] } },
  })
  const { surface, journal } = work.slack

  const nobodyCame = await openPrivate(`${planted.title} keys leaked`)
  await work.aMinuteLater(6)
  await work.aMinuteLater(6)
  await work.aMinuteLater(6)
  await work.aMinuteLater(30)

  await work.aMinuteLater()
  const number = await openPrivate(`${planted.title} tokens leaked`)
  const room = work.room(number)
  await work.does(clara, { act: 'say', channel: room, text: `it is ${planted.said}` })
  await work.types(clara, `/incident note ${planted.note}`, room)
  await work.types(clara, `/incident update ${planted.update}`, room)
  await work.types(clara, `/incident escalate payments ${planted.reason}`, room)
  await work.aMinuteLater()
  await work.presses(clara, 'incident.acknowledge', work.card(number))
  await work.presses(clara, 'incident.fix', work.card(number))
  await work.fills(clara, { kind: 'revert', text: planted.fix })
  await work.presses(clara, 'incident.fix', work.card(number))
  await work.fills(clara, { outcome: 'failed', text: planted.remark })
  await work.presses(clara, 'incident.more', work.card(number))
  await work.presses(clara, 'incident.handoff', { viewId: work.form(clara)?.viewId ?? '' })
  await work.fills(clara, { role: 'geoc', to: jonas, text: planted.brief })
  await work.aMinuteLater()

  const open = await work.declares(devon, 'tokens leaked in the shop')
  await work.presses(devon, 'incident.more', work.card(open, devon))
  await work.presses(devon, 'incident.merge', { viewId: work.form(devon)?.viewId ?? '' })
  await work.aMinuteLater()

  const outsiders = surface
    .people()
    .filter((one) => !insiders.includes(one.id) && !one.deactivated && !one.isBot)
  expect(outsiders.length).toBeGreaterThan(6)
  const asks = ['list', 'list all', 'search leaked', 'stats', 'actions']
  const aboutOne = [
    'status',
    'join',
    'repair',
    'update',
    'severity',
    'resolve',
    'merge',
    'postmortem',
    'note hello',
  ]
  for (const id of [devon, 'U07YUKI']) {
    for (const ask of asks) await work.types(id, `/incident ${ask}`)
    for (const ask of aboutOne) {
      const [verb = '', ...rest] = ask.split(' ')
      const answer = await work.types(id, `/incident ${verb} ${number} ${rest.join(' ')}`.trim())
      expect(answer).toMatch(new RegExp(`^(There is no incident #${number}\\.|I do not know )`))
    }
    await work.types(id, `/incident merge ${open} ${number}`)
    await work.does(id, { act: 'openHome' })
    await work.does(id, { act: 'shortcut', callbackId: 'declare' })
    await work.types(id, '/oncall')
    await work.aMinuteLater()
  }

  await work.types(clara, '/incident resolve', room)
  await work.fills(clara, { text: planted.cause, impact: planted.impact })
  await work.aMinuteLater(24 * 60)
  const draft = surface.messages(clara, room).find(({ text }) => text.includes(`Post-mortem of #${number}`))
  await work.presses(clara, 'postmortem.open', { channel: room, ts: draft?.ts ?? '' })

  for (const { id } of outsiders) expect(everything(id), id).not.toMatch(words)

  // Every call that carried a word went to their room or to one of themselves.
  const places = new Set([
    ...insiders,
    ...insiders.flatMap((user) =>
      surface
        .channels(user)
        .filter(({ isIm, isPrivate, name }) => isIm || (isPrivate && /^incident-\d+(-\d+)?$/.test(name)))
        .map(({ id }) => id),
    ),
  ])
  const carried = journal.calls().filter(({ args }) => words.test(JSON.stringify(args)))
  // Each of the words was said, so that its absence elsewhere means something.
  for (const word of Object.values(planted)) {
    expect(
      carried.some(({ args }) => JSON.stringify(args).includes(word)) || everything(mira).includes(word),
      word,
    ).toBe(true)
  }
  for (const { method, args } of carried) {
    // A form is opened for the person who pressed the button; its readers were looked through above.
    if (method.startsWith('views.')) continue
    expect([...places], method).toContain(args['channel'] ?? args['channel_id'])
  }

  expect(work.logged.join('')).not.toMatch(words)
  expect(told.some((body) => body.includes('"private":true'))).toBe(true)
  expect(told.join('')).not.toMatch(words)
  for (const path of ['/metrics', '/readyz', '/healthz']) {
    expect(await (await fetch(work.url + path)).text()).not.toMatch(words)
  }
  expect(nobodyCame).not.toBe(number)

  async function openPrivate(title: string): Promise<number> {
    await work.types(mira, '/incident declare')
    expect(await work.fills(mira, { title, private: 'private', affected: planted.affected })).toEqual({
      ok: true,
    })
    const { number } = /#(?<number>\d+)/.exec(await work.types(mira, '/incident list'))?.groups ?? {}
    return Number(number)
  }

  /** All that somebody can see, in every channel they can open and on every surface. */
  function everything(user: string): string {
    const channels = surface
      .channels(user)
      .flatMap(({ id }) =>
        surface.messages(user, id).flatMap((one) => [one, ...surface.messages(user, id, one.ts)]),
      )
    return JSON.stringify([
      surface.screen(user, { channel: general }),
      channels,
      surface.ephemerals(user),
      surface.modals(user),
      surface.home(user),
      surface.toasts(user),
    ])
  }
})
