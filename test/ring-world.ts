/** A workplace whose people have phones, beside the companies that reach them. */
import type { z } from 'zod'
import type { policySchema } from '#policy/policy.ts'
import { type Providers, startProviders } from '../sandbox/providers/providers.ts'
import { clara, openWorkplace, storyClock, type Workplace } from './workplace.ts'

export const number = '+12025550123'
export const pushKey = 'u'.repeat(30)

export interface Rung extends AsyncDisposable {
  work: Workplace
  phones: Providers
  later(seconds: number): Promise<void>
  /** Lets seconds pass until this is so; a minute at most. */
  until(isSo: () => boolean | Promise<boolean>): Promise<void>
  /** Everything that is under way has come to rest. */
  rest(): Promise<void>
}

/** Clara has these ways, each verified by its code. */
export async function ring(
  contacts: Record<string, string>,
  { publicUrl = true, policy = {} }: { publicUrl?: boolean; policy?: z.input<typeof policySchema> } = {},
): Promise<Rung> {
  await using open = new AsyncDisposableStack()
  const clock = storyClock()
  const phones = open.use(
    await startProviders({
      clock,
      phones: [
        { owner: clara, number, email: 'clara@example.com', topic: 'clara-7f3k', pushoverUser: pushKey },
      ],
    }),
  )
  const environment = {
    ...phones.environment(),
    ...(publicUrl && { MUSTER_URL: 'https://muster.example.com' }),
  }
  const work = open.use(
    await openWorkplace('http', policy, undefined, () => {}, environment, { clock, paceMs: 1000 }),
  )
  phones.connectTo(publicUrl ? { publicUrl: 'https://muster.example.com', local: work.url } : null)
  async function rest() {
    for (let n = 0; n < 4; n++) {
      phones.clockMoved()
      await phones.settled()
      await work.settled()
      clock.moveTo(new Date(clock.now().getTime() + 500))
    }
  }
  async function later(seconds: number) {
    await work.aMinuteLater(seconds / 60)
    await rest()
  }
  async function until(isSo: () => boolean | Promise<boolean>) {
    for (let n = 0; n < 15 && !(await isSo()); n++) await later(2)
  }
  const seen = new Set<string>()
  for (const [kind, value] of Object.entries(contacts)) {
    await work.types(clara, `/oncall contact add ${kind} ${value}`)
    await later(2)
    await later(3)
    if (kind === 'call') await phones.does(clara, { act: 'answerCall' })
    await rest()
    const phone = phones.phone(clara)
    const words = [
      ...(phone?.calls.flatMap(({ spoken }) => spoken) ?? []),
      ...(phone?.texts.map(({ body }) => body) ?? []),
      ...(phone?.mails.map(({ text }) => text) ?? []),
      ...(phone?.pushes.map((push) => JSON.stringify(push)) ?? []),
    ].join(' ')
    const codes = [...words.matchAll(/(?:is: )(\d(?:, \d){5})|\b(\d{6}) is your code/g)]
    const all = codes.map(([, spoken, written]) => (spoken ?? written ?? '').replace(/\D/g, ''))
    const code = all.find((found) => !seen.has(found)) ?? ''
    seen.add(code)
    const said = await work.types(clara, `/oncall contact verify ${code}`)
    if (!said.includes('Verified')) throw new Error(`${kind} not verified: ${said} in ${words}`)
    if (kind === 'call') {
      await phones.does(clara, { act: 'hangUp' })
      await rest()
    }
  }
  const owned = open.move()
  return {
    work,
    phones,
    later,
    until,
    rest,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** Texts that Clara got by SMS. */
export const texts = (one: Rung) => one.phones.phone(clara)?.texts.filter(({ mine }) => !mine) ?? []
