/** Questions about contact methods that other features ask: whose is this number, how is this person reached. */
import type { Db } from '#db/database.ts'
import type { ContactKind } from '#policy/contacts.ts'
import { type ContactMethod, type ContactSetting, usableOf } from './contact.ts'
import { kindsIn } from './own-rules.ts'
import { methodById, methodsOf, methodsRetired, methodsWith, ownRules, settingOf } from './contact-store.ts'

/** Ids of the methods that are this number: two people may share a phone. */
export async function methodsAt(db: Db, kinds: readonly ContactKind[], value: string): Promise<string[]> {
  return (await methodsWith(db, kinds, value)).map(({ id }) => id)
}

export async function ownerOf(db: Db, method: string): Promise<string | null> {
  return (await methodById(db, method))?.person ?? null
}

export async function waysTo(db: Db, user: string): Promise<{ methods: ContactMethod[] } & ContactSetting> {
  const [methods, setting] = await Promise.all([methodsOf(db, [user]), settingOf(db, user)])
  return { methods: usableOf(methods), ...setting }
}

/** Ways that were found dead since then, for those who answer for their owners. */
export async function deadSince(db: Db, since: Date): Promise<ContactMethod[]> {
  return methodsRetired(db, since)
}

/** Kinds of ways that people have, of those that are dead, and of those in their own rules; no number and no address. */
export async function kindsOf(
  db: Db,
  people: readonly string[],
): Promise<
  {
    person: string
    usable: string[]
    /** Null for somebody without rules of their own. */
    inRules: string[] | null
    retired: { kind: string; code: string | null }[]
  }[]
> {
  const all = Map.groupBy(await methodsOf(db, people), ({ person }) => person)
  const rules = await ownRules(db, people)
  return [...all].map(([person, methods]) => ({
    person,
    usable: usableOf(methods).map(({ kind }) => kind),
    inRules: rules.has(person) ? kindsIn(rules.get(person) ?? []) : null,
    retired: methods
      .filter(({ retiredAt, verifiedAt }) => retiredAt !== null && verifiedAt !== null)
      .map(({ kind, retiredCode }) => ({ kind, code: retiredCode })),
  }))
}
