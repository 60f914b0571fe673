/** Reads a person, a rota and the rest out of typed words, in whatever order they come. */
import { Refusal } from '#errors.ts'
import type { UserId } from '#incidents/incident.ts'
import type { Rota } from '#oncall/turns/rota.ts'
import type { TypedVerb } from '../asking/typed.ts'
import { rotaIn, withoutJoining } from './rota.ts'

export interface WordsInOrder {
  user: UserId | null
  rota: Rota | null
  rest: string
}

/** Throws a Refusal where several people are named: a deed on one of them would drop the others. */
export function inOrder(
  { command, verb, mentioned, rest }: Pick<TypedVerb, 'command' | 'verb' | 'mentioned' | 'rest'>,
  rotas: readonly Rota[],
  services: Parameters<typeof rotaIn>[2],
): WordsInOrder {
  const people = [...new Set(mentioned)]
  if (people.length > 1)
    throw new Refusal(`Name one person at a time, such as ${command} ${verb} @robin. Nothing was changed.`)
  const nameless = people.length === 0 ? rest : rest.replace(/(?<!\S)@\S+/g, ' ')
  const found = rotaIn(withoutJoining(nameless), rotas, services)
  return { user: people[0] ?? null, rota: found.rota, rest: found.rest.replace(/^to\b|\bto$/i, '').trim() }
}
