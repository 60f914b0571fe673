import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Lists a folder and its contents that anyone but the owner may read, write or enter, with their modes. */
export async function openModes(folder: string): Promise<string[]> {
  const inside = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = [folder, ...inside.map((one) => join(one.parentPath, one.name))]
  const found = await Promise.all(
    paths.map(async (path) => {
      const stats = await lstat(path)
      const isOpen = !stats.isSymbolicLink() && (stats.mode & 0o077) !== 0
      return isOpen ? [`${(stats.mode & 0o7777).toString(8)} ${path}`] : []
    }),
  )
  return found.flat()
}
