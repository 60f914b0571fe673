import type { Incident } from '#incidents/incident.ts'
import type { RecordedPostmortem } from '../record.ts'
import type { Stage } from '../stage.ts'
import type { Fact } from '../story/facts.ts'
import { differences } from './difference.ts'
import { draftEnd } from './draft-end.ts'
import { incidentEnd } from './incident-end.ts'
import { pagerEnd, phoneEnd } from './phone-end.ts'
import { commandEnd, logEnd, pagesEnd } from './told-end.ts'
import { channelEnd, othersEnd, personEnd, roomEnd } from './place-end.ts'

/** Lists where the end differs from what the story says; empty when it does not. */
export async function endsOtherwise(
  facts: readonly Fact[],
  recorded: ReadonlyMap<number, Incident>,
  postmortems: ReadonlyMap<number, RecordedPostmortem>,
  stage: Stage,
  logged: readonly string[] = [],
): Promise<string[]> {
  const found: string[] = []
  // A command that is typed to compare its answer leaves traces, so it comes after all that is looked at.
  const order = (fact: Fact) => ('command' in fact ? 1 : 'no log says' in fact ? 2 : 0)
  for (const fact of facts.toSorted((a, b) => order(a) - order(b))) found.push(...(await endOf(fact)))
  return found

  async function endOf(fact: Fact): Promise<string[]> {
    if ('pages' in fact) return pagesEnd(fact, stage)
    if ('command' in fact) return commandEnd(fact, stage)
    if ('no log says' in fact) return logEnd(fact, logged)
    if ('incident' in fact) return incidentEnd(fact, recorded.get(fact.incident), stage)
    if ('incidents' in fact) {
      const diff = differences('all in all')
      diff.count('incidents', fact.incidents, recorded.size)
      return diff.all
    }
    if ('draft' in fact) return draftEnd(fact, postmortems.get(fact.draft), stage)
    if ('channel' in fact) return channelEnd(fact, stage)
    if ('room' in fact) return roomEnd(fact, stage)
    if ('others than' in fact) return othersEnd(fact, stage)
    if ('phone' in fact) return phoneEnd(fact, stage)
    if ('pager' in fact) return pagerEnd(fact, stage)
    return personEnd(fact, stage)
  }
}
