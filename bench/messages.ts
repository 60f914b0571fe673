/** Measures how many messages of a room are recorded a second, through the door, against bare inserts. */
import { openDatabase } from '#db/client.ts'
import type { Db } from '#db/database.ts'
import { type Finding, rounded, type Setting } from '../chaos/report.ts'
import { settled } from '../chaos/settled.ts'
import { post, signedHeaders } from '../chaos/signed.ts'
import { cast, openWorkplace } from '../chaos/workplace.ts'
import { secret } from '../test/local-slack.ts'

const atOnce = 24
const target = 1_000
/** Rows inserted for comparison. */
const bare = 2_000

export async function messagesBench(setting: Setting): Promise<Finding[]> {
  const databaseUrl = await setting.newDatabase?.()
  if (databaseUrl === undefined) return []
  const sizes = setting.quick ? [1_000] : [1_000, 19_000, 80_000]
  await using place = await openWorkplace({ databaseUrl })
  await using database = await openDatabase({ url: databaseUrl, dataDir: '' })
  await place.start()
  await place.connect()
  await settled(place, database)
  await place.type(cast.reporter, '/incident declare Checkout is down')
  await settled(place, database)
  const { db } = database
  const room = await db.selectFrom('slot').select('channel').where('name', '=', 'room').executeTakeFirst()
  const channel = room?.channel ?? ''
  const floor = await bareInserts(db)
  const findings: Finding[] = []
  let sent = 0
  for (const [index, size] of sizes.entries()) {
    setting.progress(index, sizes.length, `${size} messages`)
    const before = await recorded(db)
    let refused = 0
    const seconds = await manyAtOnce(size, atOnce, async () => {
      sent += 1
      const body = saying(sent, channel)
      const { status } = await post(place.port, body, signedHeaders(body, { secret }), 'json')
      if (status !== 200) refused += 1
    })
    const more = (await recorded(db)) - before
    const rate = more / seconds
    findings.push({
      name: `recorded, room of ${before - bare + size} messages`,
      ok: more === size && rate >= target,
      figures: {
        'a second': rounded(rate),
        recorded: more,
        refused,
        'bare inserts a second': rounded(floor),
      },
    })
  }
  setting.progress(1, 1, '')
  return findings
}

/** Counts the recorded messages; Muster itself posts in the room now and then, too. */
async function recorded(db: Db): Promise<number> {
  const row = await db
    .selectFrom('message')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('author', '=', cast.bystander)
    .executeTakeFirst()
  return Number(row?.n)
}

/** A delivery of Slack's. */
function saying(nth: number, channel: string): string {
  const ts = `${1_800_000_000 + nth}.000100`
  return JSON.stringify({
    type: 'event_callback',
    team_id: 'T0VELODROME',
    event_id: `Ev${nth}`,
    event: {
      type: 'message',
      channel,
      user: cast.bystander,
      text: `It is ${nth} o'clock`,
      ts,
      event_ts: ts,
    },
  })
}

/** The rows of messages the database itself takes a second. */
async function bareInserts(db: Db): Promise<number> {
  let nth = 0
  const seconds = await manyAtOnce(bare, 10, async () => {
    nth += 1
    await db
      .insertInto('message')
      .values({
        channel: 'CBARE',
        ts: `${nth}.1`,
        incident: 1,
        at: new Date(),
        thread_ts: null,
        author: cast.bystander,
        by_app: false,
        subtype: null,
        text: `It is ${nth} o'clock`,
        files: '[]',
        edited_ts: null,
        deleted: false,
      })
      .execute()
  })
  return bare / seconds
}

/** Returns the seconds it took. */
async function manyAtOnce(count: number, width: number, work: () => Promise<void>): Promise<number> {
  const began = performance.now()
  let left = count
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (left > 0) {
        left -= 1
        await work()
      }
    }),
  )
  return (performance.now() - began) / 1_000
}
