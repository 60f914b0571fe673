import { runProgram } from '../chaos/program.ts'
import { declareBench } from './declare.ts'
import { onCallBench } from './on-call.ts'
import { stormBench } from './storm.ts'

await runProgram({ declare: declareBench, 'on-call': onCallBench, storm: stormBench })
