/** The bot as `main.ts` starts it, which tells its parent how many bytes it cannot let go of. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void
process.on('message', () => {
  collectGarbage()
  process.send?.(process.memoryUsage().heapUsed)
})
await import('../src/main.ts')
