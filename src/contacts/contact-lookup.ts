/** Questions about contact methods that other features ask: whose is this number, how is this person reached. */
import type { Db } from '#db/database.ts'
import type { ContactKind } from '#policy/contacts.ts'
import { type ContactMethod, type ContactSetting, usableOf } from './contact.ts'
import { methodById, methodsOf, methodsWith, settingOf } from './contact-store.ts'

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
