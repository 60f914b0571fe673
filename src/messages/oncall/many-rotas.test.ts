/** A company of many squads: each of their rotas can be reached. */
import { expect, test } from 'vitest'
import type { Rota } from '#oncall/turns/rota.ts'
import { picking } from '#words/blocks.ts'
import { checkBlocks } from '../../../sandbox/blocks/check-blocks.ts'
import { feeds, unknownRota, whichRota } from './oncall-replies.ts'

const rotas = Array.from(
  { length: 250 },
  (_, n) =>
    ({
      id: `sem:squad-${n}`,
      name: `SEM squad-${n}`,
      turn: 'week',
      hours: null,
      handOverTime: '10:00',
      members: [],
    }) as unknown as Rota,
)
const ids = rotas.map(({ id }) => id)
const reached = (shown: unknown) =>
  new Set([...JSON.stringify(shown).matchAll(/"value":"([^"]+)"/g)].map(([, value]) => value))

test('a list of more than a hundred shows all of them, in groups', () => {
  const { block } = picking(
    'Another rota?',
    'oncall.schedule',
    'Choose',
    rotas.map(({ id, name }) => ({ value: id, words: name })),
  )
  expect([...reached(block)]).toEqual(ids)
  expect(JSON.stringify(block)).toContain('"option_groups"')
})

test('"Which rota?" leads to each of them', () => {
  const { blocks } = whichRota(rotas, { words: 'Join', action: 'oncall.join' })
  expect([...reached(blocks)]).toEqual(ids)
  expect(checkBlocks(blocks, 'message')).toEqual([])
})

test('calendars beyond those shown at once can be chosen', () => {
  const all = rotas.map(({ id, name }) => ({ of: id, name, url: `https://muster.example.com/${id}` }))
  expect([...reached(feeds(all).blocks)]).toEqual(ids)
})

test('names that are left out are counted', () => {
  expect(unknownRota('x', rotas)).toContain('SEM squad-19 and 230 more.')
})
