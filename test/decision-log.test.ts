/** The log tells what was decided, and nothing that people wrote. */
import { expect, test } from 'vitest'
import { clara, mira, openWorkplace } from './workplace.ts'

test('each decision is one line, with whom it concerns; what was refused is none', async () => {
  await using work = await openWorkplace()
  const number = await work.declares(mira, 'wisteria keys leaked')
  const room = work.room(number)
  await work.types(clara, '/incident severity P1', room)
  await work.types(clara, '/incident note the wisteria is blue', room)
  await work.types(clara, '/incident merge 99', room)

  const lines = work.logged.map((line) => JSON.parse(line) as Record<string, unknown>)
  const decided = lines.filter(({ msg }) => msg === 'an incident changed')
  expect(decided).toContainEqual(
    expect.objectContaining({ level: 'info', incident: 1, event: 'declared', user: mira, seq: 1 }),
  )
  expect(decided).toContainEqual(expect.objectContaining({ event: 'paged', user: clara }))
  expect(decided).toContainEqual(
    expect.objectContaining({ event: 'severity changed', user: clara, severity: 'P1' }),
  )
  expect(decided.map(({ event }) => event)).not.toContain('merged')
  const seqs = decided.map(({ seq }) => seq)
  expect(new Set(seqs).size).toBe(seqs.length)
  expect(work.logged.join('')).not.toContain('wisteria')
})
