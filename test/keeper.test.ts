/** The keeper of an installation is told once a day, unasked, what keeps pages from people. */
import { expect, test } from 'vitest'
import { company } from '../sandbox/company.ts'
import { clara, devon, jonas, mira, openWorkplace, type Workplace } from './workplace.ts'

const owned = {
  ...company,
  people: company.people.map((person) => ({ ...person, isOwner: person.id === clara })),
}
const aDay = 24 * 60

/** The bot's messages to that person about what is amiss, as they stand. */
async function told(work: Workplace, person: string): Promise<string[]> {
  const { channel = '' } = await work.does(person, { act: 'openIm', user: 'U0BOT' })
  return work.slack.surface
    .messages(person, channel)
    .map(({ text }) => text)
    .filter((text) => /^(Pages may not reach|Mended)/.test(text))
}

/** Moves the clock to a noon: a new day of telling begins at ten. */
async function atNoon(work: Workplace): Promise<void> {
  const now = Date.parse(work.slack.surface.screen(clara).now)
  await work.aMinuteLater(aDay + 12 * 60 - (Math.floor(now / 60_000) % aDay))
}

test('people of the policy whom Slack does not know are named every day until that is mended', async () => {
  const people = { geoc: ['nobody@velodrome.example'], im: [jonas] }
  await using work = await openWorkplace('http', { people }, owned)
  await atNoon(work)
  const first = (await told(work, clara)).at(-1)
  expect(first).toContain('People: nobody in the workspace is nobody@velodrome.example')
  expect(first).toContain('Rota GEOC: reaches nobody: none of nobody@velodrome.example can be paged')
  expect(first).not.toContain('IM')
  const days = (await told(work, clara)).length
  await work.aMinuteLater()
  expect(await told(work, clara)).toHaveLength(days)
  work.slack.faults.add({ kind: 'refused', error: 'access_denied', method: 'users.list' })
  await work.aMinuteLater(aDay)
  expect(await told(work, clara)).toHaveLength(days + 1)

  await work.does(clara, {
    act: 'hire',
    person: { realName: 'Nora Body', email: 'nobody@velodrome.example' },
  })
  await work.aMinuteLater()
  expect((await told(work, clara)).at(-1)).toMatch(/^Mended/)
  await work.aMinuteLater(2 * aDay)
  expect(await told(work, clara)).toHaveLength(days + 1)
})

test('the keeper of the policy is told instead, at once when somebody named leaves', async () => {
  const policy = { people: { geoc: [devon, jonas] }, squads: {}, keeper: 'mira.kowalska@velodrome.example' }
  await using work = await openWorkplace('http', policy, owned)
  await atNoon(work)
  expect(await told(work, mira)).toEqual([])
  await work.does(devon, { act: 'deactivate' })
  await work.aMinuteLater()
  expect(await told(work, mira)).toEqual([expect.stringContaining('Devon (U04DEVON) has left the workspace')])
  expect(await told(work, clara)).toEqual([])
})

test('a keeper whom Slack does not know is named to the owner', async () => {
  await using work = await openWorkplace('http', { keeper: 'gone@velodrome.example' }, owned)
  expect((await told(work, clara)).at(-1)).toContain('nobody in the workspace is gone@velodrome.example')
})
