import { sampleProposals } from '../../../test/samples/sample-proposals.ts'
import type { HomeView, ModalView } from '@slack/types'
import { expect, test } from 'vitest'
import type { RecordedMessage as Said } from '#history/heard.ts'
import type { IncidentEvent } from '#incidents/incident.ts'
import { endingOf } from '#learning/found.ts'
import { draft } from '#postmortems/draft/draft.ts'
import { findIn } from '#postmortems/draft/find-in-message.ts'
import type { ActionItem } from '#postmortems/postmortem.ts'
import { suggestions } from '#postmortems/draft/wording.ts'
import type { Message } from '#words/message.ts'
import { begun, item, type Made, postmortemSamplesOf } from '../../../test/messages/postmortem-samples.ts'
import { actionView } from '#slack/postmortem/action-item-form.ts'
import { answerView } from '#slack/postmortem/answer-form.ts'
import { draftView } from '#slack/postmortem/draft-form.ts'
import { chooseEntryView, editEntryView } from '#slack/postmortem/entry-form.ts'
import { publishView } from '#slack/postmortem/publish-form.ts'
import { editSectionView, suggestionsView } from '#slack/postmortem/section-form.ts'
import { questions } from './postmortem-lines.ts'
import { postmortemMessage } from './postmortem-message.ts'
import { actionList, digest } from './postmortem-notices.ts'
import { incident, words } from '../../../test/samples/sample-incident.ts'
import { sampleMessage } from '../../../test/samples/sample-message.ts'
import { searchResults } from '../incident/search-results.ts'
import { stats } from '../incident/stats.ts'

const now = new Date('2026-02-20T12:00:00Z')

const hostile: Record<string, string> = {
  broadcast: '<!channel> <!here|here> @channel',
  mention: '<@U9EVIL> <@U9EVIL|boss> <#C9EVIL>',
  links: '<https://evil.example|pay here> [a](https://evil.example) javascript:alert(1)',
  markup: '*bold* _sloped_ `code` &amp; &lt;!channel&gt; <script>alert(1)</script>',
  long: 'w<&>'.repeat(2500),
  'a huge code block': `\`\`\`\n${'at Reader.next (reader.ts:1)\n'.repeat(900)}\`\`\``,
  family: '👩‍👩‍👧‍👦'.repeat(1000),
  'right to left': `התשלום נכשל \u202E ${'نص '.repeat(2000)}`,
  controls: 'a\u0000b\u001B[31m\r\ne\tf',
  'half a character': 'broken \uD83D and \uDE00',
  blank: ' ',
}

function draftOf(evil: string): Pick<Made, 'over' | 'made'> {
  const happened: IncidentEvent[] = [
    { type: 'acknowledged' },
    { type: 'escalated', role: 'sem:payments', reason: evil },
    { type: 'fix started', number: 1, kind: 'revert', what: evil, link: null },
    { type: 'fix ended', number: 1, outcome: 'failed', remark: evil, link: null },
    { type: 'update posted', number: 1, text: evil, nextAt: null },
    { type: 'noted', text: evil },
    { type: 'resolved', fix: evil, impact: evil },
  ]
  const over = incident(happened, { title: evil, affected: evil })
  const said = (nth: number, text: string, change: Partial<Said> = {}): Said => ({
    channel: 'C1ROOM',
    ts: `17710000${nth}.1`,
    at: new Date(over.declaredAt.getTime() + nth * 1_000),
    threadTs: null,
    author: 'U3SASHA',
    byApp: false,
    app: null,
    subtype: null,
    text,
    files: [{ id: 'F1', name: evil, mimetype: 'image/png', size: 1, permalink: '' }],
    editedTs: null,
    deleted: false,
    reactions: [],
    pinned: true,
    ...change,
  })
  const made = draft({
    incident: over,
    events: happened.map((event, index) => ({ ...event, seq: index + 2, at: now, actor: 'U2MIKA' })),
    findings: [said(1, evil), said(2, `The cause is ${evil}`), said(3, `Next time we should ${evil}`)].map(
      (one) => findIn(one, 'U5MUSTER'),
    ),
    edits: [{ key: 'event:2', placed: null, at: null, words: evil }],
    actions: [itemOf(evil)],
    bot: 'U5MUSTER',
    words,
    now,
  })
  return { over, made }
}

function itemOf(evil: string): ActionItem {
  return { ...item, what: evil, ticket: evil, reason: evil }
}

