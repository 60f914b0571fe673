/** Links into Slack name the workspace, since people may be signed in to several. */
import { expect, test } from 'vitest'
import { clara, mira, openWorkplace } from './workplace.ts'

test('"Open room" in a page leads to the room in this workspace', async () => {
  await using work = await openWorkplace()
  const number = await work.declares(mira, 'checkout is down')
  const { surface } = work.slack
  const dm = surface.channels(clara).find((one) => one.isIm)
  const pages = JSON.stringify(surface.messages(clara, dm?.id ?? '').map(({ blocks }) => blocks))
  expect(pages).toContain(`"url":"https://velodrome.slack.com/archives/${work.room(number)}"`)
  expect(pages).not.toContain('app_redirect')
})
