/** People read about their turns: reminded the day before, asked for a note, greeted, asked again, relieved. */
import { expect, test } from 'vitest'
import { declarationOf } from '#incidents/incident.ts'
import { policySchema } from '#policy/policy.ts'
import { saveAct } from '#people/person-store.ts'
import { testDatabase } from './database.ts'
import { OnCallWorld, type Process, TECH, usual } from './oncall-world.ts'

const [ann, bo, cy] = ['U0ANN', 'U0BO', 'U0CY'] as const

async function company(world: OnCallWorld, ...users: string[]): Promise<Process> {
  await world.people(users)
  const process = await world.start()
  for (const user of users) await process.rotas.join(user, 'geoc', world.key())
  await world.settle(process)
  return process
}

/** The hand-over that comes next. */
async function upcoming({ rotas }: Process) {
  const [turn] = await rotas.turns()
  const { current, next } = turn ?? {}
  if (!current || !next) throw new Error('no hand-over is coming')
  return { at: next.start, outgoing: current.user, incoming: next.user, until: next.end }
}

function minutes(at: Date, count: number): Date {
  return new Date(+at + count * 60_000)
}

test('joining opens a direct message that says what it means', async () => {
  await using world = await opened()
  await using _ = await company(world, ann)
  expect(world.said(ann).join()).toMatch(/You are in the rota GEOC.*\/oncall test pages only you/s)
})

test('a turn is announced at ten the day before, where the person lives', async () => {
  await using world = await opened()
  await world.people([ann, bo], 'America/New_York')
  await using process = await world.start()
  for (const user of [ann, bo]) await process.rotas.join(user, 'geoc', world.key())
  const { incoming } = await upcoming(process)
  const announced = () => world.said(incoming).filter((text) => text.startsWith('You are on call as GEOC'))
  await world.advanceTo(new Date('2027-03-01T14:59:00Z'), process)
  expect(announced()).toHaveLength(0)
  await world.advanceTo(new Date('2027-03-01T15:00:00Z'), process)
  expect(announced()).toHaveLength(1)
})

test('an hour before the end a note is asked for, and the next turn begins with it', async () => {
  await using world = await opened()
  await using process = await company(world, ann, bo)
  const { at, outgoing, incoming } = await upcoming(process)
  const asked = () => world.said(outgoing).filter((text) => text.includes('Your turn as GEOC ends'))
  await world.advanceTo(minutes(at, -61), process)
  expect(asked()).toHaveLength(0)
  await world.advanceTo(minutes(at, -60), process)
  expect(asked()).toHaveLength(1)
  const note = { openThings: 'The export is slow', watch: '', changes: '' }
  await process.rotas.writeNote(outgoing, 'geoc', note, world.key())
  await expect(process.rotas.writeNote(incoming, 'geoc', note, world.key())).rejects.toThrow('is on call')
  await world.advanceTo(at, process)
  const greeting = world.said(incoming).at(-1)
  expect(greeting).toContain('You are GEOC now')
  expect(greeting).toContain('The export is slow')
})

test('whoever does nothing is asked, then the next person is, both in person; one press settles it', async () => {
  await using world = await opened()
  await using process = await company(world, ann, bo, cy)
  const { at, incoming } = await upcoming(process)
  await world.advanceTo(minutes(at, 29), process)
  expect(world.said(incoming).join()).not.toContain('Are you there?')
  await world.advanceTo(minutes(at, 30), process)
  expect(world.said(incoming).at(-1)).toContain('Are you there?')
  await world.advanceTo(minutes(at, 60), process)
  const next = (await upcoming(process)).incoming
  expect(world.said(next).join()).toMatch(
    new RegExp(`<@${incoming}> has been GEOC since .* not been heard from`),
  )
  expect(world.said().join()).not.toContain('may reach nobody')

  await process.rotas.standIn(next, 'geoc', at, world.key())
  await world.settle(process)
  expect((await process.rotas.turns())[0]).toMatchObject({ current: { user: next }, takenAt: world.now })
  expect(world.said(next).join('\n')).toContain("You're on it. Thank you!")
  const left = world.said(incoming).join('\n')
  expect(left).not.toContain('Are you there?')
  expect(left).toContain(`<@${next}> is on it as GEOC`)
  expect(left).toContain('That turn as GEOC is over.')
  await expect(process.rotas.takeOver(incoming, 'geoc', at, world.key())).rejects.toThrow('That turn is over')
})

