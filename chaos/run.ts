import { crash } from './crash.ts'
import { runProgram } from './program.ts'

await runProgram({ crash })
