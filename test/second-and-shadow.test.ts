/** A rota may have a second person on call, whom the ladder asks next, and people who learn beside both. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clara, devon, jonas, mira, openWorkplace, type Workplace } from './workplace.ts'

let work: Workplace
beforeAll(async () => {
  work = await openWorkplace('http', {
    people: {},
    rotas: { geoc: { secondary: 'next' }, im: { secondary: 'next' } },
  })
  for (const one of [clara, devon]) await work.types(one, '/oncall join geoc')
  for (const one of [jonas, devon]) await work.types(one, '/oncall join im')
})
afterAll(() => work[Symbol.asyncDispose]())

async function told(as: string): Promise<string[]> {
  const channel = (await work.does(as, { act: 'openIm', user: 'U0BOT' })).channel ?? ''
  return work.slack.surface.messages(as, channel).map(({ text }) => text)
}

/** Messages in which they are asked for an answer. */
async function pagesOf(as: string): Promise<number> {
  const channel = (await work.does(as, { act: 'openIm', user: 'U0BOT' })).channel ?? ''
  const all = work.slack.surface.messages(as, channel)
  return all.filter(({ blocks }) => JSON.stringify(blocks).includes('page.acknowledge')).length
}

const heard = async (as: string, words: string) => (await told(as)).filter((text) => text.includes(words))

test('whoever has the next turn is second: all can see it, and they are told', async () => {
  expect(await work.types(mira, '/oncall')).toMatch(
    new RegExp(`GEOC: <@${clara}> until [^\\n]*; second: <@${devon}>`),
  )
  await work.settled()
  expect(await heard(devon, 'You are second on call as GEOC')).toHaveLength(1)
})

test('somebody who learns is told, is paged along, and has no duty', async () => {
  expect(await work.types(clara, '/oncall shadow geoc')).toContain('takes turns in GEOC')
  expect(await work.types(mira, '/oncall shadow the geoc')).toContain('You shadow GEOC')
  expect(await work.types(jonas, '/oncall')).toContain(`learning along: <@${mira}>`)
  await work.settled()
  expect(await heard(mira, 'You shadow GEOC. When whoever')).toHaveLength(1)

  const number = await work.declares(jonas, 'checkout is down')
  await work.settled()
  const [along] = await heard(mira, 'Nothing is asked of you')
  expect(along).toContain(`<@${clara}> is paged`)
  expect(await pagesOf(mira)).toBe(0)

  await work.types(clara, `/incident ack ${number}`)
  await work.settled()
  expect((await heard(mira, 'Nothing is asked of you')).join('\n')).toContain(`<@${clara}> has it`)

  expect(await work.types(mira, '/oncall shadow stop')).toContain('no longer paged along')
  await work.declares(jonas, 'refunds are late')
  await work.settled()
  expect(await heard(mira, 'refunds are late')).toEqual([])
})

test('the second is asked next, also by a ladder that has no step for it', async () => {
  await work.types(mira, '/incident declare')
  await work.fills(mira, { title: 'nobody can log in', severity: 'P1' })
  await work.settled()
  await work.aMinuteLater(6)
  await work.settled()
  expect((await heard(devon, 'second on call as IM')).at(-1)).toBeDefined()
  expect((await heard(jonas, 'nobody can log in')).length).toBeGreaterThan(0)
})