test('anything done in Slack after the hand-over counts, before it nothing does', async () => {
  await using world = await opened()
  await using process = await company(world, ann, bo, cy)
  const { at, incoming } = await upcoming(process)
  await saveAct(world.db, incoming, minutes(at, -1))
  await world.advanceTo(minutes(at, 30), process)
  expect(world.said(incoming).at(-1)).toContain('Are you there?')
  await saveAct(world.db, incoming, minutes(at, 40))
  const count = world.said().length
  await world.advanceTo(minutes(at, 180), process)
  expect((await process.rotas.turns())[0]?.takenAt).toEqual(minutes(at, 40))
  expect(world.said().slice(count)).toEqual([])
  const others = [ann, bo, cy].filter((user) => user !== incoming)
  expect(others.flatMap((user) => world.said(user)).join()).not.toContain('not been heard from')
})

test('nobody is asked in their night, and the rota’s owner comes after the person', async () => {
  const owned = { channels: { tech: TECH }, rotas: { time_zone: 'Europe/Paris', geoc: { owner: 'U0OWNER' } } }
  await using world = await opened(policySchema.parse(owned))
  await world.people([ann, bo], 'America/Toronto')
  await world.people(['U0OWNER'])
  await using process = await world.start()
  for (const user of [ann, bo]) await process.rotas.join(user, 'geoc', world.key())
  await world.settle(process)
  const { at, incoming } = await upcoming(process)
  await world.advanceTo(minutes(at, 239), process)
  expect(world.said(incoming).join()).not.toContain('Are you there?')
  await world.advanceTo(minutes(at, 240), process)
  expect(world.said(incoming).at(-1)).toMatch(/Are you there\?.*<@U0OWNER> is asked in half an hour/s)
  await world.advanceTo(minutes(at, 270), process)
  expect(world.said('U0OWNER').at(-1)).toContain(`<@${incoming}> has been GEOC since`)
  expect(world.said().join()).not.toContain('may reach nobody')
})

test('a public line comes only where nobody else is there to ask', async () => {
  await using world = await opened()
  await using process = await company(world, ann)
  await world.advanceTo(minutes(world.now, 60), process)
  expect(world.said().at(-1)).toMatch(/A page for GEOC may reach nobody.*nobody comes after them/s)
})

test('“I’m on it” ends the asking, and only whose turn it is can say it', async () => {
  await using world = await opened()
  await using process = await company(world, ann, bo, cy)
  const { at, incoming, outgoing } = await upcoming(process)
  await world.advanceTo(at, process)
  await expect(process.rotas.takeOver(outgoing, 'geoc', at, world.key())).rejects.toThrow(
    `This turn is <@${incoming}>'s`,
  )
  await process.rotas.takeOver(incoming, 'geoc', at, world.key())
  await world.advanceTo(minutes(at, 120), process)
  const texts = world.said(incoming).join('\n')
  expect(texts).toContain("You're on it")
  expect(texts).not.toContain('Are you there?')
})

test('down at nine, back at eleven: it catches up once; down for a week: only the current turn is spoken of', async () => {
  await using world = await opened()
  await using first = await company(world, ann, bo, cy)
  const { at, incoming } = await upcoming(first)
  await first[Symbol.asyncDispose]()
  world.now = minutes(at, 120)
  await using late = await world.start()
  await world.settle(late)
  const greetings = (user: string) => world.said(user).filter((text) => text.startsWith('You are GEOC now'))
  expect(greetings(incoming)).toHaveLength(1)
  expect(world.said(incoming).join()).not.toContain('Are you there?')

  const count = () => [ann, bo, cy].flatMap(greetings).length
  const before = count()
  await late[Symbol.asyncDispose]()
  world.now = minutes(world.now, 7 * 1440)
  await using back = await world.start()
  await world.settle(back)
  expect(count()).toBe(before + 1)
})

