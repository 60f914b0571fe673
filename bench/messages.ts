/** How many messages of a room are recorded a second, through the door, against bare inserts. */
import { openDatabase } from '#db/client.ts'
import { type Finding, rounded, type Setting } from '../chaos/report.ts'
import { settled } from '../chaos/settled.ts'
import { post, signedHeaders } from '../chaos/signed.ts'
import { cast, openWorkplace, secret } from '../chaos/workplace.ts'

const atOnce = 24
const target = 1_000

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
  const count = async () =>
    Number(
      (
        await db
          .selectFrom('message')
          .select((e) => e.fn.countAll<number>().as('n'))
          // Muster says something there now and then, too.
          .where('author', '=', cast.bystander)
          .executeTakeFirst()
      )?.n,
    )

  let next = 0
  async function send(): Promise<boolean> {
    next += 1
    const ts = `${1_800_000_000 + next}.000100`
    const body = JSON.stringify({
      type: 'event_callback',
      team_id: 'T0VELODROME',
      event_id: `Ev${next}`,
      event: {
        type: 'message',
        channel,
        user: cast.bystander,
        text: `It is ${next} o'clock`,
        ts,
        event_ts: ts,
      },
    })
    const { status } = await post(place.port, body, signedHeaders(body, { secret }), 'json')
    return status === 200
  }

  const began = performance.now()
  let bare = 0
  await manyAtOnce(2_000, 10, async () => {
    bare += 1
    await db
      .insertInto('message')
      .values({
        channel: 'CBARE',
        ts: `${bare}.1`,
        incident: 1,
        at: new Date(),
        thread_ts: null,
        author: cast.bystander,
        by_app: false,
        subtype: null,
        text: `It is ${bare} o'clock`,
        files: '[]',
        edited_ts: null,
        deleted: false,
      })
      .execute()
  })
  const floor = 2_000 / ((performance.now() - began) / 1_000)
  const findings: Finding[] = []
  for (const [index, size] of sizes.entries()) {
    setting.progress(index, sizes.length, `${size} messages`)
    const before = await count()
    const began = performance.now()
    let refused = 0
    await manyAtOnce(size, atOnce, async () => {
      if (!(await send())) refused += 1
    })
    const seconds = (performance.now() - began) / 1_000
    const recorded = (await count()) - before
    const rate = recorded / seconds
    findings.push({
      name: `recorded, room of ${before - 2_000 + size} messages`,
      ok: recorded === size && rate >= target,
      figures: {
        'a second': rounded(rate),
        recorded,
        refused,
        'bare inserts a second': rounded(floor),
      },
    })
  }
  setting.progress(1, 1, '')
  return findings
}

async function manyAtOnce(count: number, width: number, work: () => Promise<void>): Promise<void> {
  let left = count
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (left > 0) {
        left -= 1
        await work()
      }
    }),
  )
}
