/** Every way a person has of working on an incident, once. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { clara, devon, general, jonas, mira, openWorkplace, type Workplace } from './workplace.ts'

let work: Workplace
beforeAll(async () => {
  work = await openWorkplace('socket')
})
afterAll(() => work[Symbol.asyncDispose]())
beforeEach(() => work.aMinuteLater())

const status = (number: number, as = mira) => work.types(as, `/incident status #${number}`)
const say = async (as: string, channel: string, text: string) =>
  (await work.does(as, { act: 'say', channel, text })).ts ?? ''
const uses = (as: string, callbackId: string, channel: string, ts: string) =>
  work.does(as, { act: 'shortcut', callbackId, message: { channel, ts } })

test('the form asks one thing, shows what is open, and closes', async () => {
  const open = await work.declares(mira, 'nobody can log in')
  await work.does(jonas, { act: 'shortcut', callbackId: 'declare' })
  const asked = JSON.stringify(work.form(jonas)?.view)
  expect(asked).toContain('nobody can log in')
  expect(asked.match(/"optional":false/g)).toHaveLength(1)
  await work.presses(jonas, 'incident.join', { viewId: work.form(jonas)?.viewId ?? '' })
  expect(JSON.stringify(work.form(jonas)?.view)).toContain('You are invited to its room')
  await work.does(jonas, { act: 'closeModal', viewId: work.form(jonas)?.viewId ?? '' })
  expect(work.room(open, jonas)).toBeTruthy()

  await work.types(jonas, '/incident declare')
  expect(
    await work.fills(jonas, { title: 'exports never arrive', severity: 'P3', squad: 'payments' }),
  ).toEqual({ ok: true })
  expect(work.form(jonas)).toBeUndefined()
  const listed = await work.types(jonas, '/incident list')
  expect(listed).toMatch(/🟡 P3 · Declared · #\d+ exports never arrive/)
})

test('declaring what is known already is answered with it, and merged by a click', async () => {
  const first = await work.declares(mira, 'refunds fail with error 500')
  const second = await work.declares(jonas, 'refunds fail again')
  expect(work.reads(jonas)).toContain(`#${first} refunds fail with error 500`)
  const answer = work.slack.surface.ephemerals(jonas).at(-1)
  await work.presses(jonas, 'incident.merge-into', { channel: general, ts: answer?.ts ?? '' })
  expect(work.reads(jonas)).toContain(`#${first} refunds fail with error 500`)
  expect(await status(second)).toContain(`Continues in #${first}.`)
  const incidents = work.slack.surface.channels(mira).find(({ name }) => name === 'incidents')?.id ?? ''
  const announced = work.slack.surface
    .messages(mira, incidents)
    .find(({ text }) => text.includes(`\n#${second} `))?.text
  expect(announced).toContain(`Its room: <#${work.room(first)}>`)
  expect(announced).not.toContain('Led by')
  const said = work.slack.surface.messages(jonas, work.room(second, jonas)).map(({ text }) => text)
  expect(said.join()).toContain(`Please continue in <#${work.room(first)}>.`)
  expect(work.room(first, jonas)).toBeTruthy()
})

test('a public message brings its thread along, and is answered there', async () => {
  const ts = await say(mira, 'C02QUESTIONS', 'two brands see no orders, is it known?')
  await work.does(jonas, { act: 'say', channel: 'C02QUESTIONS', text: 'same here', thread: ts })
  await uses(jonas, 'declare-from-message', 'C02QUESTIONS', ts)
  expect(JSON.stringify(work.form(jonas)?.view)).toContain('its thread is copied')
  expect(await work.fills(jonas, { title: 'brands see no orders' })).toEqual({ ok: true })
  const thread = work.slack.surface.messages(mira, 'C02QUESTIONS', ts)
  expect(thread.at(-1)?.text).toContain('This is now incident')
})

test('a message said in private makes it private, and brings only itself', async () => {
  const ts = await say(jonas, 'C06LEADS', 'someone leaked the keys')
  await uses(jonas, 'declare-from-message', 'C06LEADS', ts)
  const view = JSON.stringify(work.form(jonas)?.view)
  expect(view).toContain('Only the message you chose is copied')
  expect(view).toMatch(/"block_id":"private".*"initial_options":\[/)
  expect(await work.fills(jonas, { title: 'leaked keys' })).toEqual({ ok: true })
  const number = Number(/#(\d+) leaked keys/.exec(await work.types(jonas, '/incident list'))?.[1])
  expect(await work.types(mira, '/incident list')).not.toContain('leaked keys')
  expect(await status(number)).toBe(`There is no incident #${number}.`)
  expect(await status(number, jonas)).toContain('Private: ')
})

test('a page is answered by its button', async () => {
  const number = await work.declares(mira, 'the shop shows yesterday’s prices')
  const dm = (await work.does(clara, { act: 'openIm', user: 'U0BOT' })).channel ?? ''
  const page = work.slack.surface
    .messages(clara, dm)
    .findLast((one) => JSON.stringify(one.blocks).includes('page.acknowledge'))
  const button = page?.blocks?.flatMap(
    (block) => (block['elements'] ?? []) as { action_id: string; value: string }[],
  )
  expect(button?.some(({ action_id }) => action_id === 'page.decline')).toBe(true)
  const blockId = page?.blocks?.findLast((block) =>
    JSON.stringify(block).includes('page.acknowledge'),
  )?.block_id
  await work.does(clara, {
    act: 'click',
    place: { channel: dm, ts: page?.ts ?? '' },
    actionId: 'page.acknowledge',
    ...(blockId && { blockId }),
  })
  expect(work.reads(clara)).toContain('You have #')
  expect(number).toBeGreaterThan(0)
})

test('severity, updates, notes and the steps between, by command and by button', async () => {
  const number = await work.declares(mira, 'images do not load')
  const room = work.room(number)
  await work.types(clara, '/incident severity p1', room)
  await work.types(clara, '/incident update We see it and are on it.', room)
  await work.types(mira, '/incident note 500 errors began after the deploy', room)
  expect(await status(number)).toMatch(/P1 \(all hands\)[^]*Update 1, [^]*We see it and are on it/)

  await work.presses(clara, 'incident.acknowledge', work.card(number))
  await work.presses(clara, 'incident.severity', work.card(number))
  await work.fills(clara, { severity: 'P2' })
  await work.presses(clara, 'incident.update', work.card(number))
  await work.fills(clara, { text: 'A revert is on its way.', next: '15' })
  await work.presses(clara, 'incident.more', work.card(number))
  await work.presses(clara, 'incident.status.monitoring', { viewId: work.form(clara)?.viewId ?? '' })
  await work.presses(clara, 'incident.rename', { viewId: work.form(clara)?.viewId ?? '' })
  await work.fills(clara, { title: 'images of new products do not load' })
  const after = await status(number)
  expect(after).toContain('images of new products do not load')
  expect(after).toMatch(/Monitoring[^]*P2[^]*Update 2, [^]*A revert is on its way/)
  const incidents = work.slack.surface.channels(mira).find(({ name }) => name === 'incidents')
  expect(incidents).toBeDefined()
})

test('attempts fail and work, and it is resolved, reopened and cancelled', async () => {
  const number = await work.declares(mira, 'mails are sent twice')
  const room = work.room(number)
  await work.presses(clara, 'incident.acknowledge', work.card(number))
  await work.presses(clara, 'incident.fix', work.card(number))
  await work.fills(clara, { kind: 'revert', text: 'reverting the queue' })
  await work.presses(clara, 'incident.fix', work.card(number))
  await work.fills(clara, { outcome: 'failed', text: 'still twice' })
  await work.presses(clara, 'incident.fix', work.card(number))
  await work.fills(clara, { kind: 'hotfix', text: 'one consumer only' })
  await work.presses(clara, 'incident.fix', work.card(number))
  await work.fills(clara, { outcome: 'worked' })
  await work.presses(clara, 'incident.resolve', work.card(number))
  await work.fills(clara, { text: 'one consumer', impact: 'people got mails twice' })
  expect(await status(number)).toMatch(
    /Resolved[^]*What fixed it: one consumer[^]*Fix 1, revert \(failed\)[^]*Fix 2, hotfix \(worked\)/,
  )

  await work.types(clara, '/incident reopen it is back', room)
  expect(await status(number)).toContain('Investigating')
  await work.types(clara, `/incident cancel`, room)
  await work.fills(clara, { reason: 'it was a test' })
  expect(await status(number)).toContain('Cancelled')
})

test('roles are given, offered, accepted and declined', async () => {
  const number = await work.declares(mira, 'search finds nothing')
  const room = work.room(number)
  await work.presses(clara, 'incident.acknowledge', work.card(number))
  await work.types(clara, '/incident assign IM @jonas.lindqvist', room)
  await work.types(clara, '/incident handoff @devon.adeyemi', room)
  const dm = (await work.does(devon, { act: 'openIm', user: 'U0BOT' })).channel ?? ''
  const offer = () =>
    work.slack.surface
      .messages(devon, dm)
      .findLast((one) => JSON.stringify(one.blocks).includes('role.accept'))
  expect(offer()?.text).toContain('asks you to take over as GEOC')
  await work.presses(devon, 'role.accept', { channel: dm, ts: offer()?.ts ?? '' })
  expect(await status(number)).toContain(`GEOC: <@${devon}>`)
  await work.presses(devon, 'incident.more', work.card(number))
  await work.presses(devon, 'incident.handoff', { viewId: work.form(devon)?.viewId ?? '' })
  await work.fills(devon, { to: clara, text: 'the index is rebuilding' })
  const hers = (await work.does(clara, { act: 'openIm', user: 'U0BOT' })).channel ?? ''
  const back = work.slack.surface
    .messages(clara, hers)
    .findLast((one) => JSON.stringify(one.blocks).includes('role.decline'))
  await work.presses(clara, 'role.decline', { channel: hers, ts: back?.ts ?? '' })
  expect(await status(number)).toContain(`GEOC: <@${devon}>`)
})

test('experts and managers are called in, by button and by command', async () => {
  const number = await work.declares(mira, 'cards are refused')
  await work.presses(clara, 'incident.escalate-sem', work.card(number))
  await work.fills(clara, { squad: 'payments', reason: 'we do not know the gateway' })
  expect(await status(number)).toMatch(new RegExp(`Paged: <@${devon}> \\(SEM payments`))
  const other = await work.declares(mira, 'logos are upside down')
  await work.types(clara, '/incident escalate payments please look', work.room(other))
  expect(await status(other)).toMatch(new RegExp(`Paged: <@${devon}> \\(SEM payments`))
})

test('a message of the room goes on the timeline; one of elsewhere does not', async () => {
  const number = await work.declares(mira, 'a queue is stuck')
  const room = work.room(number)
  const ts = await say(mira, room, 'the broker was restarted at noon')
  await uses(mira, 'add-to-timeline', room, ts)
  expect(work.reads(mira)).toBe(`Added to the timeline of #${number}.`)
  const elsewhere = await say(mira, general, 'lunch?')
  await uses(mira, 'add-to-timeline', general, elsewhere)
  expect(work.reads(mira)).toContain('is in no incident')
})

test('outside a room a command asks which incident, and takes a number', async () => {
  const number = await work.declares(mira, 'the cron did not run')
  expect(await work.types(mira, '/incident severity P4')).toContain('Which incident?')
  await work.types(clara, `/incident severity #${number} P4`)
  expect(await status(number)).toContain('P4')
})

test('who is on call is a word away', async () => {
  expect(await work.types(mira, '/oncall')).toContain(`GEOC: <@${clara}>`)
  expect(await work.types(mira, '/oncall help')).toContain('/oncall')
})
