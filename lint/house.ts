/** Which room of the house a file of src/ is in, and what that room may import. DESIGN: main → app → edges → services → stores → db. */

export type Room =
  | 'top'
  | 'config'
  | 'ground'
  | 'policy'
  | 'model'
  | 'store'
  | 'service'
  | 'due'
  | 'db'
  | 'slack'
  | 'web'

/** Folders below the features: any store or service may use their stores. */
const shared = ['people', 'projection']

/** `path` is relative to src/. */
export function roomOf(path: string): Room {
  const [folder = '', ...rest] = path.split('/')
  const file = rest.at(-1)
  if (file === undefined) return rootRoom(folder)
  switch (folder) {
    case 'app':
      return 'top'
    case 'db':
    case 'due':
    case 'slack':
    case 'web':
      return folder
    case 'messages':
    case 'words':
      return 'model'
    case 'policy':
      return file === 'load.ts' ? 'config' : 'policy'
    case 'projection':
      return projectionRoom(path, file)
    default:
      return featureRoom(file)
  }
}

function rootRoom(file: string): Room {
  // The wiring: app.ts and what it is too long to hold.
  if (['main.ts', 'app.ts', 'features.ts', 'due-handlers.ts', 'slack-services.ts'].includes(file))
    return 'top'
  return file === 'config.ts' ? 'config' : 'ground'
}

function projectionRoom(path: string, file: string): Room {
  if (/-projection\.ts$|^(slot|slack-port|invitation|incident-context)\.ts$/.test(file)) return 'model'
  return path.endsWith('-store.ts') ? 'store' : 'service'
}

/** A file that reads or writes says so in its name; every other file of a feature decides, and is pure. */
function featureRoom(file: string): Room {
  if (file.endsWith('-store.ts')) return 'store'
  return /(^|-)(service|lookup|gatekeeper)\.ts$|^(show|hear)(-.*)?\.ts$/.test(file) ? 'service' : 'model'
}

/** Rooms each room may import from. */
const doors: Record<Room, readonly Room[]> = {
  top: ['top', 'config', 'ground', 'policy', 'model', 'store', 'service', 'due', 'db', 'slack', 'web'],
  config: ['config', 'ground', 'policy'],
  ground: ['ground'],
  policy: ['ground', 'policy', 'model'],
  model: ['model', 'policy'],
  store: ['ground', 'policy', 'model', 'store', 'due', 'db'],
  service: ['ground', 'policy', 'model', 'store', 'service', 'due', 'db'],
  due: ['ground', 'db', 'due'],
  db: ['ground', 'db'],
  slack: ['ground', 'policy', 'model', 'service', 'due', 'slack'],
  web: ['ground', 'policy', 'model', 'service', 'due', 'web'],
}

/** Packages that only some rooms may use. A name ending in `/` covers a scope. */
const packages: { name: string; rooms: readonly Room[] }[] = [
  { name: '@slack/bolt', rooms: ['slack'] },
  { name: '@slack/web-api', rooms: ['slack'] },
  { name: '@slack/socket-mode', rooms: ['slack'] },
  { name: 'hono', rooms: ['web', 'top'] },
  { name: '@hono/', rooms: ['web', 'top'] },
  { name: 'pg', rooms: ['db'] },
  { name: '@electric-sql/', rooms: ['db'] },
  { name: 'kysely', rooms: ['db', 'due', 'store', 'service'] },
]

/** What a model file may use from outside src/: descriptions of data and plain arithmetic. */
const purePackages = /^(zod|@slack\/types|node:crypto)$/

/** Why `from` may not import `to`, both relative to src/; null when it may. */
export function refusedFile(from: string, to: string, typeOnly: boolean): string | null {
  const [here, there] = [roomOf(from), roomOf(to)]
  const sameFolder = folderOf(from) === folderOf(to)
  if (!doors[here].includes(there)) {
    if (here === 'model' && ['errors.ts', 'clock.ts', 'due/urgency.ts'].includes(to)) return null
    if (here === 'model' && typeOnly && sameFolder) return null
    return `A ${here} file may not import a ${there} file`
  }
  if (there === 'store' && !sameFolder && here !== 'top' && !shared.includes(folderOf(to))) {
    return 'Another feature is reached through its service or its model files, not its store'
  }
  return null
}

/** Why a file may not import that package; null when it may. */
export function refusedPackage(from: string, name: string): string | null {
  const here = roomOf(from)
  if (
    (here === 'model' || here === 'policy') &&
    !purePackages.test(name) &&
    !(here === 'policy' && name === 'yaml')
  ) {
    return `A ${here} file may not import ${name}: it only decides`
  }
  const limit = packages.find((one) =>
    one.name.endsWith('/') ? name.startsWith(one.name) : name === one.name || name.startsWith(`${one.name}/`),
  )
  if (limit === undefined || limit.rooms.includes(here)) return null
  return `${name} is used only in ${limit.rooms.join(' and ')} files`
}

function folderOf(path: string): string {
  return path.includes('/') ? (path.split('/')[0] ?? '') : ''
}
