/** The phones of a story's people, and the ways by which Muster may reach them. */
import { z } from 'zod'
import { wayVariables, waysIn } from '#app/ways-config.ts'
import type { Ways } from '#outbound/drivers/ways.ts'
import type { ContactKind } from '#policy/contacts.ts'
import type { NewPhone, PhoneSeen } from '../sandbox/providers/phone.ts'
import type { Providers } from '../sandbox/providers/providers.ts'
import type { LocalSlack } from '../sandbox/slack.ts'
import type { Person } from '../sandbox/surface.ts'
import type { Scene } from './scene.ts'

/** Ways that are verified before a story begins, by person; whoever is not named has a phone that Muster does not know. */
export type KnownWays = Readonly<Record<string, readonly ContactKind[]>>

/** The public address of Muster where it has one; the sandbox knows where it leads. */
export const publicAddress = 'https://muster.velodrome.example'

/** Numbers that France keeps for stories. */
const numbers = '+336399800'

/** The phone of the nth person. */
export function phoneOf({ id, name, email }: Person, nth: number): NewPhone {
  const letters = name.replace(/[^a-z0-9]/gi, '')
  return {
    owner: id,
    number: `${numbers}${String(nth + 1).padStart(2, '0')}`,
    email,
    topic: `velodrome-${letters}`,
    pushoverUser: `u${letters}`.padEnd(30, '0').slice(0, 30),
  }
}

/** The ways that connect Muster to these providers. */
export function waysOf(providers: Providers): Ways {
  return waysIn(z.object(wayVariables).parse(providers.environment()))
}

/** Everybody adds their ways and types back the code that came by each. */
export async function giveContacts(
  scene: Scene,
  { slack, providers }: { slack: LocalSlack; providers: Providers },
  known: KnownWays,
): Promise<void> {
  for (const [who, ways] of Object.entries(known)) {
    const player = scene.as(who)
    const as = player.person.id
    for (const way of ways) {
      await player.types(`/oncall contact add ${way} ${valueOf(way, providers.phone(as))}`)
      await scene.advance(5_000)
      if (way === 'call') await player.does({ as, act: 'phone', does: { act: 'answerCall' } })
      await player.types(`/oncall contact verify ${codeIn(way, providers.phone(as))}`)
      if (way === 'call') await player.does({ as, act: 'phone', does: { act: 'hangUp' } })
    }
    for (const { channel, ts } of slack.surface.ephemerals(as))
      await slack.surface.do({ as, act: 'dismiss', channel, ts })
  }
  providers.emptyPhones()
}

function valueOf(way: ContactKind, phone: PhoneSeen | undefined): string {
  const { number = '', email = '', topic = '', pushoverUser = '' } = phone ?? {}
  return { call: number, sms: number, email, ntfy: topic, pushover: pushoverUser }[way]
}

function codeIn(way: ContactKind, phone: PhoneSeen | undefined): string {
  const pushes = phone?.pushes.filter(({ via }) => via === way)
  const words = {
    call: phone?.calls.at(-1)?.spoken.join(' '),
    sms: phone?.texts.at(-1)?.body,
    email: phone?.mails.at(-1)?.text,
    ntfy: pushes?.at(-1)?.message,
    pushover: pushes?.at(-1)?.message,
  }[way]
  const [code] = /(?:\d[,\s]*){6}/.exec(words ?? '') ?? []
  if (code === undefined) throw new Error(`No code came by ${way}: ${words ?? 'nothing came'}.`)
  return code.replaceAll(/\D/g, '')
}