test('one message a day says who is on call; a change that day edits it, the topic follows, a foreign topic stays', async () => {
  await using world = await opened()
  await using process = await company(world, ann, bo)
  const daily = () => world.said().filter((text) => text.startsWith('On call today'))
  expect(daily()).toHaveLength(1)
  const tech = world.slack.channels.get(TECH)
  expect(tech?.topic.value).toBe(`On call: GEOC ${(await upcoming(process)).outgoing}`)
  const { outgoing, incoming, at } = await upcoming(process)
  await process.rotas.override(
    incoming,
    'geoc',
    { user: incoming, start: world.now, end: at, reason: 'A swap on the phone' },
    world.key(),
  )
  await world.settle(process)
  expect(daily()).toHaveLength(1)
  expect(daily()[0]).toContain(`GEOC: <@${incoming}>`)
  expect(daily()[0]).not.toContain(`GEOC: <@${outgoing}>`)
  if (tech) tech.topic = { value: 'Release freeze', creator: ann }
  await world.advanceTo(minutes(at, 1440), process)
  expect(daily()).toHaveLength(3)
  expect(tech?.topic.value).toBe('Release freeze')
})

test('a gap is said a week ahead, loudly when it is now, and is over when somebody takes it', async () => {
  await using world = await opened()
  await using process = await company(world, ann)
  await process.rotas.away(ann, { first: '2027-03-20', last: '2027-03-21' }, world.key())
  await world.advanceTo(new Date('2027-03-12T12:00:00Z'), process)
  expect(world.said().join()).not.toContain('Nobody is on call')
  await world.advanceTo(new Date('2027-03-13T12:00:00Z'), process)
  expect(world.said().filter((text) => text.includes('Nobody is on call as GEOC from'))).toHaveLength(1)
  await world.advanceTo(new Date('2027-03-20T12:00:00Z'), process)
  expect(world.said().at(-2) + String(world.said().at(-1))).toContain('Nobody is on call as GEOC now')
  const [{ gaps } = { gaps: [] }] = await process.rotas.gaps()
  await process.rotas.takeGap(bo, 'geoc', gaps[0]?.start ?? world.now, world.key())
  await world.settle(process)
  expect(world.said().join()).toContain(`<@${bo}> is on call as GEOC then. Thank you!`)
})

test('a rota that loses its last member says so loudly and at once', async () => {
  await using world = await opened()
  await using process = await company(world, ann)
  await process.rotas.leave(ann, 'geoc', world.key())
  await world.settle(process)
  expect(world.said().join()).toContain('Nobody is on call as GEOC now')
  await process.rotas.join(bo, 'geoc', world.key())
  await world.settle(process)
  expect(world.said().join()).toContain(`<@${bo}> is on call as GEOC then. Thank you!`)
})

test('a departure is said aloud, and those who take over read it once', async () => {
  await using world = await opened()
  await using process = await company(world, ann, bo, cy)
  await process.rotas.personLeft(ann)
  await world.settle(process)
  expect(world.said().filter((text) => text.includes(`<@${ann}> has left`))).toHaveLength(1)
  const told = [bo, cy].flatMap((user) => world.said(user).filter((text) => text.includes('Yours now')))
  expect(told).toHaveLength(2)
})

test('cover is asked of everybody in the rota in a direct message, which tells who took it', async () => {
  await using world = await opened()
  await using process = await company(world, ann, bo, cy)
  const { at, until, incoming, outgoing } = await upcoming(process)
  const third = [ann, bo, cy].find((user) => user !== incoming && user !== outgoing) ?? cy
  const { id } = await process.rotas.askCover(
    incoming,
    'geoc',
    { start: at, end: until, note: 'A concert' },
    world.key(),
  )
  await world.settle(process)
  const asked = (user?: string) => world.said(user).find((text) => text.includes('asks: who can'))
  for (const user of [outgoing, third])
    expect(asked(user)).toMatch(new RegExp(`<@${incoming}> asks: who can be GEOC.*A concert`, 's'))
  expect([asked(incoming), asked()]).toEqual([undefined, undefined])
  await process.rotas.takeCover(outgoing, 'geoc', id ?? '', world.key())
  await world.settle(process)
  for (const user of [outgoing, third]) expect(asked(user)).toContain(`<@${outgoing}> takes it`)
  expect(world.said(incoming).at(-1)).toContain(`<@${outgoing}> takes your time`)
})

