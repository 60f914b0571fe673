/** Every story that the project tells is played, and ends as it says; one that does not, says where. */
import { openAsBlob } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { playStory } from '../play/play-story.ts'
import { parseStory, readStory } from '../play/story/read-story.ts'
import { parse } from 'yaml'
import { forEachEngine } from './database.ts'
import { scopesUsed } from './scopes-used.ts'

const folder = join(import.meta.dirname, '../play/stories')
const { bot } = (
  parse(await readFile('manifest.yml', 'utf8')) as { oauth_config: { scopes: { bot: string[] } } }
).oauth_config.scopes
/** Scopes of the manifest that a story's traffic needed. */
const used = new Set<string>()
const names = (await readdir(folder)).filter((name) => name.endsWith('.yml'))

forEachEngine('stories', (open, engine) => {
  test.each(names)('%s', async (name) => {
    const story = await readStory(join(folder, name))
    await using opened = engine === 'postgres' ? await open() : undefined
    // A bot that is killed comes back to the same data, so it needs some that outlive it.
    const restarts = story.steps.some((step) => step.bot !== undefined)
    const snapshot = restarts ? undefined : { snapshot: await openAsBlob(inject('snapshot')) }
    const database = opened?.url === undefined ? snapshot : { url: opened.url }
    const { differences, unscoped, measures, traffic } = await playStory(story, database ? { database } : {})
    expect(differences).toEqual([])
    // One message a stakeholder reads of each, edited, and one for each update, its end, and whatever made it worse.
    for (const { stakeholderMessages, news } of measures) {
      expect(stakeholderMessages).toBeLessThanOrEqual(1 + news)
    }
    expect(unscoped).toEqual([])
    for (const needed of scopesUsed(traffic)) {
      const granted = needed.filter((scope) => bot.includes(scope))
      expect(granted, needed.join(' or ')).not.toEqual([])
      for (const scope of granted) used.add(scope)
    }
  })
})

/** Texts that no story comes to, and the test that does. */
const toldElsewhere = {
  'bookmarks:read': 'reconcile-crash.test.ts',
  commands: 'flows.test.ts',
  'files:read': 'postmortem.test.ts',
  'mpim:history': 'hands.test.ts',
  'mpim:write': 'hands.test.ts',
  'usergroups:read': 'oncall-hand-over.test.ts',
  'usergroups:write': 'oncall-hand-over.test.ts',
  'users:read.email': 'doctor.test.ts',
}

test('every scope of the manifest is needed by a story, or by what another test tells', () => {
  expect(bot.filter((scope) => !used.has(scope)).toSorted()).toEqual(Object.keys(toldElsewhere))
})

test('a refused command ends a story, unless the step sees the refusal', async () => {
  const played = async (step: string) =>
    (
      await playStory(
        parseStory(
          `
title: Refused
starts: 2027-03-02 09:12
steps:
  - { who: amina, in: "#questions", ${step} }
  - { who: amina, in: "#questions", says: hello, times: 3, every: 10s }
  - { who: amina, in: "#questions", types: /incident declare Search is slow }
  - { after: 6m, who: mira, in: Muster, clicks: Acknowledge }
ends:
  - { channel: "#questions", says: hello }
  - { pages: 1, are: [{ to: devon, as: geoc, answer: timed out }, { to: mira, as: geoc, answer: acknowledged }] }
  - { command: /incident list, by: henri, says: "#1 Search is slow", never says: hello }
  - { command: /incident stats, by: henri, says: "Devon 1, Mira 1" }
  - { no log says: [hello, Search is slow] }
`,
          'refused.yml',
        ),
        { database: { snapshot: await openAsBlob(inject('snapshot')) } },
      )
    ).differences
  expect((await played('types: /incident resolve 7'))[0]).toMatch(
    /^step 1: Amina is refused: There is no incident #7/,
  )
  expect(await played('types: /incident resolve 7, sees: "no incident #7"')).toEqual([])
})

test('a story that goes otherwise says where', async () => {
  const story = parseStory(
    `
title: Otherwise
starts: 2027-03-02 09:12
steps:
  - { who: amina, in: "#questions", types: /incident declare Search is slow, sees: "#9", never sees: slow }
  - { who: devon, in: Muster, clicks: Acknowlege }
  - { who: devon, in: Muster, clicks: Acknowledge }
ends:
  - incidents: 2
  - incident: 1
    title: Search is fast
    status: resolved
    reporter: jonas
    declared at: "09:13"
    acknowledged within: 5m
    roles: { geoc: devon, im: null }
    fixes: [{ kind: revert }]
    updates: { at least: 1 }
  - { room: 1, bot messages: 0, members: [yuki, amina], not members: [devon], bookmarks: [Wiki], private: true }
  - { room: 2, exists: false }
  - { channel: "#incidents", messages: { at most: 0 }, says: fast, never says: slow }
  - { person: devon, direct messages: 7 }
`,
    'otherwise.yml',
  )
  const snapshot = await openAsBlob(inject('snapshot'))
  const { differences } = await playStory(story, { database: { snapshot } })
  expect(differences).toEqual([
    expect.stringMatching(/^step 1: Amina does not see "#9"/),
    'step 2: There is no button "Acknowlege" that Devon sees in Muster. There are: "Acknowledge", "I can\'t", "Open room".',
    'all in all: incidents: 1, not 2',
    'incident 1: its title is "Search is slow", which does not say "Search is fast"',
    'incident 1: its status is "declared", not "resolved"',
    'incident 1: its reporter is "Amina", not "Jonas"',
    'incident 1: the time it was declared at is "09:12", not "09:13"',
    'incident 1: was never acknowledged',
    'incident 1: its geoc is nobody or nothing, not "Devon"',
    'incident 1: the number of its fixes is 0, not 1',
    'incident 1: its updates: 0, not at least 1',
    'room 1: private is false, not true',
    expect.stringMatching(/^room 1: messages by Muster: \d+, not 0$/),
    'room 1: yuki is not in it',
    'room 1: devon is in it',
    expect.stringMatching(/^room 1: has no bookmark "Wiki"/),
    '#incidents: top-level messages by Muster: 1, not 0',
    '#incidents: it never says "fast"',
    expect.stringMatching(/^#incidents: it says "slow"/),
    'Devon: direct messages by Muster: 1, not 7',
  ])
})
