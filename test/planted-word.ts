/** A person's word, planted wherever one can lie. */
import { sql } from 'kysely'
import type { Db } from '#db/database.ts'

export const [anna, other] = ['U0ANNA', 'U0OTHER']
export const word = 'xyzzyplugh'
export const at = new Date('2027-02-12T13:00:00Z')
export const clock = { now: () => at }

export const events: [type: string, data: object, actor?: string][] = [
  [
    'declared',
    {
      number: 1,
      title: `${word} is down`,
      severity: 'P2',
      squad: null,
      affected: word,
      private: false,
      drill: false,
      source: { channel: 'C1', ts: '1.1', permalink: null, author: anna, text: word, private: false },
    },
  ],
  [
    'declared',
    {
      number: 1,
      title: 'checkout is down',
      severity: 'P2',
      squad: null,
      affected: null,
      private: false,
      drill: false,
      source: {
        channel: 'C2',
        ts: '9.1',
        permalink: null,
        author: other,
        forwarded: [anna],
        text: word,
        private: true,
      },
    },
    other,
  ],
  ['renamed', { title: 'checkout is down' }, other],
  ['role offered', { role: 'im', to: other, brief: word }],
  ['offer declined', { role: 'im', reason: word }],
  ['fix started', { number: 1, kind: 'revert', what: word, link: null }],
  ['fix ended', { number: 1, outcome: 'worked', remark: word, link: null }],
  ['update posted', { number: 1, text: word, nextAt: null }],
  ['noted', { text: word }],
  ['escalated', { role: 'sem:payments', reason: word }],
  ['page answered', { user: anna, answer: 'declined', reason: word }, other],
  ['resolved', { fix: word, impact: word }],
  ['reopened', { reason: word }],
  ['resolved', { fix: word, impact: word }],
  ['closed', { because: `waived: ${word}` }],
  ['noted', { text: 'still firing' }, 'source:prom'],
]