test('one absence in two rotas is one message to whoever takes over in both', async () => {
  await using world = await opened()
  await using process = await company(world, ann, bo)
  for (const user of [ann, bo]) await process.rotas.join(user, 'im', world.key())
  await world.settle(process)
  await process.rotas.away(ann, { first: '2027-03-10', last: '2027-03-24' }, world.key())
  await world.settle(process)
  const told = world.said(bo).filter((text) => text.includes(`<@${ann}> is away`))
  expect(told).toHaveLength(1)
  expect(told[0]).toMatch(/^GEOC: .*Yours now: .*IM: Yours now: /s)
})

test('whoever is put on call now reads it once: that the turn begins, by whom and why', async () => {
  await using world = await opened()
  await using process = await company(world, ann, bo)
  const { at, outgoing, incoming } = await upcoming(process)
  const before = world.said(incoming).length
  const order = { user: incoming, start: world.now, end: at, reason: 'Knows the migration' }
  await process.rotas.override(outgoing, 'geoc', order, world.key())
  await world.settle(process)
  const news = world.said(incoming).slice(before)
  expect(news).toHaveLength(1)
  expect(news[0]).toMatch(/^You are GEOC now, until .*has changed who is on call.*Knows the migration/s)
})

test('an incident still open at a hand-over is asked about, and moves only when both agree', async () => {
  await using world = await opened()
  await using process = await company(world, ann, bo)
  const { at, incoming, outgoing } = await upcoming(process)
  const { incident } = await process.incidents.open(cy, declarationOf('Orders are missing'), world.key())
  const { number } = incident
  await process.incidents.act(outgoing, number, { do: 'give role', role: 'geoc', to: outgoing }, world.key())
  await world.advanceTo(at, process)
  expect(world.said(incoming).at(-1)).toMatch(
    /Open incidents\n🟠 .* #1 Orders are missing.*still leads #1 as GEOC. Does it move to you, too\?/s,
  )
  expect(world.said(outgoing).at(-1)).toMatch(/These are still yours.*#1 Orders are missing/s)
  await process.rotas.offerIncident(outgoing, 'geoc', number, world.key())
  expect((await process.incidents.load(number)).roles.geoc).toBe(outgoing)
  await process.incidents.act(incoming, number, { do: 'accept role', role: 'geoc' }, world.key())
  expect((await process.incidents.load(number)).roles.geoc).toBe(incoming)
})

test('a page to oneself reaches only oneself', async () => {
  await using world = await opened()
  await using process = await company(world, ann, bo)
  const others = world.said(bo).length
  await process.rotas.test(ann, world.key())
  await world.settle(process)
  expect(world.said(ann).at(-1)).toContain('This is a test page')
  expect(world.said(bo)).toHaveLength(others)
})

test('user groups follow; where Slack forbids it, the day’s message says so', async () => {
  const policy = policySchema.parse({
    channels: { tech: TECH },
    rotas: { time_zone: 'Europe/Paris', geoc: { usergroup: 'on-call' }, im: { usergroup: 'on-call' } },
  })
  await using world = await opened(policy)
  const group = { id: 'S1', handle: 'on-call', users: ['U0OLD'] }
  let forbidden = false
  world.slack.fault = (method, args) => {
    if (method === 'usergroups.list') return { kind: 'ok', body: { usergroups: [group] } }
    if (method !== 'usergroups.users.update') return undefined
    if (forbidden) return { kind: 'refused', error: 'permission_denied', body: {} }
    group.users = String(args['users']).split(',')
    return { kind: 'ok', body: {} }
  }
  await using process = await company(world, ann, bo)
  await process.rotas.join(cy, 'im', world.key())
  await world.settle(process)
  const { outgoing, incoming, at } = await upcoming(process)
  expect(group.users.toSorted()).toEqual([outgoing, cy].toSorted())
  await world.advanceTo(at, process)
  expect(group.users.toSorted()).toEqual([incoming, cy].toSorted())
  expect(await process.rotas.problems()).toEqual([])

  forbidden = true
  await world.advanceTo((await upcoming(process)).at, process)
  const [problem] = await process.rotas.problems()
  expect(problem).toContain('@on-call does not follow: this workspace lets only admins')
  expect(world.said().findLast((text) => text.startsWith('On call today'))).toContain('does not follow')
})

async function opened(policy = usual): Promise<OnCallWorld & AsyncDisposable> {
  const database = await testDatabase()
  return Object.assign(new OnCallWorld(database, policy), {
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  })
}
