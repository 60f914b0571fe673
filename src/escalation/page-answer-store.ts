/** The ways to answer a page without Slack: links and SMS codes, each for one page and one contact method. */
import type { Db, Trx } from '#db/database.ts'
import { hour } from '#time.ts'

export interface PageAnswer {
  page: string
  method: string
  code: string
  expiresAt: Date
  usedAt: Date | null
}

const columns = ['page', 'method', 'code', 'expires_at as expiresAt', 'used_at as usedAt'] as const

/** Milliseconds for which a link, a code or the keys of a call work. */
export const answerLives = 4 * hour

/** Makes the answer of this page and method known. The same one each time. */
export async function openAnswer(
  db: Db,
  answer: { page: string; method: string; linkHash: string; code: string },
  pagedAt: Date,
): Promise<void> {
  await db
    .insertInto('page_answer')
    .values({
      page: answer.page,
      method: answer.method,
      link_hash: answer.linkHash,
      code: answer.code,
      made_at: pagedAt,
      expires_at: new Date(+pagedAt + answerLives),
      used_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function answerByLink(db: Db, linkHash: string): Promise<PageAnswer | undefined> {
  return db.selectFrom('page_answer').select(columns).where('link_hash', '=', linkHash).executeTakeFirst()
}

/** The newest that can be meant by a code from one of these methods. */
export async function answerByCode(
  db: Db,
  methods: readonly string[],
  code: string,
  now: Date,
): Promise<PageAnswer | undefined> {
  if (methods.length === 0) return undefined
  return db
    .selectFrom('page_answer')
    .select(columns)
    .where('method', 'in', methods)
    .where('code', '=', code)
    .where('expires_at', '>', now)
    .orderBy('made_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function useAnswer(
  trx: Trx,
  { page, method }: Pick<PageAnswer, 'page' | 'method'>,
  now: Date,
): Promise<void> {
  await trx
    .updateTable('page_answer')
    .set({ used_at: now })
    .where('page', '=', page)
    .where('method', '=', method)
    .execute()
}
