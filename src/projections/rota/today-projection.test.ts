import { expect, test } from 'vitest'
import { projectToday, type RotaToday } from './today-projection.ts'

const next = { user: 'U0BO', start: new Date('2027-03-02T08:00Z') }
const quiet: RotaToday = {
  name: 'SEM search',
  people: [],
  until: null,
  next,
  quiet: 'Mon to Fri',
  listed: false,
  usergroup: 'search',
  populated: true,
}
const present: RotaToday = { ...quiet, name: 'IM', people: ['U0ANN'], until: next.start, quiet: null }

function shown(...turns: RotaToday[]) {
  const view = {
    date: '2027-03-01',
    turns,
    nameOf: (user: string) => user,
    canJoin: () => true,
    tech: { id: 'C0TECH' },
  }
  const slots = projectToday(view, new Map())
  const group = slots.find((slot) => slot.kind === 'usergroup')
  const topic = slots.find((slot) => slot.kind === 'topic')
  return [group?.users, topic && 'text' in topic ? topic.text : undefined]
}

test('in quiet time a user group names the person who is next, unless somebody else is on call for it', () => {
  expect(shown(quiet)).toEqual([['U0BO'], 'On call: nobody now'])
  expect(shown(quiet, present)).toEqual([['U0ANN'], 'On call: IM U0ANN'])
  expect(shown({ ...quiet, quiet: null })).toEqual([[], 'On call: nobody now'])
})
