import { expect, test } from 'vitest'
import { lines } from '#words/blocks.ts'
import { actorWords } from './actor-words.ts'

test('a person is mentioned, and a program never, whatever it is called', () => {
  expect(lines([actorWords('U0ANN')]).fallback).toBe('<@U0ANN>')
  expect(lines([actorWords(null)]).fallback).toBe('Muster')
  for (const name of ['U0ANN', '<@U0ANN>', '<!channel>', '@here']) {
    const { block, fallback } = lines([actorWords({ source: name })])
    expect(JSON.stringify(block)).not.toMatch(/"type":"(user|broadcast|usergroup)"/)
    expect(fallback).not.toMatch(/<[@!]/)
    expect(fallback).toContain('(source)')
  }
})
