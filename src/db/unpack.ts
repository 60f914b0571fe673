/** Unpacks a database, a packed tar archive, piece by piece: into one folder and nowhere else, and no more than may be in it. */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'

export interface Bounds {
  files: number
  /** Once unpacked. */
  bytes: number
}

/** Says what is wrong with an archive, as words that go on from its name. */
export class UnusableArchive extends Error {
  override name = 'UnusableArchive'
}

/** Throws `UnusableArchive`, and leaves what was unpacked until then. */
export async function unpack(packed: Readable, folder: string, most: Bounds): Promise<void> {
  try {
    await pipeline(packed, createGunzip(), (unpacked: AsyncIterable<Buffer>) =>
      placeAll(new Octets(unpacked, most.bytes), folder, most.files),
    )
  } catch (error) {
    const isPacking = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
    throw isPacking ? new UnusableArchive('is cut off or damaged') : error
  }
}

async function placeAll(archive: Octets, folder: string, most: number): Promise<void> {
  for (let count = 0; ; count += 1) {
    const header = await archive.block()
    if (header.every((octet) => octet === 0)) break
    if (count === most) throw new UnusableArchive(`has more than ${most} files, as no backup does`)
    await place(readHeader(header), archive, folder)
  }
  // The packing is checked at its very end.
  await archive.toTheEnd()
}

interface Entry {
  name: string
  size: number
  isFolder: boolean
}

async function place({ name, size, isFolder }: Entry, archive: Octets, folder: string): Promise<void> {
  const path = join(folder, name)
  await mkdir(isFolder ? path : dirname(path), { recursive: true, mode: 0o700 })
  if (isFolder) return
  await writeFile(path, archive.portions(size), { mode: 0o600, flag: 'wx' })
  await archive.padding(size)
}

const BLOCK = 512

/** Reads a header as `ustar` has it: a name, a size in octal, a kind. */
function readHeader(header: Buffer): Entry {
  const field = (from: number, to: number) => header.toString('utf8', from, to).replace(/\0[^]*$/, '')
  const [name, size, kind] = [field(0, 100), field(124, 136).trim(), field(156, 157)]
  if (!field(257, 263).startsWith('ustar')) throw new UnusableArchive('is no backup')
  if (!/^[0-7]{1,11}$/.test(size) || !['', '0', '5'].includes(kind) || name.split('/').includes('..'))
    throw new UnusableArchive('has something in it that no backup has')
  return { name, size: Number.parseInt(size, 8), isFolder: kind === '5' }
}

/** Octets in order, counted as they come. */
class Octets {
  readonly #source: AsyncIterator<Buffer>
  readonly #most: number
  #held: Buffer = Buffer.alloc(0)
  #count = 0

  constructor(source: AsyncIterable<Buffer>, most: number) {
    this.#source = source[Symbol.asyncIterator]()
    this.#most = most
  }

  async block(): Promise<Buffer> {
    return Buffer.concat(await Array.fromAsync(this.portions(BLOCK)))
  }

  async *portions(size: number): AsyncGenerator<Buffer> {
    for (let left = size; left > 0; ) {
      if (this.#held.length === 0 && !(await this.#more())) throw new UnusableArchive('is cut off or damaged')
      const portion = this.#held.subarray(0, left)
      this.#held = this.#held.subarray(portion.length)
      left -= portion.length
      yield portion
    }
  }

  /** Each file fills whole blocks. */
  async padding(size: number): Promise<void> {
    await Array.fromAsync(this.portions((BLOCK - (size % BLOCK)) % BLOCK))
  }

  async toTheEnd(): Promise<void> {
    while (await this.#more());
  }

  async #more(): Promise<boolean> {
    const next = await this.#source.next()
    if (next.done) return false
    this.#held = next.value
    this.#count += next.value.length
    if (this.#count > this.#most)
      throw new UnusableArchive(
        `grows beyond ${this.#most} bytes when unpacked, as no backup of its size does`,
      )
    return true
  }
}
