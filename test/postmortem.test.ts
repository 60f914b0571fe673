/** A post-mortem from the draft to the archive, as people see it. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { clara, general, jonas, mira, openWorkplace, type Workplace } from './workplace.ts'

let work: Workplace
beforeAll(async () => {
  work = await openWorkplace('socket')
})
afterAll(() => work[Symbol.asyncDispose]())

const say = async (as: string, channel: string, text: string) =>
  (await work.does(as, { act: 'say', channel, text })).ts ?? ''
const saying = (channel: string, as: string, words: string) =>
  work.slack.surface.messages(as, channel).findLast((one) => one.text.includes(words))

async function resolved(title: string): Promise<{ number: number; room: string }> {
  await work.aMinuteLater()
  const number = await work.declares(mira, title)
  const room = work.room(number)
  await work.presses(clara, 'incident.acknowledge', work.card(number))
  await work.does(jonas, { act: 'join', channel: room })
  await say(clara, room, `Broken because of the cache of ${title}`)
  await work.types(clara, '/incident resolve', room)
  expect(await work.fills(clara, { text: 'cache emptied', impact: 'nobody could pay' })).toEqual({ ok: true })
  return { number, room }
}

const shown = (room: string) => saying(room, mira, 'Post-mortem of')
const place = (room: string) => ({ channel: room, ts: shown(room)?.ts ?? '' })

test('the draft is there when the incident is resolved, unasked', async () => {
  const { number, room } = await resolved('checkout fails')
  expect(shown(room)?.text).toContain(`Post-mortem of #${number}: Draft`)
  expect(shown(room)?.text).toContain(`<@${clara}>, due`)
  expect(shown(room)?.text).toContain('Missing: ')
  await work.presses(mira, 'postmortem.open', place(room))
  const view = JSON.stringify(work.form(mira)?.view)
  expect(view).toContain('because of the cache of checkout fails')
  expect(view).toContain('nobody could pay')
})

test('a section is written anew, and blame is pointed at, not edited', async () => {
  const { number, room } = await resolved('search fails')
  await work.presses(mira, 'postmortem.edit', place(room))
  await work.fills(mira, { section: 'summary' })
  expect(JSON.stringify(work.form(mira)?.view)).toContain('cache emptied')
  await work.fills(mira, { text: 'Clara made an error, she should have looked.' })
  expect(JSON.stringify(work.form(mira)?.view)).toContain('should have')
  await work.does(mira, { act: 'closeModal', viewId: work.form(mira)?.viewId ?? '' })
  const { written } = await work.app.postmortems.whole(number)
  expect(written.summary).toBe('Clara made an error, she should have looked.')
  await work.presses(mira, 'postmortem.edit', place(room))
  await work.fills(mira, { section: 'summary' })
  await work.fills(mira, { text: '' })
  expect((await work.app.postmortems.whole(number)).written.summary).toBeUndefined()
})

test('a pinned message comes onto the timeline; a line is worded anew, its own words beside it, and taken off', async () => {
  const { number, room } = await resolved('refunds fail')
  const entries = async () => (await work.app.postmortems.whole(number)).draft.entries
  const ts = await say(jonas, room, 'the bank called at noon')
  await work.does(jonas, { act: 'pin', channel: room, ts })
  expect((await entries()).map((one) => one.why)).toContain('pinned')

  await work.presses(mira, 'postmortem.timeline', place(room))
  expect(JSON.stringify(work.form(mira)?.view.blocks)).toMatch(/\d\d:\d\d Mira declared: refunds fail/)
  const index = (await entries()).findIndex((one) => one.why === 'pinned')
  await work.fills(mira, { entry: String(index) })
  await work.fills(mira, { text: 'The bank called.' })
  const entry = (await entries())[index]
  expect(entry).toMatchObject({
    words: ['The bank called.'],
    original: { words: ['the bank called at noon'] },
  })

  await work.presses(mira, 'postmortem.timeline', place(room))
  await work.fills(mira, { entry: String(index) })
  await work.fills(mira, { remove: 'yes' })
  expect((await entries()).map((one) => one.why)).not.toContain('pinned')
})

test('what was left out of the timeline is listed beside it, and added with one choice', async () => {
  const { number, room } = await resolved('stamps fail')
  const whole = async () => (await work.app.postmortems.whole(number)).draft
  const ts = await say(jonas, room, 'I was on the phone with the printer people')
  const left = `message:${room}:${ts}`
  const isShown = async () => (await whole()).entries.some(({ key }) => key === left)
  expect(await isShown()).toBe(false)
  await work.presses(mira, 'postmortem.timeline', place(room))
  expect(JSON.stringify(work.form(mira)?.view.blocks)).toMatch(
    /\d\d:\d\d I was on the phone with the printer/,
  )
  await work.fills(mira, { left })
  expect(await isShown()).toBe(true)
  expect((await whole()).leftOut.map((message) => message.ts)).not.toContain(ts)
})

test('reviewed and published: everybody reads the lesson, and the incident is closed', async () => {
  const { number, room } = await resolved('exports fail')
  await work.presses(clara, 'postmortem.to-review', place(room))
  await work.presses(clara, 'postmortem.to-reviewed', place(room))
  await work.presses(clara, 'postmortem.publish', place(room))
  await work.fills(clara, { text: 'An empty cache must fail loudly. It does now.' })
  expect(shown(room)?.text).toContain('Published')
  for (const channel of ['incidents', 'postmortems']) {
    const id = work.slack.surface.channels(mira).find((one) => one.name === channel)?.id ?? ''
    await work.does(mira, { act: 'join', channel: id })
    expect(saying(id, mira, 'An empty cache must fail loudly')?.text).toContain(`#${number} exports fail`)
    const files = work.slack.surface.messages(mira, id).flatMap((one) => one.files)
    expect(files.map((one) => one.name)).toEqual(
      channel === 'postmortems' ? [`post-mortem-${number}.md`] : [],
    )
  }
  expect((await work.app.incidents.load(number)).status).toBe('closed')
  const [made] = work.slack.journal.calls('conversations.canvases.create')
  expect(made?.args).toMatchObject({ channel_id: room })
  expect(JSON.stringify(made?.args)).toContain('Broken because of the cache of exports fail')
  const { ts = '' } = saying(room, clara, 'Broken because') ?? {}
  await work.does(clara, { act: 'delete', channel: room, ts })
  const edited = work.slack.journal.calls('canvases.edit').at(-1)
  expect(JSON.stringify(edited?.args)).toContain('exports fail')
  expect(JSON.stringify(edited?.args)).not.toContain('Broken because')
})

test('publishing what nobody reviewed, or what is missing, asks once, and is done all the same', async () => {
  const { number, room } = await resolved('labels fade')
  const asked = async () => {
    await work.presses(clara, 'postmortem.publish', place(room))
    return JSON.stringify(work.form(clara)?.view)
  }
  const first = await asked()
  expect(first).toContain('Nobody has reviewed it yet.')
  expect(first).toContain(
    'Still missing: Summary, Context, Fix, What went wrong, How to improve, Preventative actions.',
  )
  expect(first).toContain('Publish anyway')
  await work.does(clara, { act: 'closeModal', viewId: work.form(clara)?.viewId ?? '' })
  await work.presses(clara, 'postmortem.to-review', place(room))
  await work.presses(clara, 'postmortem.to-reviewed', place(room))
  expect(await asked()).toContain(', its owner, has reviewed it.')
  await work.does(clara, { act: 'closeModal', viewId: work.form(clara)?.viewId ?? '' })
  await work.presses(clara, 'postmortem.to-review', place(room))
  await work.presses(mira, 'postmortem.to-reviewed', place(room))
  expect(await asked()).not.toContain('reviewed')
  await work.fills(clara, { text: 'Ink fades in the sun. We use another.' })
  expect((await work.app.incidents.load(number)).status).toBe('closed')
})

test('it belongs to whoever led longest, and an event in its file leads to the room', async () => {
  await work.aMinuteLater()
  const number = await work.declares(mira, 'bells are silent')
  const room = work.room(number)
  await work.presses(clara, 'incident.acknowledge', work.card(number))
  await work.aMinuteLater(30)
  await work.types(clara, '/incident handoff @jonas.lindqvist', room)
  const dm = (await work.does(jonas, { act: 'openIm', user: 'U0BOT' })).channel ?? ''
  const offer = work.slack.surface
    .messages(jonas, dm)
    .findLast((one) => JSON.stringify(one.blocks).includes('role.accept'))
  await work.presses(jonas, 'role.accept', { channel: dm, ts: offer?.ts ?? '' })
  expect((await work.app.incidents.load(number)).roles.geoc).toBe(jonas)
  await work.types(jonas, '/incident resolve', room)
  await work.fills(jonas, { text: 'rung again', impact: 'nobody heard' })
  expect(shown(room)?.text).toContain(`<@${clara}>, due`)
  const { content } = await work.app.exports.file(mira, number, 'md')
  const cited = [...content.matchAll(/\\\[event \d+\\\]\]\(<([^>]*)>\)/g)].map(([, url = '']) => url)
  expect(cited.length).toBeGreaterThan(3)
  for (const url of cited) expect(url).toContain(`archives/${room}/p`)
  const ending = saying(room, mira, 'What fixed it')?.ts.replace('.', '')
  expect(cited.some((url) => url.endsWith(`${room}/p${ending}`))).toBe(true)
})

test('once a message is deleted, every file and the lesson that quote it are made anew without it', async () => {
  const { number, room } = await resolved('stickers peel off')
  const secret = 'the cause is the glue called xyzzy'
  await say(clara, room, 'The label is fixed. Also, the cause is the glue called xyzzy.')
  const ts = await say(jonas, room, `<@${clara}> says ${secret}`)
  await work.does(jonas, { act: 'pin', channel: room, ts })
  for (const step of ['to-review', 'to-reviewed', 'publish'])
    await work.presses(clara, `postmortem.${step}`, place(room))
  await work.fills(clara, { text: `We learned: “Also, ${secret}.” It sticks now.` })
  await work.presses(mira, 'postmortem.export', place(room))
  await work.presses(mira, 'export.html', { viewId: work.form(mira)?.viewId ?? '' })
  await work.does(mira, { act: 'closeModal', viewId: work.form(mira)?.viewId ?? '' })
  const dm = (await work.does(mira, { act: 'openIm', user: 'U0BOT' })).channel ?? ''
  const id = work.slack.surface.channels(mira).find((one) => one.name === 'postmortems')?.id ?? ''
  const stakeholders = work.slack.surface.channels(mira).find((one) => one.name === 'incidents')?.id ?? ''
  const files = async () => {
    const all = [id, dm].flatMap((place) =>
      work.slack.surface
        .messages(mira, place)
        .flatMap((one) => one.files)
        .filter(({ name }) => name.startsWith(`post-mortem-${number}.`)),
    )
    return Promise.all(all.map(async ({ url }) => (await fetch(url)).text()))
  }
  expect((await files()).map((one) => one.includes('xyzzy'))).toEqual([true, true])
  expect(saying(stakeholders, mira, 'xyzzy')?.text).toContain('It sticks now')

  const other = saying(room, clara, 'The label is fixed')?.ts ?? ''
  await work.does(clara, { act: 'delete', channel: room, ts: other })
  await work.does(jonas, { act: 'delete', channel: room, ts })
  await work.settled()
  const left = await files()
  expect(left.map((one) => one.includes('stickers peel off'))).toEqual([true, true])
  expect(left.map((one) => one.includes('xyzzy'))).toEqual([false, false])
  expect(saying(stakeholders, mira, 'xyzzy')).toBeUndefined()
  expect(saying(stakeholders, mira, 'It sticks now')?.text).toContain('[deleted]')
  const last = work.slack.journal.calls('canvases.edit').at(-1)
  expect(JSON.stringify(last?.args)).not.toContain('xyzzy')

  await work.aMinuteLater()
  for (const step of ['to-review', 'to-reviewed', 'publish'])
    await work.presses(clara, `postmortem.${step}`, place(room))
  await work.fills(clara, { text: 'Stickers need better glue.' })
  await work.settled()
  expect(await files()).toHaveLength(2)
})

test('once a quoted message is edited, what was published follows, and people’s quotes of it say so', async () => {
  const { number, room } = await resolved('parcels go astray')
  const ts = await say(jonas, room, 'the cause is the label printer in Ghent')
  await work.does(jonas, { act: 'pin', channel: room, ts })
  const chat = await say(jonas, room, 'lunch is at noon today')
  await work.presses(mira, 'postmortem.edit', place(room))
  await work.fills(mira, { section: 'improve' })
  await work.fills(mira, { text: 'Jonas said: “the cause is the label printer in Ghent”. Buy another.' })
  await work.does(mira, { act: 'closeModal', viewId: work.form(mira)?.viewId ?? '' })
  for (const step of ['to-review', 'to-reviewed', 'publish'])
    await work.presses(clara, `postmortem.${step}`, place(room))
  await work.fills(clara, { text: 'We learned: the cause is the label printer in Ghent. It is old.' })
  await work.presses(mira, 'postmortem.export', place(room))
  await work.presses(mira, 'export.md', { viewId: work.form(mira)?.viewId ?? '' })
  await work.does(mira, { act: 'closeModal', viewId: work.form(mira)?.viewId ?? '' })
  const shelf = work.slack.surface.channels(mira).find((one) => one.name === 'postmortems')?.id ?? ''
  const own = (await work.does(mira, { act: 'openIm', user: 'U0BOT' })).channel ?? ''
  const files = async (place: string) =>
    Promise.all(
      work.slack.surface
        .messages(mira, place)
        .flatMap((one) => one.files)
        .filter(({ name }) => name === `post-mortem-${number}.md`)
        .map(async ({ url }) => (await fetch(url)).text()),
    )
  await vi.waitFor(async () => {
    expect((await files(shelf))[0]).toContain('label printer in Ghent”. Buy another')
    expect(await files(own)).toHaveLength(1)
  }, 120_000)
  await work.settled()
  // Files of other incidents may still be on their way.
  const placed = () =>
    work.slack.journal
      .calls('files.completeUploadExternal')
      .filter(({ args }) => JSON.stringify(args).includes(`post-mortem-${number}.md`)).length
  const before = placed()

  await work.does(jonas, { act: 'edit', channel: room, ts: chat, text: 'lunch is at one today' })
  expect(placed()).toBe(before)

  await work.does(jonas, { act: 'edit', channel: room, ts, text: 'the cause is the address book' })
  await work.settled()
  const now = await vi.waitFor(async () => {
    const [one, ...others] = await files(shelf)
    expect(others).toEqual([])
    expect(one).toContain('the cause is the address book')
    return one
  }, 120_000)
  expect(now).toMatch(/label printer in Ghent \\?\[edited since\\?\]”\. Buy another/)
  expect(now?.match(/label printer/g)).toHaveLength(1)
  await vi.waitFor(() => {
    const canvas = JSON.stringify(work.slack.journal.calls('canvases.edit').at(-1)?.args)
    expect(canvas).toContain('the cause is the address book')
    const lesson = work.slack.surface.messages(mira, shelf).findLast((one) => one.text.includes('It is old'))
    expect(lesson?.text).toContain(
      'We learned: the cause is the label printer in Ghent [edited since]. It is old',
    )
  }, 120_000)
  // A copy that somebody asked for stays as they got it.
  expect((await files(own)).map((one) => one.includes('address book'))).toEqual([false])
})

test('a file whose fate is unknown when its words are deleted is seen once, without them', async () => {
  const { number, room } = await resolved('trains are late')
  const ts = await say(jonas, room, 'the cause is the driver called plugh')
  await work.does(jonas, { act: 'pin', channel: room, ts })
  work.slack.faults.add({ kind: 'request_lost', method: 'files.completeUploadExternal', times: 1 })
  await work.presses(mira, 'postmortem.export', place(room))
  await work.presses(mira, 'export.md', { viewId: work.form(mira)?.viewId ?? '' })
  await work.does(mira, { act: 'closeModal', viewId: work.form(mira)?.viewId ?? '' })
  await work.does(jonas, { act: 'delete', channel: room, ts })
  await work.aMinuteLater()
  await work.aMinuteLater()
  const dm = (await work.does(mira, { act: 'openIm', user: 'U0BOT' })).channel ?? ''
  const files = work.slack.surface
    .messages(mira, dm)
    .flatMap((one) => one.files)
    .filter(({ name }) => name === `post-mortem-${number}.md`)
  expect(files).toHaveLength(1)
  const left = await (await fetch(files[0]?.url ?? '')).text()
  expect(left).toContain('trains are late')
  expect(left).not.toContain('plugh')
})

test('waiving asks for a reason, and closes the incident too', async () => {
  const { number, room } = await resolved('logos are blue')
  await work.presses(clara, 'postmortem.waive', place(room))
  await work.fills(clara, { text: 'It was a holiday joke' })
  expect(shown(room)?.text).toContain('It was a holiday joke')
  expect((await work.app.incidents.load(number)).status).toBe('closed')
})

test('a file comes to whoever asked, by name or by role', async () => {
  const { number, room } = await resolved('carts are empty')
  await say(clara, room, 'deployed, <script>alert(1)</script> is gone')
  const pinned = await say(jonas, room, 'the cache was emptied by @Yuki Tanabe')
  await work.does(jonas, { act: 'pin', channel: room, ts: pinned })
  const { entries } = (await work.app.postmortems.whole(number)).draft
  const line = entries.findIndex(({ key }) => key.endsWith(pinned))
  await work.presses(mira, 'postmortem.timeline', place(room))
  await work.fills(mira, { entry: String(line) })
  await work.fills(mira, { text: 'Yuki emptied it, and @tomás watched' })
  for (const format of ['html', 'md-roles']) {
    await work.presses(mira, 'postmortem.export', place(room))
    await work.presses(mira, `export.${format}`, { viewId: work.form(mira)?.viewId ?? '' })
    await work.does(mira, { act: 'closeModal', viewId: work.form(mira)?.viewId ?? '' })
  }
  const dm = (await work.does(mira, { act: 'openIm', user: 'U0BOT' })).channel ?? ''
  const files = work.slack.surface
    .messages(mira, dm)
    .flatMap((one) => one.files)
    .filter(({ name }) => name.startsWith(`post-mortem-${number}.`))
  expect(files.map((one) => one.name)).toEqual([`post-mortem-${number}.html`, `post-mortem-${number}.md`])
  const page = await (await fetch(files[0]?.url ?? '')).text()
  expect(page).toContain('&#60;script&#62;')
  expect(page).not.toContain('<script')
  const roles = await (await fetch(files[1]?.url ?? '')).text()
  expect(roles).toContain('the GEOC acknowledged')
  expect(roles).not.toMatch(/Clara/)
  expect(roles).toContain('a colleague emptied it, and a colleague watched')
})

test('a picture comes with the file, and is gone with its message', async () => {
  await work.aMinuteLater()
  const number = await work.declares(mira, 'the shop is grey')
  const room = work.room(number)
  await work.presses(clara, 'incident.acknowledge', work.card(number))
  const content = `data:image/png;base64,${Buffer.from('a picture').toString('base64')}`
  const share = (name: string, mimetype: string) =>
    work.does(clara, { act: 'upload', channel: room, text: name, files: [{ name, mimetype, content }] })
  const { ts = '' } = await share('grey.png', 'image/png')
  await share('grey.svg', 'image/svg+xml')
  await work.types(clara, '/incident resolve', room)
  await work.fills(clara, { text: 'painted', impact: 'none' })
  const page = async () => (await work.app.exports.file(mira, number, 'html')).content
  expect(await page()).toContain(`<img src="${content}" alt="grey.png">`)
  expect(await page()).not.toContain('data:image/svg')
  expect((await work.app.exports.file(mira, number, 'md')).content).toContain('grey.png')
  await work.does(clara, { act: 'delete', channel: room, ts })
  expect(await page()).not.toContain('data:image/png')
})

test('whoever is asked in private answers in private, and it stands in the section with their name', async () => {
  const { number, room } = await resolved('names are cut')
  await work.presses(mira, 'postmortem.ask', place(room))
  const dm = (await work.does(clara, { act: 'openIm', user: 'U0BOT' })).channel ?? ''
  const asked = saying(dm, clara, `#${number} names are cut needs you`)
  const wrong = asked?.blocks?.find((one) => JSON.stringify(one).includes(`"${number}/wrong"`))
  await work.does(clara, {
    act: 'click',
    place: { channel: dm, ts: asked?.ts ?? '' },
    actionId: 'postmortem.answer',
    blockId: wrong?.block_id ?? '',
  })
  expect(await work.fills(clara, { text: 'the alert\nwas muted' })).toEqual({ ok: true })
  expect((await work.app.postmortems.whole(number)).written.wrong).toMatch(
    /^- the alert was muted \(Clara.*, asked afterwards\)$/,
  )
})

test('a message becomes an action item, in its own words', async () => {
  const { number, room } = await resolved('colours are off')
  const ts = await say(jonas, room, 'we need an alert on <https://grafana.example/d/1|colours>')
  await work.does(mira, { act: 'shortcut', callbackId: 'add-action-item', message: { channel: room, ts } })
  expect(JSON.stringify(work.form(mira)?.view)).toContain('we need an alert on')
  await work.fills(mira, { text: 'an alert on colours', owner: jonas })
  expect(await work.types(mira, `/incident actions ${number}`)).toContain('an alert on colours')
  const elsewhere = await say(jonas, general, 'lunch?')
  await work.does(mira, {
    act: 'shortcut',
    callbackId: 'add-action-item',
    message: { channel: general, ts: elsewhere },
  })
  expect(JSON.stringify(work.form(mira)?.view)).not.toContain('lunch?')
})

test('promises are kept, listed, done, or refused with a reason', async () => {
  const { number, room } = await resolved('prices are wrong')
  await work.types(mira, '/incident actions add', room)
  expect(await work.fills(mira, { text: 'an alert on zero prices', owner: jonas, ticket: 'OPS-1' })).toEqual({
    ok: true,
  })
  expect(await work.types(mira, '/incident actions', room)).toContain('an alert on zero prices')
  const listed = work.slack.surface.ephemerals(mira).at(-1)
  await work.presses(jonas, 'action.will-not', { channel: room, ts: listed?.ts ?? '' })
  await work.presses(mira, 'action.will-not', { channel: room, ts: listed?.ts ?? '' })
  await work.fills(mira, { text: 'we stop selling for nothing' })
  expect(await work.types(mira, '/incident actions', room)).toBe('No action item is open.')
  const { draft } = await work.app.postmortems.whole(number)
  expect(JSON.stringify(draft.sections.actions)).toContain('will not')

  await work.types(mira, '/incident actions add', room)
  await work.fills(mira, { text: 'prices are checked before release' })
  const reply = work.form(mira)
  expect(JSON.stringify(reply?.view)).toContain('It has no owner and no date, so nobody is reminded of it.')
  expect(shown(room)?.text).toContain('A2 has no owner and no date.')
  await work.presses(mira, 'action.settle', { viewId: reply?.viewId ?? '' })
  await work.fills(mira, { owner: jonas })
  expect((await work.app.postmortems.whole(number)).draft.sections.actions.at(-1)?.words).toEqual([
    'A2 has no date. Who will do it, and by when?',
  ])
  await work.types(mira, '/incident actions', room)
  const again = work.slack.surface.ephemerals(mira).at(-1)
  await work.presses(mira, 'action.done', { channel: room, ts: again?.ts ?? '' })
  expect(work.reads(mira)).toContain(`Action item A2 of #${number} is done.`)
  const ended = await work.declares(mira, 'prices are fine')
  await work.types(mira, `/incident cancel ${ended} misread`)
  expect(await work.types(mira, `/incident postmortem ${ended}`)).toContain('was cancelled, so it has no')
})

test('a home shows what is open first, then the drafts and promises that are one’s own', async () => {
  const { number } = await resolved('tyres are flat')
  const still = await work.declares(mira, 'pumps are missing')
  await work.types(mira, `/incident actions add #${number}`)
  await work.fills(mira, { text: 'tyres are checked', owner: clara, due: '2030-03-05' })
  const home = async (of: string) => {
    await work.does(of, { act: 'openHome' })
    await work.settled()
    return JSON.stringify(work.slack.surface.home(of))
  }
  expect(await home(mira)).toMatch(
    new RegExp(`tray.declare[^]*#${still} pumps are missing[^]*declared by you[^]*On call now`),
  )
  expect(await home(mira)).not.toContain('tyres are')
  expect(await home(clara)).toMatch(
    new RegExp(
      `#${still} pumps are missing[^]*Join[^]*Yours to finish[^]*Post-mortem of #[^]* · draft, due [^]*A1 of #${number}: tyres are checked · due Tue 5 Mar[^]*On call now`,
    ),
  )
  await work.types(clara, `/incident actions ${number}`)
  const listed = work.slack.surface.ephemerals(clara).at(-1)
  await work.presses(clara, 'action.done', { channel: general, ts: listed?.ts ?? '' })
  await work.settled()
  expect(JSON.stringify(work.slack.surface.home(clara))).not.toContain('tyres are checked')
})

test('what is deleted is in no draft, no section and no file any more', async () => {
  const { number, room } = await resolved('mails are lost')
  const ts = await say(jonas, room, 'released, the password is hunter2')
  await work.presses(mira, 'postmortem.edit', place(room))
  await work.fills(mira, { section: 'context' })
  await work.fills(mira, { text: 'Jonas wrote: released, the password is hunter2' })
  expect(JSON.stringify(await work.app.postmortems.whole(number))).toContain('hunter2')
  await work.does(jonas, { act: 'delete', channel: room, ts })
  expect(JSON.stringify(await work.app.postmortems.whole(number))).not.toContain('hunter2')
})

test('a private incident’s post-mortem is nobody else’s, published or not', async () => {
  await work.aMinuteLater()
  await work.types(jonas, '/incident declare')
  await work.fills(jonas, { title: 'leaked keys', private: 'yes' })
  const number = Number(/#(\d+) leaked keys/.exec(await work.types(jonas, '/incident list'))?.[1])
  const room = work.room(number, jonas)
  await work.types(jonas, '/incident resolve', room)
  await work.fills(jonas, { text: 'keys revoked', impact: 'none' })
  await work.types(jonas, '/incident actions add', room)
  await work.fills(jonas, { text: 'rotate keys weekly', owner: jonas })
  const [own, others] = [
    await work.types(jonas, `/incident postmortem ${number}`),
    await work.types(mira, `/incident postmortem ${number}`),
  ]
  expect(own).toContain('Post-mortem of')
  expect(others).toBe(`There is no incident #${number}.`)
  expect(await work.types(mira, '/incident actions', general)).not.toContain('rotate keys')
  expect(await work.types(mira, `/incident actions ${number}`)).toBe(`There is no incident #${number}.`)
  const everywhere = work.slack.surface
    .channels(mira)
    .flatMap((one) => work.slack.surface.messages(mira, one.id))
  expect(JSON.stringify(everywhere)).not.toContain('leaked keys')
  for (const to of ['postmortem.to-review', 'postmortem.to-reviewed', 'postmortem.publish'])
    await work.presses(jonas, to, { channel: room, ts: saying(room, jonas, 'Post-mortem of')?.ts ?? '' })
  await work.fills(jonas, { text: 'Keys leak.' })
  expect((await work.app.incidents.load(number)).status).toBe('closed')
  const posts = work.slack.surface.channels(mira).flatMap((one) => work.slack.surface.messages(mira, one.id))
  expect(JSON.stringify(posts)).not.toMatch(new RegExp(`leaked keys|Keys leak|post-mortem-${number}`))
})