/** Views with lists as long as they get. */
function longest({ over, made, begun, item }: Made, evil: string): (Message | ModalView | null)[] {
  const many = Array.from({ length: 300 }, () => item)
  const groups = Array.from({ length: 60 }, () => ({
    count: 3,
    started: 2,
    toDetect: 600_000,
    toAcknowledge: 120_000,
    toResolve: 2_700_000,
    name: evil,
  }))
  const months = { first: Temporal.PlainYearMonth.from('2026-02'), months: 3, timeZone: 'Europe/Paris' }
  const reader = { nameOf: () => evil, timeZone: 'Europe/Paris' }
  const lines = Array.from({ length: 150 }, () => made.entries[0]).filter((one) => one !== undefined)
  return [
    actionList(many),
    digest(
      Array.from({ length: 200 }, () => ({ ...begun, number: 12, title: evil })),
      many,
      now,
    ),
    stats(
      { ...months, squad: evil || null, service: evil || null },
      {
        all: groups[0]!,
        bySeverity: groups.slice(0, 5),
        bySquad: groups,
        byService: groups,
        byMonth: groups.slice(0, 3),
        byPerson: groups.slice(0, 20).map(() => ({ name: evil, pages: 4, atNight: 1 })),
        inStatus: [{ status: 'fixing', ms: 1_200_000 }],
        postmortems: { done: 2, of: 3 },
        actions: { closed: 4, of: 5 },
      },
    ),
    searchResults(
      evil,
      Array.from({ length: 10 }, () => endingOf(over, 'C1ROOM')),
      false,
    ),
    postmortemMessage(over, begun, made, { summary: evil }),
    draftView(
      { incident: { ...over, private: true }, draft: made, written: { impact: evil }, proposals: [] },
      true,
    ),
    draftView({ incident: over, draft: made, written: {}, proposals: sampleProposals(made, evil) }, true),
    editSectionView(over, 'summary', evil.slice(0, 2_900)),
    answerView(over, 'context', questions(made)),
    suggestionsView(over, suggestions(`Robin should have. ${evil} forgot to look.`, [evil])),
    chooseEntryView(over, { entries: lines, leftOut: [sampleMessage({ text: evil })] }, reader),
    ...made.entries.map((entry) => editEntryView(over, entry, reader)),
    publishView(over, evil.slice(0, 2_900), 0),
    actionView(over, evil),
  ]
}

function shownOf(evil: string): (Message | ModalView | HomeView)[] {
  const made = {
    ...draftOf(evil),
    begun: { ...begun, lesson: evil, reason: evil },
    item: itemOf(evil),
    typed: () => evil,
  }
  const samples = Object.values(postmortemSamplesOf(made)).flatMap((make) => make())
  return [...samples, ...longest(made, evil)].filter((one) => typeof one === 'object' && one !== null)
}

const cases = Object.entries(hostile)

test.each(cases)('nobody forges anything in a message about what was learned with %s', (_, evil) => {
  for (const { text, blocks } of shownOf(evil).filter((one) => 'text' in one)) {
    expect(text.trim()).not.toBe('')
    expect(text.length).toBeLessThanOrEqual(4000)
    expect(text.replace(/<@U[1-5][A-Z]+>|<#C1ROOM>/g, '')).not.toMatch(/[<>]/)
    expect(blocks.length).toBeLessThanOrEqual(50)
    expect(JSON.stringify(blocks).length).toBeLessThan(60_000)
    expectHarmless(blocks)
  }
})

test('a title that reads like a line of ours is never said without quotation marks', () => {
  const evil = 'Resolved · P5'
  const said = shownOf(evil).map((one) => JSON.stringify(one))
  expect(said.filter((one) => one.includes(`“${evil}”`)).length).toBeGreaterThan(5)
  expect(said.filter((one) => one.includes(`#12 ${evil}`) || one.includes(`declared: ${evil}`))).toEqual([])
})

test.each(cases)('nor in a form about it with %s', (_, evil) => {
  for (const view of shownOf(evil).filter((one) => 'title' in one)) {
    expect(view.title.text.length).toBeLessThanOrEqual(24)
    expect(view.blocks.length).toBeLessThanOrEqual(100)
    expect(JSON.stringify(view).length).toBeLessThan(250_000)
    if (view.blocks.some(({ type }) => type === 'input')) expect(view.submit).toBeDefined()
    expectHarmless(view, true)
  }
})

/** Expects no mark-up or mention. A form may show people and link targets as such, since it notifies nobody. */
function expectHarmless(node: unknown, inForm = false): void {
  if (Array.isArray(node)) {
    for (const one of node) expectHarmless(one, inForm)
    return
  }
  if (typeof node !== 'object' || node === null) return
  const { type, text, url } = node as { type?: string; text?: unknown; url?: string }
  expect(['mrkdwn', 'markdown', 'broadcast', 'usergroup']).not.toContain(type)
  if (type === 'link') expect(inForm && url).toMatch(/^https:/)
  if (type === 'user' && !inForm) expect((node as { user_id: string }).user_id).toMatch(/^U[1-5][A-Z]+$/)
  if (type === 'channel') expect((node as { channel_id: string }).channel_id).toBe('C1ROOM')
  if ((type === 'text' || type === 'plain_text') && typeof text === 'string') {
    expect(text).not.toBe('')
    expect(text.length).toBeLessThanOrEqual(3000)
    expect(text.isWellFormed()).toBe(true)
    expect(text.replace(/\n/g, '')).not.toMatch(/\p{Cc}/u)
    expect(text).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/)
  }
  for (const one of Object.values(node)) expectHarmless(one, inForm)
}
