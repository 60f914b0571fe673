/** An incident knows which services it is about: their squad follows, their dashboards are one click away, and figures count them. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { clara, devon, jonas, mira, openWorkplace, type Workplace } from './workplace.ts'

const yuki = 'U07YUKI'
let work: Workplace
beforeAll(async () => {
  work = await openWorkplace('http', {
    squads: { payments: { sem: [devon] }, search: { sem: [yuki] } },
    services: {
      checkout: {
        name: 'Checkout',
        squad: 'payments',
        tier: 1,
        links: [
          { title: 'Dashboard', url: 'https://graphs.velodrome.example/checkout' },
          { title: 'Runbook', url: 'https://wiki.velodrome.example/checkout' },
        ],
      },
      'product-search': { name: 'Product search', squad: 'search' },
      nightly: {},
    },
  })
})
afterAll(() => work[Symbol.asyncDispose]())
beforeEach(() => work.aMinuteLater())

const cardOf = (number: number, as = mira) => {
  const { text, blocks } = work.card(number, as)
  return { text, blocks: JSON.stringify(blocks) }
}
const pagesTo = async (person: string) => {
  const dm = (await work.does(person, { act: 'openIm', user: 'U0BOT' })).channel ?? ''
  return work.slack.surface
    .messages(person, dm)
    .map(({ text }) => text)
    .join('\n')
}

test('in the form the squad follows the service, and its expert is paged', async () => {
  await work.types(mira, '/incident declare')
  expect(await work.fills(mira, { title: 'nobody can pay', service: 'checkout' })).toEqual({ ok: true })
  const number = Number(/#(\d+) nobody can pay/.exec(await work.types(mira, '/incident list'))?.[1])
  const { text, blocks } = cardOf(number)
  expect(text).toContain('squad payments')
  expect(text).toContain('Service: Checkout, usually P1 · Dashboard (https://graphs')
  expect(blocks).toContain('https://wiki.velodrome.example/checkout')
  expect(await pagesTo(devon)).toContain(`#${number}`)
})

test('words that name a service are noted, and page nobody but the GEOC', async () => {
  const answer = await work.types(jonas, '/incident declare product search finds nothing')
  const [, number] = /^Incident #(\d+)/.exec(answer) ?? []
  expect(answer).toContain('From your words, it is about Product search, of squad search. If not: ')
  expect(cardOf(Number(number)).text).toContain('squad search\nService: Product search')
  expect(await pagesTo(clara)).toContain('product search finds nothing')
  expect(await pagesTo(yuki)).not.toContain('product search finds nothing')
  // One line less in the room: the card says it.
  const said = work.slack.surface.messages(jonas, work.room(Number(number), jonas)).map(({ text }) => text)
  expect(said.filter((one) => one.startsWith('Service:'))).toEqual([])
})

test('the services can be changed by words and by the form, and the room reads who did it', async () => {
  const number = await work.declares(mira, 'exports never arrive')
  // What is set at the moment of the declaration stands on the card alone.
  await work.aMinuteLater()
  const room = work.room(number)
  await work.types(clara, '/incident service Checkout, nightly', room)
  expect(cardOf(number).text).toMatch(/squad payments\nService: Checkout[^]*Service: nightly/)
  expect(await work.types(clara, '/incident service chekout', room)).toContain('Did you mean checkout?')
  await work.aMinuteLater()
  await work.presses(clara, 'incident.more', work.card(number))
  await work.presses(clara, 'incident.services', { viewId: work.form(clara)?.viewId ?? '' })
  expect(JSON.stringify(work.form(clara)?.view)).toContain('Product search · squad search')
  expect(await work.fills(clara, { services: 'product-search' })).toEqual({ ok: true })
  expect(cardOf(number).text).toContain('squad search\nService: Product search')
  const said = work.slack.surface
    .messages(mira, room)
    .map(({ text }) => text)
    .join('\n')
  expect(said).toContain('Service: Checkout, nightly, by Clara')
  expect(said).toContain('Service: Product search, by Clara')
  expect(await work.types(mira, `/incident service #${number} none`)).toContain(
    'No service is named any more.',
  )
  expect(await pagesTo(yuki)).not.toContain('exports never arrive')
})

test('lists, search, figures and the public channel know the service; of a private one they tell nothing', async () => {
  await work.types(jonas, '/incident declare')
  await work.fills(jonas, { title: 'wisteria leaked', service: 'nightly', private: 'yes' })
  const open = await work.declares(mira, 'nightly is late')
  expect(await work.types(mira, '/incident list')).toContain(`#${open} nightly is late · nightly`)
  const ofService = await work.types(mira, '/incident list nightly')
  expect(ofService).toContain('nightly is late')
  expect(ofService).not.toMatch(/wisteria|nobody can pay/)
  expect(await work.types(jonas, '/incident list nightly')).toContain('wisteria')
  expect(await work.types(mira, '/incident list product search')).not.toContain('nightly is late')
  expect(await work.types(mira, '/incident list gateway')).toContain('I cannot list "gateway".')
  expect(await work.types(mira, '/incident search nightly')).toContain('nightly is late')
  const figures = await work.types(mira, '/incident stats nightly')
  expect(figures).toMatch(/of nightly[^]*All +1 /)
  expect(await work.types(mira, '/incident stats')).toMatch(/on nightly +1 [^]*/)
  const incidents = work.slack.surface.channels(mira).find(({ name }) => name === 'incidents')?.id ?? ''
  const announced = work.slack.surface
    .messages(mira, incidents)
    .map(({ text }) => text)
    .join('\n')
  expect(announced).toContain('Service: nightly')
  expect(announced).not.toContain('wisteria')
})

test('a severity not yet said is offered as it usually is', async () => {
  const number = await work.declares(mira, 'checkout shows a blank page')
  await work.presses(clara, 'incident.severity', work.card(number))
  const asked = JSON.stringify(work.form(clara)?.view)
  expect(asked).toContain('Trouble with Checkout is usually P1.')
  expect(asked).toMatch(
    /"initial_option":\{[^}]*"value":"P1"|"initial_option":\{"text":\{[^}]*\},"value":"P1"/,
  )
  await work.does(clara, { act: 'closeModal', viewId: work.form(clara)?.viewId ?? '' })
  expect(await work.types(mira, `/incident status ${number}`)).toContain('Service: Checkout, usually P1')
})
