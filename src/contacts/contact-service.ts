/** Lets people add, verify, order, test and remove their contact methods. */
import { randomBytes } from 'node:crypto'
import type { Clock } from '#clock.ts'
import type { Db, Trx } from '#db/database.ts'
import { once } from '#db/once.ts'
import { transact } from '#db/transact.ts'
import { dueKey } from '#due/due-key.ts'
import { wake, wakeAll } from '#due/due-store.ts'
import { Refusal } from '#errors.ts'
import type { ContactKind } from '#policy/contacts.ts'
import { urgencies } from '#urgency.ts'
import {
  type ContactMethod,
  type ContactSetting,
  contactValue,
  kindNames,
  type OwnContacts,
  type RuleBounds,
  usableOf,
} from './contact.ts'
import { addressHash, codeLives, isCode, isFlood, wrongCodes } from './contact-code.ts'
import {
  type ContactMessage,
  countWrong,
  deleteContacts,
  deleteMethod,
  insertContactMessage,
  insertMethod,
  markUsed,
  markVerified,
  methodsOf,
  openCodes,
  peopleWithContacts,
  saveSetting,
  setPlaces,
  settingOf,
  weeklyTesters,
  writtenLately,
} from './contact-store.ts'
import { nextWeekly } from './weekly-test.ts'

export interface ContactParts {
  db: Db
  clock: Clock
  /** A secret outside the database, from which codes are made. */
  codeKey: string
  /** Kinds that this installation can use. */
  kinds: readonly ContactKind[]
  /** The policy's word on rules of people's own. */
  bounds: RuleBounds
}

export type Contacts = ReturnType<typeof createContacts>

/** A person has at most so many. */
const mostMethods = 12

