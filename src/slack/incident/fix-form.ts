/** "Fix…": the end of the attempt under way, or the start of one. */
import type { ModalView } from '@slack/types'
import type { Incident } from '#incidents/incident.ts'
import { endFixView } from './end-fix-form.ts'
import { startFixView } from './start-fix-form.ts'
import type { FixGuide } from '#incidents/fix-guide.ts'

export function fixView(incident: Incident, guide: FixGuide): ModalView {
  const underWay = incident.fixes.findLast((fix) => fix.outcome === 'under way')
  return underWay ? endFixView(incident, underWay) : startFixView(incident, guide)
}
