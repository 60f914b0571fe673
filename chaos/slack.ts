import { eachMethod } from './each-method.ts'
import { slackFaults } from './faults.ts'
import { hands } from './hands.ts'
import type { Finding, Setting } from './report.ts'
import { sockets } from './sockets.ts'

/** All that Slack may do to us, and all it may do to what we ask of it. */
export async function slack(setting: Setting): Promise<Finding[]> {
  return [
    ...(await slackFaults(setting)),
    ...(await eachMethod(setting)),
    ...(await sockets(setting)),
    ...(await hands(setting)),
  ]
}
