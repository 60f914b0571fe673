/** Starts the bot, reusing the code an earlier start compiled and cached: compiling takes half of a start. */
import './umask.ts'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/muster'))
await import('./app/serve.ts')
