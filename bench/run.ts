import { runProgram } from '../chaos/program.ts'
import { declareBench } from './declare.ts'
import { historyBench } from './history.ts'
import { onCallBench } from './on-call.ts'
import { stormBench } from './storm.ts'

await runProgram({ declare: declareBench, history: historyBench, 'on-call': onCallBench, storm: stormBench })
