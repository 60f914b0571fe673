import { runProgram } from '../chaos/program.ts'
import { declareBench } from './declare.ts'

await runProgram({ declare: declareBench })
