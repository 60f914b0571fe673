/** A company's own template, and how long it gives whom. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { clara, mira, openWorkplace } from './workplace.ts'

const template = join(import.meta.dirname, '../templates/five-whys.md')

test('post-mortems follow the template that the policy names, and are due as soon as it says', async () => {
  await using work = await openWorkplace('http', {
    postmortem: { template, due: { P1: '36h', P3: 'never' } },
  })
  const due: (number | null)[] = []
  for (const severity of ['P1', 'P2', 'P3']) {
    const number = await work.declares(mira, `letters are late, ${severity}`)
    const room = work.room(number)
    await work.presses(clara, 'incident.acknowledge', work.card(number))
    await work.types(clara, `/incident severity ${severity}`, room)
    await work.types(clara, '/incident resolve', room)
    await work.fills(clara, { text: 'sorted', impact: 'two days' })
    const { incident, postmortem } = await work.app.postmortems.whole(number)
    const hours = ((postmortem?.dueAt?.getTime() ?? 0) - (incident.resolvedAt?.getTime() ?? 0)) / 3_600_000
    due.push(postmortem?.dueAt ? hours : null)
    await work.aMinuteLater()
  }
  // A time in a night or on a weekend waits for the next working hour.
  const weekend = 72
  for (const [at, least] of [36, 120].entries()) {
    expect(due[at]).toBeGreaterThanOrEqual(least)
    expect(due[at]).toBeLessThan(least + weekend)
  }
  expect(due[2]).toBeNull()
  const { content } = await work.app.exports.file(mira, 1, 'md')
  expect(content).toContain('Why did it happen?')
  expect(content.match(/And why was that possible\?/g)).toHaveLength(4)
})
