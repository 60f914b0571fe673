/** The floors of src/, which file of a floor may do what, and which packages belong where. */

/** From the ground up. A file imports from its own folder and from the floors below, so no two folders import each other. */
const floors = [
  'ground',
  'db',
  'due',
  'lists',
  'policy',
  'people',
  'words',
  'reconcile',
  'outbound',
  'incidents',
  'history',
  'contacts',
  'escalation',
  'reminders',
  'oncall',
  'alerts',
  'changes',
  'learning',
  'postmortems',
  'messages',
  'projections',
  'doctor',
  'slack',
  'web',
  'hooks',
  'app',
]

/** They talk to the outside: to people, programs and other systems. None imports another. */
const edges = ['slack', 'web', 'hooks']

/** Folders in which no file reads or writes, even under a name that suggests it. */
const pure = ['policy', 'words', 'messages']

/** Every file here may read and write. */
const working = ['ground', 'db', 'due', 'lists', 'reconcile', 'outbound', ...edges, 'app']

/** Everywhere else a file that reads or writes says so in its name, and every other file decides. */
const works = /(-(store|service|lookup)|(^|\/)show-[a-z-]+)\.ts$/

/** Features below these two; `projections` reads what it shows, `app` builds everything. */
const readsStores = ['projections', 'app']

/** Stores that any feature may use. */
const sharedStores = ['due', 'people', 'reconcile', 'outbound']

/** Files of the lower floors that a deciding file may use although they are no decisions: plain words, no reading and no writing. */
const plain = [
  'errors.ts',
  'time.ts',
  'urgency.ts',
  'misconfigured.ts',
  'slack-port.ts',
  'due/due-key.ts',
  'reconcile/slot.ts',
  'outbound/attempt.ts',
]

/** A file that decides is given everything: it reads no clock, no database and no network. `path` is relative to src/. */
export function decides(path: string): boolean {
  const floor = floorOf(path)
  if (pure.includes(floor)) return true
  return !working.includes(floor) && !works.test(path)
}

/** Explains why `from` may not import `to`, both relative to src/; null when it may. */
export function refusedFile(from: string, to: string, typeOnly: boolean): string | null {
  const [here, there] = [floorOf(from), floorOf(to)]
  if (here !== there) {
    if (!floors.includes(here))
      return `${here}/ is no floor of the house yet: give it its place in lint/house.ts`
    if (floors.indexOf(there) > floors.indexOf(here)) return `${there}/ stands above ${here}/`
    if (edges.includes(here) && edges.includes(there)) return 'An edge may not import another'
    if (edges.includes(here) && there === 'db') return 'An edge reaches the database through services'
  }
  if (decides(from) && !decides(to) && !plain.includes(to) && !(typeOnly && here === there)) {
    return `A file that decides may not import ${to}, which reads or writes`
  }
  if (
    to.endsWith('-store.ts') &&
    here !== there &&
    !sharedStores.includes(there) &&
    !readsStores.includes(here)
  ) {
    return 'Another feature is reached through its service or its model files, not its store'
  }
  if (from.endsWith('-store.ts') && to.endsWith('-service.ts')) return 'A store may not import a service'
  if (edges.includes(here) && to.endsWith('-store.ts')) return 'An edge reaches stores through services'
  return null
}

/** Packages that only some floors may use. A name ending in `/` covers a scope. */
const packages: { name: string; floors: readonly string[] }[] = [
  { name: '@slack/bolt', floors: ['slack'] },
  { name: '@slack/web-api', floors: ['slack'] },
  { name: '@slack/socket-mode', floors: ['slack'] },
  { name: 'hono', floors: ['web', 'hooks', 'app'] },
  { name: '@hono/', floors: ['web', 'hooks', 'app'] },
  { name: 'pg', floors: ['db'] },
  { name: '@electric-sql/', floors: ['db'] },
]

/** Packages that a file that decides may use: descriptions of data and plain arithmetic. */
const purePackages = /^(zod|yaml|@slack\/types|node:crypto|hono\/html)$/

/** Explains why a file may not import that package; null when it may. */
export function refusedPackage(from: string, name: string): string | null {
  if (decides(from) && !purePackages.test(name)) {
    return `A file that decides may not import ${name}`
  }
  const floor = floorOf(from)
  if (name === 'kysely' && edges.includes(floor)) return 'An edge reaches the database through services'
  const limit = packages.find((one) =>
    one.name.endsWith('/') ? name.startsWith(one.name) : name === one.name || name.startsWith(`${one.name}/`),
  )
  if (limit === undefined || limit.floors.includes(floor)) return null
  return `${name} is used only in ${limit.floors.join(', ')}`
}

function floorOf(path: string): string {
  const [folder = '', file] = path.split('/')
  if (file !== undefined) return folder
  return folder === 'main.ts' ? 'app' : 'ground'
}
