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

test.each([
  'todo ok',
  'Todo OK por aquí',
  'todo bien, gracias',
  'ya está todo arreglado',
  'todo el mundo entra',
])('%s is no task', (text) => {
  expect(lessonIn(beginningOf(text))?.kind).not.toBe('action')
})

test.each(['TODO: raise the limit', 'to-do: alert on it', 'pendiente: subir el límite'])(
  '%s is one',
  (text) => {
    expect(lessonIn(beginningOf(text))?.kind).toBe('action')
  },
)

test.each(['Slow since 14:02', 'Slow since 2pm', 'Since 9 it is slow'])('%s tells of a change', (text) => {
  expect(changesIn(beginningOf(text))).toBe(text)
})
