import { expect, test } from 'vitest'
import { company } from '../sandbox/company.ts'
import { clara, mira, openWorkplace } from './workplace.ts'

test('a new workspace is told the three things to do, until somebody is on call', async () => {
  await using work = await openWorkplace('http', { people: {}, squads: {} })
  expect(await work.types(mira, '/incident')).toMatch(
    /Welcome[^]*1\. Put people on call[^]*2\. [^]*3\. Rehearse/,
  )
  expect(await work.types(mira, '/oncall add @clara.moreau GEOC')).toContain('GEOC')
  await work.aMinuteLater()
  expect(await work.types(clara, '/incident')).not.toContain('Welcome')
})

test('whom a new workspace belongs to is greeted at the first start, once', async () => {
  const owned = {
    ...company,
    people: company.people.map((person) => ({ ...person, isOwner: person.id === clara })),
  }
  await using work = await openWorkplace('http', { people: {} }, owned)
  const greetings = () =>
    work.slack.journal
      .calls('chat.postMessage')
      .filter(({ args, ok }) => ok && String(args['text']).startsWith('Hello.'))
  expect(greetings()).toHaveLength(1)
  const { channel = '' } = await work.does(clara, { act: 'openIm', user: 'U0BOT' })
  expect(work.slack.surface.messages(clara, channel).at(-1)?.text).toMatch(
    /1\. Put people on call[^]*2\. [^]*3\. Rehearse/,
  )
  await work.aMinuteLater(25 * 60)
  expect(work.slack.journal.calls('users.list').length).toBeGreaterThan(1)
  expect(greetings()).toHaveLength(1)
})
