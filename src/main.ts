/** Starts the bot with what an earlier start compiled, where that could be kept: compiling is half of a start. */
import './umask.ts'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/muster'))
await import('./app/serve.ts')
