import { expect, test } from 'vitest'
import { databaseDown, refusal } from './refusal.ts'

test('people in a refusal are shown by name', () => {
  const { blocks, text } = refusal('<@U2MIKA> already has #12. <!channel>')
  expect(blocks[0]).toMatchObject({
    elements: [
      {
        elements: [
          { type: 'user', user_id: 'U2MIKA' },
          { type: 'text', text: ' already has #12. <!channel>' },
        ],
      },
    ],
  })
  expect(text).toBe('<@U2MIKA> already has #12. &lt;!channel&gt;')
})

test('without a database people are told whom to call', () => {
  expect(databaseDown(null, []).text).toContain('Please call somebody who can help')
  expect(databaseDown(null, ['U2MIKA']).text).toContain('Please call them, and try again')
  expect(databaseDown('call +33 1', ['U2MIKA', 'Robin Vale']).text).toBe(
    [
      'I cannot reach my database. Nothing was recorded and nobody was paged.',
      'On call, when I last knew: <@U2MIKA>, Robin Vale.',
      'Please reach them yourself: call +33 1',
    ].join('\n'),
  )
})