export function createContacts({ db, clock, codeKey, kinds, bounds }: ContactParts) {
  async function mine(user: string): Promise<OwnContacts> {
    const [methods, setting] = await Promise.all([methodsOf(db, [user]), settingOf(db, user)])
    return { methods, ...setting, kinds, bounds }
  }

  /** Adds a method and sends a code by it. The same one again gets another code. */
  async function add(user: string, kind: ContactKind, typed: string, key: string): Promise<ContactKind> {
    requireKind(kind)
    const value = contactValue(kind, typed)
    await change(user, key, async (trx, methods, now) => {
      const same = methods.find((one) => one.kind === kind && one.value === value)
      if (same && same.verifiedAt !== null && same.retiredAt === null)
        throw new Refusal(`You have that ${kindNames[kind]} already, and it is verified.`, 'value')
      if (!same && methods.length >= mostMethods)
        throw new Refusal(`You have ${mostMethods} ways already. Remove one first.`, 'value')
      const place = Math.max(0, ...methods.map((one) => one.place + 1))
      const method = same ?? { id: randomBytes(9).toString('base64url'), person: user, kind, value, place }
      if (!same) await insertMethod(trx, method, now)
      await write(trx, method, 'code', now)
    })
    return kind
  }

  /** Takes the code that came by a method. Wrong ones are counted, and a few end all that are open. */
  async function verify(user: string, typed: string): Promise<ContactMethod> {
    const now = clock.now()
    const found = await transact(db, async (trx) => {
      const codes = (await openCodes(trx, user, now)).filter(({ tries }) => tries < wrongCodes)
      const right = codes.find(({ id }) => isCode(codeKey, id, typed.slice(0, 40)))
      if (right === undefined) {
        await countWrong(
          trx,
          codes.map(({ id }) => id),
        )
        return codes.length === 0 ? 'none' : 'wrong'
      }
      await markUsed(trx, right.id, now)
      await markVerified(trx, right.method, now)
      await wakeShown(trx, user, now)
      return (await methodsOf(trx, [user])).find(({ id }) => id === right.method) ?? 'none'
    })
    if (found === 'none')
      throw new Refusal(
        'No code of yours is open: they last 15 minutes and a few tries. Add the way again for a new one.',
        'code',
      )
    if (found === 'wrong')
      throw new Refusal('That is not the code. Look at the latest message and type it again.', 'code')
    return found
  }

  /** Kinds named come first, in that order; the rest stays as it was. */
  async function order(user: string, first: readonly ContactKind[], key: string): Promise<OwnContacts> {
    await change(user, key, async (trx, methods) => {
      const rank = (one: ContactMethod) => (first.includes(one.kind) ? first.indexOf(one.kind) : first.length)
      const sorted = methods.toSorted((a, b) => rank(a) - rank(b) || a.place - b.place)
      await setPlaces(
        trx,
        user,
        sorted.map(({ id }) => id),
      )
    })
    return mine(user)
  }

  /** `which`: a kind, a value, or an id. Throws a Refusal when it fits none or several. */
  async function remove(user: string, which: string, key: string): Promise<ContactMethod> {
    const wanted = which.trim().toLowerCase()
    let gone: ContactMethod | undefined
    await change(user, key, async (trx, methods) => {
      const fits = methods.filter(
        ({ id, kind, value }) => id === which || kind === wanted || value === valueLike(kind, which),
      )
      if (fits.length > 1)
        throw new Refusal(
          'You have several of those. Say which: type its number or address instead.',
          'remove',
        )
      ;[gone] = fits
      if (gone === undefined) throw new Refusal('You have no such way. Nothing was changed.', 'remove')
      await deleteMethod(trx, user, gone.id)
    })
    if (gone === undefined) throw new Refusal('It is removed already.')
    return gone
  }

  /** Sends a test by every verified method. Returns those. */
  async function test(user: string, key: string): Promise<ContactMethod[]> {
    await change(user, key, async (trx, methods, now) => {
      const usable = usableOf(methods).filter(({ kind }) => kinds.includes(kind))
      if (usable.length === 0)
        throw new Refusal('You have no verified way yet, so there is nothing to test besides Slack.')
      for (const method of usable) await write(trx, method, 'test', now)
    })
    return usableOf(await methodsOf(db, [user])).filter(({ kind }) => kinds.includes(kind))
  }

  async function set(user: string, wish: Partial<ContactSetting>): Promise<OwnContacts> {
    const now = clock.now()
    await transact(db, async (trx) => {
      await saveSetting(trx, user, { ...(await settingOf(trx, user)), ...wish })
      await wakeShown(trx, user, now)
    })
    return mine(user)
  }

  async function change(
    user: string,
    key: string,
    effect: (trx: Trx, methods: ContactMethod[], now: Date) => Promise<void>,
  ): Promise<void> {
    const now = clock.now()
    await transact(db, (trx) =>
      once(trx, key, now, async () => {
        await effect(trx, await methodsOf(trx, [user]), now)
        await wakeShown(trx, user, now)
        return {}
      }),
    )
  }

  async function write(
    trx: Trx,
    { id: method, person, kind, value }: Pick<ContactMethod, 'id' | 'person' | 'kind' | 'value'>,
    purpose: ContactMessage['purpose'],
    now: Date,
  ): Promise<void> {
    const valueHash = addressHash(codeKey, value)
    const written = await writtenLately(trx, purpose, { person, valueHash }, now)
    if (isFlood(written, { purpose, person, valueHash }, now))
      throw new Refusal(
        `Too many ${purpose}s were asked for, so none was sent by ${kindNames[kind]}. Please wait an hour.`,
        'value',
      )
    const id = randomBytes(9).toString('base64url')
    const expiresAt = new Date(+now + codeLives)
    await insertContactMessage(trx, { id, method, person, purpose, valueHash, madeAt: now, expiresAt })
    await wake(trx, dueKey('contact', id), { at: now, urgency: urgencies.talk })
  }

  function requireKind(kind: ContactKind): void {
    if (kinds.includes(kind)) return
    const known = kinds.length === 0 ? 'none yet' : kinds.map((one) => kindNames[one]).join(', ')
    throw new Refusal(
      `Muster cannot reach anybody by ${kindNames[kind]} here: the people who run it have not connected that. Ways that work: ${known}.`,
      'kind',
    )
  }

  /** The run of `weekly-test:all`: tests everybody's ways in the hour they chose. */
  async function testWeekly(zoneOf: (user: string) => Promise<string>): Promise<{ next: Date | null }> {
    if (kinds.length === 0) return { next: null }
    const now = clock.now()
    const hour = now.toISOString().slice(0, 13)
    for (const { person, weeklyTest } of await weeklyTesters(db)) {
      const since = new Date(+now - 3_600_000)
      if (nextWeekly(weeklyTest, await zoneOf(person), since) > now) continue
      // Nothing to test, or too much of it: next week, then.
      await test(person, `weekly:${person}:${hour}`).catch((error: unknown) => {
        if (!(error instanceof Refusal)) throw error
      })
    }
    return { next: new Date((Math.floor(+now / 900_000) + 1) * 900_000) }
  }

  return {
    mine,
    testWeekly,
    add,
    verify,
    order,
    remove,
    test,
    set,
    holders: () => peopleWithContacts(db),
    /** Nobody calls somebody who has left. */
    personLeft: (user: string) => transact(db, (trx) => deleteContacts(trx, user)),
  }
}

/** Wakes all that shows how somebody can be reached: their Home, and notices about it. */
async function wakeShown(trx: Trx, user: string, now: Date): Promise<void> {
  const when = { at: now, urgency: urgencies.talk }
  await wakeAll(trx, [
    [dueKey('homes', 'all'), when],
    [dueKey('contacts', user), when],
    [dueKey('readiness', 'all'), when],
  ])
}

function valueLike(kind: ContactKind, typed: string): string | null {
  try {
    return contactValue(kind, typed)
  } catch {
    return null
  }
}
