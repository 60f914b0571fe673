import { crash } from './crash.ts'
import { databaseFaults } from './database.ts'
import { events } from './events.ts'
import { input } from './input.ts'
import { phoneCrash } from './phone.ts'
import { runProgram } from './program.ts'
import { replicas } from './replicas.ts'
import { slack } from './slack.ts'
import { stories } from './stories.ts'

await runProgram({
  crash,
  stories,
  slack,
  events,
  database: databaseFaults,
  replicas,
  input,
  phone: phoneCrash,
})
