/** Finds the rota that somebody means, and the day in their time zone. */
import { Refusal } from '#errors.ts'
import { unknownRota, whichRota } from '#messages/oncall/oncall-replies.ts'
import type { UserId } from '#incidents/incident.ts'
import type { Rota } from '#oncall/turns/rota.ts'
import { inZone } from '#time.ts'
import { roleFrom } from '../asking/role-words.ts'
import type { Reply, Services } from '../asking/services.ts'

/** The rota that `text` begins or ends with, and the rest of the text; null where none is named. */
export function rotaIn(
  text: string,
  rotas: readonly Rota[],
  { policy }: { policy: Pick<Services['policy'], 'words' | 'squads'> },
): { rota: Rota | null; rest: string } {
  const words = text.split(/\s+/).filter((word) => word !== '')
  for (let from = 0; from < words.length; from++) {
    // No rota's name has more than two words.
    const { role, rest } = roleFrom(words.slice(from, from + 2).join(' '), policy)
    const rota = rotas.find(({ id }) => id === role)
    if (rota)
      return { rota, rest: [...words.slice(0, from), rest, ...words.slice(from + 2)].join(' ').trim() }
  }
  return { rota: null, rest: text }
}

/** Words that join others and mean nothing by themselves; `to` stands between two days. */
const joining = new Set(['the', 'as', 'for', 'in', 'into', 'of', 'on', 'from', 'with', 'at', 'rota'])

export function withoutJoining(text: string): string {
  return text
    .split(/\s+/)
    .filter((word) => !joining.has(word.toLowerCase()))
    .join(' ')
}

/** Goes on with the rota named, or the only one of `choices`; otherwise asks the person, with a button for each. */
export async function withRota(
  text: string,
  choices: readonly Rota[],
  button: { words: string; action: string },
  services: Services,
  then: (rota: string) => Promise<Reply>,
): Promise<Reply> {
  const all = await services.rotas.rotas()
  const { rota, rest } = rotaIn(withoutJoining(text), all, services)
  if (rest !== '') throw new Refusal(unknownRota(rest, all))
  if (rota !== null) return then(rota.id)
  const [only] = choices
  return only !== undefined && choices.length === 1 ? then(only.id) : { say: whichRota(choices, button) }
}

export async function rotaOrRefusal(id: string, { rotas }: Pick<Services, 'rotas'>): Promise<Rota> {
  const all = await rotas.rotas()
  const rota = all.find((one) => one.id === id)
  if (!rota) throw new Refusal(unknownRota(id, all))
  return rota
}

export async function zoneOf(user: UserId, { people }: Pick<Services, 'people'>): Promise<string> {
  return (await people.find(user))?.timeZone ?? 'UTC'
}

export function todayIn(timeZone: string, { clock }: Pick<Services, 'clock'>): Temporal.PlainDate {
  return inZone(clock.now(), timeZone).toPlainDate()
}
