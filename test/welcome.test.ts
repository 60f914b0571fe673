import { expect, test } from 'vitest'
import { clara, mira, openWorkplace } from './workplace.ts'

test('a new workspace is told the three things to do, until somebody is on call', async () => {
  await using work = await openWorkplace('http', { people: {}, squads: {} })
  expect(await work.types(mira, '/incident')).toMatch(
    /Welcome[^]*1\. Put people on call[^]*2\. [^]*3\. Rehearse/,
  )
  expect(await work.types(mira, '/oncall add @clara.moreau GEOC')).toContain('GEOC')
  await work.aMinuteLater()
  expect(await work.types(clara, '/incident')).not.toContain('Welcome')
})
