/** Turns a drawing into a PNG in a thread of its own: it takes most of a second, and would block all answers. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

/** Draws `svg`, which may use the font Inter in the weights 400 and 600. */
export async function pictureOf(svg: string): Promise<Uint8Array<ArrayBuffer>> {
  const thread = new Worker(new URL('./draw-service.ts', import.meta.url), { workerData: svg })
  try {
    const [png] = (await once(thread, 'message')) as [Uint8Array<ArrayBuffer>]
    return png
  } finally {
    await thread.terminate()
  }
}
