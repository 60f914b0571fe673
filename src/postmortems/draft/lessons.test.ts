import { expect, test } from 'vitest'
import { changesIn } from './context.ts'
import { lessonIn } from './lessons.ts'
import { beginningOf } from './said.ts'

test.each([
  ["I'll open a ticket", 'action'],
  ['I’ll open a ticket', 'action'],
  ['Let’s document it', 'improve'],
  ['We didn’t notice', 'wrong'],
  ['We did not notice', 'wrong'],
  ['It is slow', undefined],
])('%s teaches %s', (text, kind) => {
  expect(lessonIn(beginningOf(text))?.kind).toBe(kind)
})

test.each(['Slow since 14:02', 'Slow since 2pm', 'Since 9 it is slow'])('%s tells of a change', (text) => {
  expect(changesIn(beginningOf(text))).toBe(text)
})
