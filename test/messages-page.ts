/** docs/messages.md: what people can meet, rendered from the code with an invented incident and an invented rota. */
import { globSync, readFileSync } from 'node:fs'
import type { Message } from '#words/message.ts'
import { alertSamples } from './messages/alert-samples.ts'
import { formSamples } from './messages/form-samples.ts'
import { incidentSamples } from './messages/incident-samples.ts'
import { oncallSamples } from './messages/oncall-samples.ts'
import { phoneSamples } from './messages/phone-samples.ts'
import { postmortemSamples } from './messages/postmortem-samples.ts'
import { buttonsOf, quoted, shownView } from './messages/shown.ts'

const samples = {
  ...incidentSamples,
  ...formSamples,
  ...oncallSamples,
  ...phoneSamples,
  ...alertSamples,
  ...postmortemSamples,
}

export function messagesPage(): string {
  const sections = Object.entries(samples).map(([heading, make]) =>
    [`## ${heading}`, ...make().flatMap((one) => (one ? [shown(one)] : []))].join('\n\n'),
  )
  return [
    '# Messages',
    'What people can meet, rendered from the code with an invented incident by `npm test -- messages.test --update`. Read it aloud, then make it shorter.',
    ...sections,
    '## Saying no',
    refusals()
      .map((words) => `- ${words}`)
      .join('\n'),
    '',
  ].join('\n\n')
}

function shown(one: Exclude<ReturnType<(typeof samples)[string]>[number], null | undefined>): string {
  if (typeof one === 'string') return quoted([one])
  return 'type' in one ? quoted(shownView(one)) : quoted(shownMessage(one))
}

function shownMessage({ text, blocks }: Message): string[] {
  return [text, ...buttonsOf(blocks)]
}

/** The words of every refusal, as they stand in the code; `…` is filled in. */
function refusals(): string[] {
  const files = globSync('src/**/*.ts').filter((file) => !file.endsWith('.test.ts'))
  const found = files.flatMap((file) =>
    [
      ...readFileSync(file, 'utf8').matchAll(/new Refusal\(\s*(?:`((?:[^`\\]|\\.)+)`|'([^']+)'|"([^"]+)")/g),
    ].map(([, ...said]) =>
      (said.find((one) => one !== undefined) ?? '')
        .replace(/\$\{(?:[^{}]|\{[^}]*\})*\}/g, '…')
        .replace(/\$\{.*$/s, '…'),
    ),
  )
  return [...new Set(found)].toSorted((a, b) => a.localeCompare(b, 'en'))
}
