import { crash } from './crash.ts'
import { databaseFaults } from './database.ts'
import { slackFaults } from './faults.ts'
import { stories } from './stories.ts'
import { replicas } from './replicas.ts'
import { input } from './input.ts'
import { runProgram } from './program.ts'

await runProgram({ crash, stories, slack: slackFaults, database: databaseFaults, replicas, input })
