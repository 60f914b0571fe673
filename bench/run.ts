import { runProgram } from '../chaos/program.ts'
import { acknowledgeBench } from './acknowledge.ts'
import { declareBench } from './declare.ts'
import { fairBench } from './fair.ts'
import { messagesBench } from './messages.ts'
import { startBench } from './start.ts'
import { stormBench } from './storm.ts'

await runProgram({
  declare: declareBench,
  acknowledge: acknowledgeBench,
  messages: messagesBench,
  start: startBench,
  storm: stormBench,
  fairness: fairBench,
})
