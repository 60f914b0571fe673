import { runProgram } from '../chaos/program.ts'
import { acknowledgeBench } from './acknowledge.ts'
import { alertListBench } from './alert-list.ts'
import { alertsBench } from './alerts.ts'
import { declareBench } from './declare.ts'
import { draftsBench } from './drafts.ts'
import { fairBench } from './fair.ts'
import { historyBench } from './history.ts'
import { learningBench } from './learning.ts'
import { messagesBench } from './messages.ts'
import { onCallBench } from './on-call.ts'
import { phoneBench } from './phone.ts'
import { startBench } from './start.ts'
import { stormBench } from './storm.ts'

await runProgram({
  declare: declareBench,
  acknowledge: acknowledgeBench,
  messages: messagesBench,
  start: startBench,
  history: historyBench,
  drafts: draftsBench,
  learning: learningBench,
  'on-call': onCallBench,
  storm: stormBench,
  fairness: fairBench,
  phone: phoneBench,
  'alert-list': alertListBench,
  alerts: alertsBench,
})
