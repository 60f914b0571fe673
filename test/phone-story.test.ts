/** A story with phones that ends otherwise says where, as every other does. */
import { openAsBlob } from 'node:fs'
import { expect, inject, test } from 'vitest'
import { playStory } from '../play/play-story.ts'
import { parseStory } from '../play/story/read-story.ts'

test('a story with phones that goes otherwise says where', async () => {
  const story = parseStory(
    `
title: Otherwise
starts: 2027-03-02 09:12
phones: { devon: [ntfy] }
steps:
  - { who: amina, in: "#questions", types: /incident declare Search is slow }
  - { wait: 5s }
  - { who: devon, answers call: "4", sees: You have it }
  - { who: devon, in: phone, never sees: Search is slow }
  - { who: devon, presses push: Decline }
ends:
  - { phone: devon, rang: 2, calls: [answered], pressed: "4", texts: 1, mails: 1, pushes: 2, says: Search is fast }
  - { pager: 0, open: 0, says: Search is fast }
`,
    'otherwise.yml',
  )
  const snapshot = await openAsBlob(inject('snapshot'))
  const { differences } = await playStory(story, { database: { snapshot } })
  expect(differences).toEqual([
    'step 3: Devon does not see "You have it", but nothing new.',
    expect.stringMatching(/^step 4: Devon sees "Search is slow"/),
    'step 5: No push on Devon\'s phone has a button "Decline".',
    "Devon's phone: times it rang: 1, not 2",
    'Devon\'s phone: the calls is "", not "answered"',
    'Devon\'s phone: the keys pressed is "", not "4"',
    "Devon's phone: texts: 0, not 1",
    "Devon's phone: mails: 0, not 1",
    "Devon's phone: pushes: 1, not 2",
    'Devon\'s phone: it never says "Search is fast"',
    'the pager: alerts: 1, not 0',
    'the pager: open alerts: 1, not 0',
    'the pager: it never says "Search is fast"',
  ])
})
