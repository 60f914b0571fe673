/** The answers of a form, by field. A field that is missing or of another kind reads as empty: forms can be forged. */
import { z } from 'zod'
import { Refusal } from '#errors.ts'

const answer = z.object({
  value: z.string().nullish().catch(null),
  selected_option: z.object({ value: z.string() }).nullish().catch(null),
  selected_options: z
    .array(z.object({ value: z.string() }))
    .nullish()
    .catch(null),
  selected_user: z.string().nullish().catch(null),
  selected_date: z.iso
    .date()
    .refine((date) => date >= '1970')
    .nullish()
    .catch(null),
  // Ends with the year 9999, because `Date` and databases end elsewhere.
  selected_date_time: z.int().min(0).max(253_402_300_799).nullish().catch(null),
})

const stateShape = z.object({ values: z.record(z.string(), z.record(z.string(), answer)) })

/** The answers of one form, given a modal's `view.state`. */
export class FormValues {
  readonly #values: z.infer<typeof stateShape>['values']

  constructor(state: unknown) {
    const parsed = stateShape.safeParse(state)
    if (!parsed.success) throw new Refusal('That form came back incomplete. Please open it again.')
    this.#values = parsed.data.values
  }

  /** The trimmed text; empty when nothing was written. */
  text(name: string): string {
    return this.#answer(name)?.value?.trim() ?? ''
  }

  /** The chosen values, not checked against anything. */
  several(name: string): string[] {
    return this.#answer(name)?.selected_options?.map(({ value }) => value) ?? []
  }

  ticked(name: string): boolean {
    return (this.#answer(name)?.selected_options?.length ?? 0) > 0
  }

  person(name: string): string | null {
    return this.#answer(name)?.selected_user ?? null
  }

  requiredPerson(name: string): string {
    const user = this.person(name)
    if (user === null) throw new Refusal('Choose somebody.', name)
    return user
  }

  /** An ISO date. */
  date(name: string): string | null {
    return this.#answer(name)?.selected_date ?? null
  }

  requiredDate(name: string): string {
    const date = this.#answer(name)?.selected_date ?? null
    if (date === null) throw new Refusal('Choose a day.', name)
    return date
  }

  instant(name: string): Date | null {
    const seconds = this.#answer(name)?.selected_date_time ?? null
    return seconds === null ? null : new Date(seconds * 1000)
  }

  /** The chosen value, not checked against anything. */
  choice(name: string): string | null {
    return this.#answer(name)?.selected_option?.value ?? null
  }

  /** The chosen value; refuses one that is not among `legal`. */
  oneOf<T extends string>(name: string, legal: readonly T[]): T | null {
    const chosen = this.choice(name)
    if (chosen === null) return null
    const known = legal.find((one) => one === chosen)
    if (known === undefined) throw new Refusal('Choose one of the options.', name)
    return known
  }

  requiredOneOf<T extends string>(name: string, legal: readonly T[]): T {
    const chosen = this.oneOf(name, legal)
    if (chosen === null) throw new Refusal('Choose one.', name)
    return chosen
  }

  #answer(name: string): z.infer<typeof answer> | undefined {
    return Object.values(this.#values[name] ?? {})[0]
  }
}

/** The answer of a form that has one field of text. */
export function readText(state: unknown): string {
  return new FormValues(state).text('text')
}
