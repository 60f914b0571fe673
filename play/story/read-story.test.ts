import { expect, test } from 'vitest'
import { BadStory } from './bad-story.ts'
import { parseStory } from './read-story.ts'

const top = `title: A story
starts: 2027-03-02 09:12
`

test('the smallest story', () => {
  const { zone, steps, ends } = parseStory(`${top}steps: [{ wait: 10m }]`, 'a.yml')
  expect({ zone, steps, ends }).toEqual({ zone: 'Europe/Paris', steps: [{ wait: 600_000 }], ends: [] })
})

test.each([
  ['steps: [{ wait: 10m }', /^a\.yml, line 3: [^\n]+\n    steps: \[\{ wait: 10m \}$/],
  ['steps: []', 'a.yml, line 3: steps: must have at least one step'],
  [
    'steps:\n  - { who: amina, in: room, says: hi, thred: a }',
    'a.yml, line 4: step 1: "thred" is not a key known here. Did you mean "thread"?\n    - { who: amina',
  ],
  ['steps:\n  - { who: amina, says: hi }', 'a.yml, line 4: step 1: "says" needs "in": where'],
  ['steps:\n  - { who: amina, in: room, says: hi, every: 5s }', /has "every" without "times"/],
  ['steps:\n  - { times: 3, wait: 1m }', /has "times", but no deed/],
  [
    'steps: [{ wait: 1m }]\nends:\n  - { pages: 1, are: [{ to: devon, answer: yes }] }',
    /must be one of queued, sent/,
  ],
  ['steps:\n  - { says: hi, in: room }', /needs "who"/],
  ['steps:\n  - { who: amina }', /says who, but not what they do/],
  ['steps:\n  - { who: amina, in: room, says: hi, clicks: Join }', /two deeds, says and clicks/],
  ['steps:\n  - wait: 10m\n  - { at: noon, wait: 1m }', /^a\.yml, line 5: step 2 "at": must be a time/],
  [
    'steps: [{ wait: 10m }]\nends:\n  - { incident: 1, staus: resolved }',
    /line 5: end 1: "staus" .* "status"/,
  ],
  ['steps: [{ wait: 10m }]\nends:\n  - { says: hi }', /end 1: must say what it is about/],
  ['steps: [{ wait: 10m }]\nends:\n  - { room: 1, bot messages: few }', /must be a number, or/],
  ['steps: [{ slack: { answers: 12 } }]', /must be an HTTP status/],
  ['steps:\n  - { who: devon, answers call: yes }', /the keys to press, or listens/],
  ['steps:\n  - { who: devon, phone: dead }', /must be one of on, silent, machine, off/],
  ['steps: [{ providers: { refuses: 21610 } }]', /must be well, or a mapping with refuses/],
  ['steps: [{ alert: { source: nagios } }]', /must be one of prom, grafana/],
  ['steps: [{ alert: { source: prom, state: broken } }]', /must be one of firing, resolved/],
  ['phones: { devon: [pigeon] }\nsteps: [{ wait: 1m }]', /must be one of call, sms, email, ntfy, pushover/],
])('%s', (rest, problem) => {
  expect(problemOf(top + rest)).toMatch(problem)
})

function problemOf(text: string): string {
  try {
    parseStory(text, 'a.yml')
  } catch (error) {
    if (error instanceof BadStory) return error.message
    throw error
  }
  throw new Error('nothing was wrong with it')
}
