/** "Fix…": the end of the attempt under way, or the start of one. */
import type { ModalView } from '@slack/types'
import type { Incident } from '#incidents/incident.ts'
import { endFixView, type EndTyped } from './end-fix-form.ts'
import { startFixView } from './start-fix-form.ts'
import type { FixGuide } from '#incidents/fix-guide.ts'

export function fixView(incident: Incident, guide: FixGuide, typed: EndTyped = {}): ModalView {
  const underWay = incident.fixes.findLast((fix) => fix.outcome === 'under way')
  return underWay
    ? endFixView(incident, underWay, typed)
    : startFixView(incident, guide, 'revert', typed.words)
}
