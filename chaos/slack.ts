import { eachMethod } from './each-method.ts'
import { slackFaults } from './faults.ts'
import { hands } from './hands.ts'
import type { Finding, Setting } from './report.ts'
import { sockets } from './sockets.ts'

/** Runs every suite about Slack's faults. */
export async function slack(setting: Setting): Promise<Finding[]> {
  return [
    ...(await slackFaults(setting)),
    ...(await eachMethod(setting)),
    ...(await sockets(setting)),
    ...(await hands(setting)),
  ]
}
