/** "Fix…" without an attempt under way: asks for the attempt, beside a checklist for it. */
import type { ModalView } from '@slack/types'
import { limits } from '#incidents/decide.ts'
import { type FixKind, fixKinds, type Incident } from '#incidents/incident.ts'
import { bold, type Line, lines, link } from '#words/blocks.ts'
import { inline } from '#words/user-text.ts'
import { FormValues } from '../asking/form-values.ts'
import type { FixGuide } from '#incidents/fix-guide.ts'
import { linkField, readLink } from '../asking/link.ts'
import { modal, radioField, textField } from '../asking/modal.ts'

const kindWords: Record<FixKind, string> = {
  revert: 'Revert: undo what shipped',
  hotfix: 'Hotfix: a small change, shipped now',
  configuration: 'Configuration: a setting or a switch',
  other: 'Something else',
}

export function startFixView(
  { number }: Incident,
  guide: FixGuide,
  kind: FixKind = 'revert',
  what = '',
): ModalView {
  const checklist = guide.checklists[kind] ?? []
  return modal({
    callback: 'incident.fix',
    title: 'Start a fix',
    submit: 'Start',
    meta: { incident: number },
    pieces: [
      lines(['Trying and failing is normal: every attempt goes on the record, so nobody tries it twice.']),
      radioField({
        name: 'kind',
        label: 'How?',
        choices: fixKinds.map((value) => ({ value, words: kindWords[value] })),
        initial: kind,
        tells: 'fix.kind',
      }),
      checklist.length > 0 &&
        lines(
          [bold(`Checklist for a ${kind}`)],
          ...checklist.slice(0, 12).map((item): Line => [`☐ ${inline(item, 200)}`]),
          ...links(guide),
        ),
      (kind === 'hotfix' || kind === 'revert') &&
        guide.closed !== null &&
        lines([
          bold('⚠ Outside deploy hours. '),
          `The company deploys ${guide.closed}. Ask a senior before you release, and say in the room who agreed.`,
        ]),
      textField({
        name: 'text',
        label: 'What is being done?',
        multiline: true,
        max: limits.text,
        initial: what,
      }),
      linkField(),
    ],
  })
}

export function readStartFix(state: unknown): { kind: FixKind; what: string; link: string | null } {
  const answers = new FormValues(state)
  return {
    kind: answers.requiredOneOf('kind', fixKinds),
    what: answers.text('text'),
    link: readLink(answers),
  }
}

function links(guide: FixGuide): Line[] {
  const shown = guide.links.slice(0, 8)
  if (shown.length === 0) return []
  return [
    shown.flatMap(
      ({ title, url }, index): Line => [...(index > 0 ? [' · '] : []), link(url, inline(title, 80))],
    ),
  ]
}
