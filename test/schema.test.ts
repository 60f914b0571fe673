/** Proves src/db/schema.ts against a migrated database, by having the compiler check statements made from its catalogue. */
import { execFile } from 'node:child_process'
import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Database } from '#db/database.ts'
import { testDatabase } from './database.ts'

interface Column {
  table: string
  name: string
  type: string
  nullable: boolean
  fallback: string | null
}

const ROOT = join(import.meta.dirname, '..')

/** The TypeScript type of each type of column. */
const readAs: Record<string, string> = {
  text: 'string',
  int4: 'number',
  int8: 'number',
  float8: 'number',
  bool: 'boolean',
  timestamptz: 'Date',
  date: 'string',
  tstzrange: 'string',
  jsonb: 'object',
  bytea: 'Uint8Array',
  _text: 'readonly string[]',
  tsvector: 'string',
}

test('schema.ts says what the migrated database has', async () => {
  await using database = await testDatabase()
  expect(await contradictions(statements(await catalogue(database)))).toEqual([])
})

test('a column that differs in name, type or nullability is noticed', async () => {
  await using database = await testDatabase()
  const columns = await catalogue(database)
  const changed = columns.map((column) => {
    if (column.table !== 'due') return column
    if (column.name === 'due_at') return { ...column, type: 'text' }
    if (column.name === 'urgency') return { ...column, nullable: true }
    if (column.name === 'seq') return { ...column, name: 'sequence' }
    return column
  })
  expect(await contradictions(statements(changed))).toEqual([
    'the columns of due are due_at, key, sequence, urgency',
    'due.due_at is text',
    'due.sequence is int4',
    'due.urgency may be null',
  ])
})

test('no table has a clock of its own, and instants know their zone', async () => {
  await using database = await testDatabase()
  const clocks = /now\(|current_|clock_timestamp|localtime|transaction_timestamp|statement_timestamp/i
  const wrong = (await catalogue(database)).filter(
    (column) => clocks.test(column.fallback ?? '') || column.type === 'timestamp' || !(column.type in readAs),
  )
  expect(wrong).toEqual([])
})

async function catalogue({ db }: Database): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select table_name as table, column_name as name, udt_name as type, is_nullable = 'YES' as nullable,
           case when is_generated = 'ALWAYS' then 'generated' else column_default end as fallback
    from information_schema.columns
    where table_schema = 'public' and table_name not like 'kysely\\_%'
    order by table_name, column_name`.execute(db)
  return rows
}

interface Statement {
  says: string
  /** A type that is `true` when schema.ts agrees. */
  holds: string
}

function statements(columns: Column[]): Statement[] {
  const tables = Map.groupBy(columns, (column) => column.table)
  return [
    {
      says: `the tables are ${[...tables.keys()].join(', ')}`,
      holds: `Same<keyof Schema, ${union([...tables.keys()])}>`,
    },
    ...[...tables].flatMap(([table, of]) => [
      {
        says: `the columns of ${table} are ${of.map((column) => column.name).join(', ')}`,
        holds: `Same<keyof Of<'${table}'>, ${union(of.map((column) => column.name))}>`,
      },
      ...of.flatMap(ofColumn),
    ]),
  ]
}

function ofColumn({ table, name, type, nullable, fallback }: Column): Statement[] {
  const read = `Read<'${table}', '${name}'>`
  const place = `${table}.${name}`
  return [
    { says: `${place} is ${type}`, holds: `Is<NonNullable<${read}>, ${readAs[type] ?? 'never'}>` },
    nullable
      ? { says: `${place} may be null`, holds: `Is<null, ${read}>` }
      : { says: `${place} is never null`, holds: `Not<Is<null, ${read}>>` },
    ...(nullable || fallback !== null
      ? []
      : [
          {
            says: `${place} must be given`,
            holds: `Not<Is<{}, Pick<Insertable<Of<'${table}'>>, '${name}'>>>`,
          },
        ]),
  ]
}

/** The statements that do not hold, as the compiler sees it. */
async function contradictions(all: Statement[]): Promise<string[]> {
  await mkdir(join(ROOT, '.test'), { recursive: true })
  await using folder = await mkdtempDisposable(join(ROOT, '.test', 'schema-'))
  const head = [
    `import type { Insertable, Selectable } from 'kysely'`,
    `import type { Schema } from '../../src/db/schema.ts'`,
    `type Of<T> = T extends keyof Schema ? Schema[T] : never`,
    `type Read<T, C> = C extends keyof Selectable<Of<T>> ? Selectable<Of<T>>[C] : undefined`,
    `type Is<A, B> = [A] extends [never] ? false : [A] extends [B] ? true : false`,
    `type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false`,
    `type Not<A> = A extends true ? false : true`,
  ]
  const body = all.map(({ holds }) => `true satisfies ${holds}`)
  await writeFile(join(folder.path, 'statements.ts'), [...head, ...body].join('\n'))
  const config = { extends: '../../tsconfig.json', include: ['statements.ts'] }
  await writeFile(join(folder.path, 'tsconfig.json'), JSON.stringify(config))
  const said = await compile(folder.path)
  const lines = [...said.matchAll(/statements\.ts\((\d+),/g)].map((match) => Number(match[1]))
  return [...new Set(lines)].map((line) => all[line - 1 - head.length]?.says ?? said)
}

function compile(project: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  execFile(join(ROOT, 'node_modules/.bin/tsc'), ['-p', project, '--pretty', 'false'], (error, stdout) => {
    if (error !== null && !stdout.includes('statements.ts(')) reject(new Error(stdout || error.message))
    else resolve(stdout)
  })
  return promise
}

function union(names: string[]): string {
  return names.map((name) => `'${name}'`).join(' | ')
}