export async function plant(db: Db): Promise<void> {
  const fresh = { status: 'closed', squad: null, private: false, drill: false, version: events.length }
  const times = { declared_at: at, acknowledged_at: null, resolved_at: at, closed_at: at }
  await db
    .insertInto('incident')
    .values({ number: 1, title: 'checkout is down', severity: 'P2', reporter: anna, ...fresh, ...times })
    .execute()
  for (const [index, [type, data, actor = anna]] of events.entries())
    await db
      .insertInto('incident_event')
      .values({ incident: 1, seq: index + 1, at, actor, type, data: JSON.stringify(data) })
      .execute()
  await db
    .insertInto('kept_declaration')
    .values([
      { id: 'k1', person: anna, wish: JSON.stringify({ title: word }), kept_at: at },
      {
        id: 'k2',
        person: other,
        wish: JSON.stringify({ source: { author: anna, text: word } }),
        kept_at: at,
      },
    ])
    .execute()
  await db
    .insertInto('address_lookup')
    .values({ email: `${word}@example.com`, looked_at: at })
    .execute()
  await db
    .insertInto('person')
    .values({
      id: anna,
      name: `Anna ${word}`,
      email: `${word}@example.com`,
      time_zone: 'UTC',
      active: true,
      guest: false,
      dm_channel: 'D1',
      updated_at: at,
    })
    .execute()
  await db
    .insertInto('contact_method')
    .values({
      id: 'm1',
      person: anna,
      kind: 'email',
      value: `${word}@example.com`,
      place: 0,
      added_at: at,
      verified_at: at,
      retired_at: null,
      retired_code: null,
    })
    .execute()
  const wrongReply = { id: 'sms:1', kind: 'wrong m1', body: '', received_at: at, handled_at: at }
  await db.insertInto('phone_delivery').values(wrongReply).execute()
  const file = {
    id: 'F1',
    name: `${word}.png`,
    mimetype: 'image/png',
    size: 9,
    permalink: `https://files.example/${word}`,
  }
  for (const [ts, author, forwarded] of [
    ['1.1', anna, []],
    ['2.1', anna, []],
    ['3.1', other, [other, anna]],
  ] as const)
    await db
      .insertInto('message')
      .values({
        channel: 'C1',
        ts,
        incident: 1,
        at,
        thread_ts: null,
        author,
        forwarded,
        app: null,
        by_app: false,
        subtype: null,
        text: `The cause is ${word}.`,
        files: JSON.stringify([file]),
        edited_ts: null,
        deleted: false,
        seen_ts: ts,
        read_at: null,
        missing_since: null,
      })
      .execute()
  await db
    .insertInto('message_version')
    .values({ channel: 'C1', ts: '2.1', edited_ts: '', text: `before: ${word}` })
    .execute()
  await db
    .insertInto('message_image')
    .values({
      channel: 'C1',
      ts: '2.1',
      file: 'F1',
      mimetype: 'image/png',
      content: Buffer.from(word),
      refused: null,
    })
    .execute()
  await db
    .insertInto('postmortem')
    .values({
      incident: 1,
      status: 'waived',
      owner: anna,
      due_at: null,
      drafted_at: at,
      review_at: null,
      asked_at: null,
      ended_at: at,
      lesson: `We learned ${word}`,
      reason: word,
    })
    .execute()
  const section = { incident: 1, written_at: at }
  await db
    .insertInto('postmortem_section')
    .values([
      { ...section, name: 'impact', text: word, written_by: anna },
      {
        ...section,
        name: 'context',
        text: `- ours\n- all of ${word} (Anna ${word}, asked afterwards)`,
        written_by: other,
      },
      {
        ...section,
        name: 'summary',
        text: `They wrote: “The cause is ${word}.” Theirs stays.`,
        written_by: other,
      },
    ])
    .execute()
  const edit = { incident: 1, placed: null, at: null, edited_by: anna, edited_at: at }
  await db
    .insertInto('timeline_edit')
    .values({ ...edit, key: 'event:1', words: word })
    .execute()
  const item = {
    incident: 1,
    due_on: null,
    ticket: null,
    made_at: at,
    ended_at: at,
    state: 'will not' as const,
  }
  await db
    .insertInto('action_item')
    .values([
      { ...item, number: 1, what: word, owner: other, made_by: anna, reason: word },
      { ...item, number: 2, what: 'theirs', owner: anna, made_by: other, reason: word },
    ])
    .execute()
  await db
    .insertInto('escalation')
    .values({
      id: '1/1',
      incident: 1,
      nth: 1,
      role: 'sem:payments',
      reason: word,
      started_by: anna,
      started_at: at,
      state: 'answered',
      answered_by: other,
      level: 0,
      level_since: at,
      held_until: null,
      round: 1,
      steps: '[]',
    })
    .execute()
  await sql`
    insert into rota (id, name, role, time_zone, hand_over_time, turn, week_start, weekend, holidays, published_days)
    values ('geoc', 'GEOC', 'geoc', 'UTC', '10:00', 'day', 1, '[6,7]', '[]', 14)`.execute(db)
  const until = new Date(at.getTime() + 86_400_000)
  await db
    .insertInto('cover')
    .values({
      id: 'c1',
      rota: 'geoc',
      kind: 'cover',
      starts_at: at,
      ends_at: until,
      asked_by: anna,
      person: null,
      taken_at: null,
      note: word,
    })
    .execute()
  await db
    .insertInto('hand_over')
    .values({
      rota: 'geoc',
      at,
      outgoing: other,
      incoming: anna,
      noticed_at: at,
      taken_at: null,
      asked: null,
      asked_at: null,
      note: JSON.stringify({ watch: word }),
    })
    .execute()
  await db
    .insertInto('rota_notice')
    .values({
      rota: 'geoc',
      seq: 1,
      at,
      person: other,
      kind: 'change',
      data: JSON.stringify({ by: anna, deed: 'override', reason: word, changes: [] }),
    })
    .execute()
  await db
    .insertInto('alert_quiet')
    .values({
      id: 1,
      service: 'checkout',
      match: '{}',
      from_at: at,
      to_at: until,
      made_by: anna,
      made_at: at,
      why: word,
      ended_by: null,
    })
    .execute()
  await db
    .insertInto('rota_request')
    .values({
      id: 'r1',
      rota: 'geoc',
      asked_by: anna,
      asked_at: at,
      deed: 'override',
      person: other,
      starts_at: at,
      ends_at: until,
      reason: word,
      status: 'open',
      answered_by: null,
      answered_at: null,
      undone_by: null,
      undone_at: null,
      lost: '{}',
    })
    .execute()
  const found = sql<string>`to_tsvector('simple', ${word})`
  await db
    .insertInto('search_document')
    .values({
      incident: 1,
      private: false,
      drill: false,
      seen_by: sql`'{}'::text[]`,
      recorded: found,
      told: found,
      rules: 1,
    })
    .execute()
}

/** The columns that hold the word, as `table.column`. */
export async function found(db: Db): Promise<string[]> {
  const { rows } = await sql<{ table: string; column: string; type: string }>`
    select table_name as table, column_name as column, data_type as type from information_schema.columns
    where table_schema = 'public'`.execute(db)
  const all = await Promise.all(
    rows.map(async ({ table, column, type }) => {
      const text =
        type === 'bytea' ? sql`encode(${sql.ref(column)}, 'escape')` : sql`${sql.ref(column)}::text`
      const here =
        await sql`select 1 from ${sql.table(table)} where strpos(lower(${text}), ${word}) > 0`.execute(db)
      return here.rows.length > 0 ? [`${table}.${column}`] : []
    }),
  )
  return all.flat()
}
