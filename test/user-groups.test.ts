/** User groups name those on call whom Slack lets in, and nobody who is away. */
import { expect, test } from 'vitest'
import { company } from '../sandbox/company.ts'
import { clara, devon, jonas, mira, openWorkplace, type Workplace } from './workplace.ts'

const [gus, olga, henri] = ['U11GUS', 'U12OLGA', 'U09HENRI'] as const
const aWeek = 7 * 24 * 60
const grouped = { ...company, usergroups: [{ id: 'S1', handle: 'on-call', users: [henri] }] }

/** Clara takes turns as GEOC, and a group follows both rotas; nobody is listed except `people`. */
async function following(people: Record<string, string[]> = {}): Promise<Workplace> {
  const rotas = { geoc: { usergroup: 'on-call' }, im: { usergroup: '@on-call' } }
  const work = await openWorkplace('http', { people, squads: {}, rotas }, grouped)
  await work.types(mira, '/oncall add @clara.moreau GEOC')
  await work.aMinuteLater()
  return work
}

/** The people whom the group's name reaches; null while it is switched off. */
function reached({ slack }: Workplace): string[] | null {
  return (
    slack.surface
      .screen(mira)
      .usergroups.find(({ id }) => id === 'S1')
      ?.users.toSorted() ?? null
  )
}

function today({ slack }: Workplace): string {
  const channel = slack.surface.channels(clara).find(({ name }) => name === 'tech-incidents')?.id ?? ''
  const days = slack.surface.messages(clara, channel).filter(({ text }) => text.startsWith('On call today'))
  return days.at(-1)?.text ?? ''
}

test('a guest on call stays outside, which is said; the others come in', async () => {
  await using work = await following({ im: [gus] })
  expect(reached(work)).toEqual([clara])
  expect(work.slack.journal.calls('usergroups.users.update').map(({ ok }) => ok)).toEqual([true])
  expect(today(work)).toContain('IM: <@U11GUS>')
  expect(today(work)).toContain('@on-call does not name everybody on call')
})

test('the first one listed who has not left is on call', async () => {
  await using work = await following({ im: [olga, devon] })
  expect(reached(work)).toEqual([clara, devon].toSorted())
  expect(today(work)).toContain('IM: <@U04DEVON>')
})

test('a person whom Slack does not know is not said to be on call', async () => {
  await using work = await following({ im: ['U0NOBODY'] })
  expect(today(work)).toContain('IM: nobody')
})

test('people come in one by one where Slack refuses a list for one of them', async () => {
  await using work = await following({ im: [devon] })
  await work.types(mira, '/oncall add @jonas.lindqvist GEOC')
  await work.fills(mira, {})
  // Nobody hears that Devon leaves.
  work.slack.faults.set({ events: { delayMinutes: aWeek } })
  await work.does(devon, { act: 'deactivate' })
  await work.types(clara, '/oncall away today to tomorrow')
  await work.aMinuteLater()
  expect(reached(work)).toEqual([jonas])
  expect(today(work)).toContain('@on-call does not name everybody on call')
})

test('a group is switched off while nobody is on call, and on again with the next person', async () => {
  await using work = await following()
  work.slack.faults.add({ kind: 'response_lost', method: 'usergroups.disable', times: 1 })
  await work.types(clara, '/oncall away today to tomorrow')
  await work.aMinuteLater()
  expect(reached(work)).toBeNull()
  expect(today(work)).toMatch(/GEOC: nobody[^]*@on-call is switched off for now. Nobody is on call./)
  await work.types(mira, '/oncall add @devon.adeyemi GEOC')
  await work.fills(mira, {})
  await work.aMinuteLater()
  expect(reached(work)).toEqual([devon])
  expect(today(work)).not.toContain('switched off')
})

test('a group follows its last person out of the rota', async () => {
  await using work = await following()
  await work.types(clara, '/oncall leave GEOC')
  await work.aMinuteLater()
  expect(reached(work)).toBeNull()
  expect(today(work)).toContain('GEOC: nobody')
})

test('a group that may not be switched off is said to name others', async () => {
  await using work = await following()
  work.slack.faults.add({ kind: 'refused', error: 'permission_denied', method: 'usergroups.disable' })
  await work.types(clara, '/oncall away today to tomorrow')
  await work.aMinuteLater()
  expect(reached(work)).toEqual([clara])
  expect(today(work)).toContain('@on-call may name people who are not on call. Nobody is on call, and')
})

test('who becomes a guest leaves the group', async () => {
  await using work = await following({ im: [devon] })
  expect(reached(work)).toEqual([clara, devon].toSorted())
  await work.does(devon, { act: 'restrict' })
  await work.aMinuteLater()
  expect(reached(work)).toEqual([clara])
})
