/** The thread that draws one picture and ends. */
import { readFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { initWasm, Resvg } from '@resvg/resvg-wasm'

const scripts = ['latin', 'latin-ext', 'cyrillic', 'greek']

function file(name: string): Promise<Buffer> {
  return readFile(new URL(import.meta.resolve(name)))
}

const fonts = ['@fontsource/inter/files/inter-latin-600-normal.woff2'].concat(
  scripts.map((script) => `@fontsource/inter/files/inter-${script}-400-normal.woff2`),
)
await initWasm(await file('@resvg/resvg-wasm/index_bg.wasm'))
const fontBuffers = await Promise.all(fonts.map(file))
const drawn = new Resvg(String(workerData), {
  fitTo: { mode: 'zoom', value: 2 },
  font: { fontBuffers, defaultFontFamily: 'Inter', loadSystemFonts: false },
})
parentPort?.postMessage(drawn.render().asPng())
