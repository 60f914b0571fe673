import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { messagesPage } from './messages-page.ts'

test('docs/messages.md is what the code says', async () => {
  await expect(messagesPage()).toMatchFileSnapshot('../docs/messages.md')
})

/** Words, blocks and parts that others put together, and what goes out as a file. */
const parts = new Set([
  'actor-words.ts',
  'alert-words.ts',
  'answers.ts',
  'asked-levels.ts',
  'blocks.ts',
  'calendar-words.ts',
  'gsm.ts',
  'hours-csv.ts',
  'im-later.ts',
  'link.ts',
  'modal.ts',
  'people-named.ts',
  'plain.ts',
  'reason.ts',
  'ring-words.ts',
  'roles.ts',
  'sample-incident.ts',
  'shift-field.ts',
  'situation.ts',
  'twiml.ts',
  'user-text.ts',
  'who-has-it.ts',
  'why-paged.ts',
  'words.ts',
])
const partsOf: Record<string, string[]> = {
  'quiet-words.ts': ['quietLine', 'quietSubject'],
  'addition.ts': ['additionLines', 'clashLine'],
  'announcement.ts': ['announcementLines'],
  'card.ts': ['heading', 'cardButtons'],
  'impact-lines.ts': ['impactTimes', 'impactBegan', 'impactEnded'],
  'glance.ts': ['glance', 'glanceLine', 'lasting', 'headed'],
  'heading.ts': ['heading'],
  'incident-list.ts': ['summaryRow', 'summaryWords'],
  'month.ts': ['monthActions', 'monthWords', 'monthTitle'],
  'moved.ts': ['deedWords'],
  'offered-words.ts': ['offeredWords', 'quotation'],
  'on-call-now.ts': ['turnLines'],
  'oncall-schedule.ts': ['scheduleAction'],
  'page-line.ts': ['pageName', 'pageReason'],
  'alert-page.ts': ['alertPage', 'alertButtons', 'alertStanding'],
  'page-message.ts': ['rank'],
  'proposed-words.ts': ['proposedWords', 'letModelReadIt'],
  'refusal.ts': ['refusalBlock', 'asRefusal'],
  'postmortem-lines.ts': ['sectionTitles', 'draftLine', 'shownWords'],
  'postmortem-notices.ts': ['actionWords', 'actionButtons', 'settleButton'],
  'postmortem-section.ts': ['longestSection'],
  'search-results.ts': ['foundLines'],
  'update.ts': ['updatePieces'],
}

const files = globSync('src/messages/**/*.ts').filter(
  (file) => !file.endsWith('.test.ts') && !parts.has(basename(file)),
)
const shown = globSync('test/messages/*.ts')
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')

test.each(files)('the page shows everything %s can say', async (file) => {
  const from = `'#${file.replace(/^src\//, '')}'`
  const imports = shown.matchAll(new RegExp(`import \\{([^}]*)\\} from ${from.replaceAll('.', '\\.')}`, 'g'))
  const names = new Set([...imports].flatMap(([, list = '']) => list.split(/[\s,]+/)))
  const exported = Object.keys((await import(`../${file}`)) as object)
  const sayable = exported.filter(
    (name) => !/^(read|parse)[A-Z]/.test(name) && !partsOf[basename(file)]?.includes(name),
  )
  expect(sayable.filter((name) => !names.has(name))).toEqual([])
})
