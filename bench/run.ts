import { runProgram } from '../chaos/program.ts'
import { declareBench } from './declare.ts'
import { historyBench } from './history.ts'
import { learningBench } from './learning.ts'
import { onCallBench } from './on-call.ts'
import { stormBench } from './storm.ts'

await runProgram({
  declare: declareBench,
  history: historyBench,
  learning: learningBench,
  'on-call': onCallBench,
  storm: stormBench,
})
