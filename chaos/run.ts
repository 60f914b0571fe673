import { crash } from './crash.ts'
import { databaseFaults } from './database.ts'
import { slackFaults } from './faults.ts'
import { replicas } from './replicas.ts'
import { input } from './input.ts'
import { runProgram } from './program.ts'

await runProgram({ crash, slack: slackFaults, database: databaseFaults, replicas, input })
