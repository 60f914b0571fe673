/** Muster running against the local Slack, and the people who use it, for tests of one sentence each. */
import { nextDue, settler } from '../play/settle.ts'
import { StoryClock } from '../play/story-clock.ts'
import { openAsBlob } from 'node:fs'
import { expect, inject, vi } from 'vitest'
import type { z } from 'zod'
import { policySchema } from '#policy/policy.ts'
import type { Cast } from '../sandbox/company.ts'
import type { LocalSlack } from '../sandbox/slack.ts'
import type { Act, Answer, Block, MessageSeen, ModalSeen, StateValue } from '../sandbox/surface.ts'
import { type App, startApp } from '#app/app.ts'
import { readConfig } from '#app/config.ts'
import { createLog } from '../src/log.ts'
import { connectedTo, startLocalSlack } from './local-slack.ts'
import { freely } from './samples/unlimited.ts'

export const [mira, clara, jonas, devon] = ['U05MIRA', 'U03CLARA', 'U02JONAS', 'U04DEVON']
export const general = 'C01GENERAL'

/** An act without its person. */
type Deed = Act extends infer A ? (A extends Act ? Omit<A, 'as'> : never) : never
type Place = { channel: string; ts: string } | { viewId: string }

export interface Workplace extends AsyncDisposable {
  url: string
  slack: LocalSlack
  app: App
  /** Every line that was logged. */
  logged: string[]
  now(): Date
  settled(): Promise<void>
  /** Moves the clock, so that Slack's limits per minute are not what is tested. */
  aMinuteLater(minutes?: number): Promise<void>
  does(as: string, deed: Deed): Promise<Answer>
  /** Types a command, and gives what the person reads. */
  types(as: string, text: string, channel?: string): Promise<string>
  presses(as: string, actionId: string, place: Place): Promise<Answer>
  /** Fills in the form on top, by the names of its fields, and sends it. */
  fills(as: string, values: Record<string, string>): Promise<Answer>
  /** The latest private text to the person. */
  reads(as: string): string
  /** The form on top. */
  form(as: string): ModalSeen | undefined
  /** Declares by command, and gives the incident's number. */
  declares(as: string, title: string): Promise<number>
  room(number: number, as?: string): string
  card(number: number, as?: string): MessageSeen
}

/** A Wednesday, in working hours of everybody in the cast; no test depends on the day it runs. */
export const storyClock = () => new StoryClock(new Date('2027-02-03T12:30:00Z'))

/** The GEOC is Clara, the IM Jonas, and Devon the expert of payments, and nobody does too much; `policy` adds to that or replaces it; `trouble` is there before the first start; `variables` are of the environment; `paceMs` is the longest that a test waits for Slack's pace after a deed. */
export async function openWorkplace(
  mode: 'http' | 'socket' = 'http',
  policy: z.input<typeof policySchema> = {},
  cast?: Cast,
  trouble: (slack: LocalSlack) => void = () => {},
  variables: Record<string, string> = {},
  { clock = storyClock(), paceMs = 10_000 }: { clock?: StoryClock; paceMs?: number } = {},
): Promise<Workplace> {
  await using open = new AsyncDisposableStack()
  const logged: string[] = []
  const slack = open.use(await startLocalSlack({ clock, ...(cast && { cast }) }))
  trouble(slack)
  const app = open.use(
    await startApp({
      config: readConfig({
        ...connectedTo(slack, mode),
        PORT: '0',
        LOG_LEVEL: 'debug',
        MUSTER_HOOK_SECRET: 'a secret of the pager',
        ...variables,
      }),
      policy: policySchema.parse({
        people: { geoc: [clara], im: [jonas] },
        squads: { payments: { sem: [devon] } },
        limits: freely,
        ...policy,
      }),
      clock,
      log: createLog('debug', { write: (line) => void logged.push(line) }),
      snapshot: await openAsBlob(inject('snapshot')),
      pollMs: 20,
    }),
  )
  const url = `http://127.0.0.1:${app.port}`
  const { surface } = slack
  if (mode === 'http') await slack.connectTo(`${url}/slack/events`)
  else await vi.waitFor(async () => expect((await fetch(`${url}/readyz`)).status).toBe(200), 120_000)

  const settle = settler(slack, () => app)
  /** Lets the seconds pass in which Slack's pace holds a call back, and no more. */
  async function settled(): Promise<void> {
    await settle()
    const latest = new Date(clock.now().getTime() + paceMs)
    for (;;) {
      const next = await nextDue(slack, app)
      if (next === null || next > latest) return
      // A key that stays due although it was looked at must not hold time back.
      clock.moveTo(new Date(Math.max(next.getTime(), clock.now().getTime() + 1)))
      await settle()
    }
  }
  await settled()

  async function does(as: string, deed: Deed): Promise<Answer> {
    // Nobody does two things in the same instant.
    clock.moveTo(new Date(clock.now().getTime() + 100))
    const answer = await surface.do({ as, ...deed } as Act)
    await settled()
    return answer
  }

  const reads = (as: string) => surface.ephemerals(as).at(-1)?.text ?? ''
  const form = (as: string) => surface.modals(as).at(-1)

  async function types(as: string, text: string, channel = general): Promise<string> {
    expect(await does(as, { act: 'command', channel, text })).toEqual({ ok: true })
    return reads(as)
  }

  async function fills(as: string, values: Record<string, string>): Promise<Answer> {
    const modal = form(as)
    if (!modal) throw new Error(`${as} has no form open`)
    const filled = Object.entries(values).map(([field, value]) => {
      const input = inputIn(modal, field)
      return [field, { [input.action_id]: stateOf(input, value) }]
    })
    return does(as, { act: 'submit', viewId: modal.viewId, values: Object.fromEntries(filled) })
  }

  async function declares(as: string, title: string): Promise<number> {
    const answer = await types(as, `/incident declare ${title}`)
    const [, number] = /^Incident #(\d+)/.exec(answer) ?? []
    if (number === undefined) throw new Error(`not declared: ${answer}`)
    return Number(number)
  }

  function room(number: number, as = mira): string {
    const found = surface.channels(as).find((one) => `${one.name}-`.startsWith(`incident-${number}-`))
    if (!found) throw new Error(`${as} sees no room of #${number}`)
    return found.id
  }

  function card(number: number, as = mira): MessageSeen {
    const messages = surface.messages(as, room(number, as))
    const found = messages.find((one) => JSON.stringify(one.metadata ?? '').includes('/card"'))
    if (!found) throw new Error(`no card of #${number}`)
    return found
  }

  const owned = open.move()
  return {
    url,
    slack,
    app,
    logged,
    now: () => clock.now(),
    settled,
    async aMinuteLater(minutes = 1) {
      clock.moveTo(new Date(clock.now().getTime() + minutes * 60_000))
      await settled()
    },
    does,
    types,
    presses: (as, actionId, place) => does(as, { act: 'click', place, actionId }),
    fills,
    reads,
    form,
    declares,
    room,
    card,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

function inputIn(modal: ModalSeen, field: string): { type: string; action_id: string } {
  const block = modal.view.blocks.find((one: Block) => one.block_id === field)
  if (!block) throw new Error(`the form has no field ${field}`)
  return block['element'] as { type: string; action_id: string }
}

function stateOf({ type }: { type: string }, value: string): StateValue {
  const option = { text: { type: 'plain_text' as const, text: value }, value }
  switch (type) {
    case 'users_select':
      return { type, selected_user: value }
    case 'static_select':
    case 'radio_buttons':
      return { type, selected_option: option }
    case 'datetimepicker':
      return { type, selected_date_time: value === '' ? null : Math.floor(Date.parse(value) / 1000) }
    case 'datepicker':
      return { type, selected_date: value === '' ? null : value }
    case 'multi_static_select':
      return {
        type,
        selected_options: value
          .split(',')
          .flatMap((one) =>
            one === '' ? [] : [{ text: { type: 'plain_text' as const, text: one }, value: one }],
          ),
      }
    case 'checkboxes':
      return { type, selected_options: value === '' ? [] : [option] }
    default:
      return { type, value }
  }
}
