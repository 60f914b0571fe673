/** Runs one request: identify the person, run the flow within 2.5 s, turn errors into words. */
import { randomUUID } from 'node:crypto'
import { Refusal } from '#errors.ts'
import type { UserId } from '#incidents/incident.ts'
import { noticeView } from './modal.ts'
import { databaseDown, failure, refusal } from '#messages/refusal.ts'
import { unconfirmed, unreadable } from '#messages/short-replies.ts'
import { type Ack, type Answered, sendReply } from './send-reply.ts'
import type { Click, Form, Picked, Shortcut, Typed } from './request.ts'
import { requireColleague } from './colleague.ts'
import type { Flow, Services } from './services.ts'

/** Milliseconds. Slack waits for three seconds. */
const longest = 2_500

/** Makes a listener that runs `flow` and always answers. It never throws. */
export function handle<A extends Typed | Click | Form | Shortcut | Picked>(
  name: string,
  parse: (body: unknown) => A,
  flow: Flow<A>,
  services: Services,
): (request: { body: unknown; ack: unknown }) => Promise<void> {
  return async ({ body, ack }) => {
    const began = performance.now()
    try {
      const asked = parsed(parse, body)
      if (asked === null) {
        services.log.warn({ listener: name }, 'something that Slack sent cannot be read')
        return await (ack as Ack)(notUnderstood(body))
      }
      const answered = await inTime(carryOut(name, asked, flow, services))
      await sendReply(asked, answered, ack as Ack, services)
      await noteAct(asked.user, services)
    } catch (error) {
      services.log.error({ err: error, listener: name }, 'an answer was lost')
    }
    services.observe(name, performance.now() - began)
  }
}

/** Notes after the answer that the person is there. Without a database the answer has said so. */
async function noteAct(user: UserId, { people, clock, log }: Services): Promise<void> {
  try {
    await people.acted(user, clock.now())
  } catch (error) {
    log.warn({ err: error }, 'an act of a person was not noted')
  }
}

/** Null for a payload that is not as Slack sends it. */
function parsed<A>(parse: (body: unknown) => A, body: unknown): A | null {
  try {
    return parse(body)
  } catch {
    return null
  }
}

/** Answers a command, or a form on top of what was typed; Slack shows the answer to nothing else. */
function notUnderstood(body: unknown): Record<string, unknown> {
  const isForm = typeof body === 'object' && body !== null && 'view' in body
  const said = refusal(unreadable)
  return isForm
    ? { response_action: 'push', view: noticeView(said) }
    : { response_type: 'ephemeral', ...said }
}

async function carryOut<A extends Typed | Click | Form | Shortcut | Picked>(
  name: string,
  asked: A,
  flow: Flow<A>,
  services: Services,
): Promise<Answered> {
  try {
    await requireColleague(asked, services)
    return await flow(asked, services)
  } catch (error) {
    return inWords(error, name, services)
  }
}

/** Turns errors into words. No other place does. */
function inWords(error: unknown, listener: string, { log, troubleIn, policy, rotas }: Services): Answered {
  if (error instanceof Refusal) return { no: error.message, field: error.field, instead: error.instead }
  switch (troubleIn(error)) {
    case 'nothing recorded':
      log.error({ err: error, listener }, 'the database could not be used')
      return { trouble: databaseDown(policy.words.contact, rotas.lastKnown()) }
    case 'outcome unknown':
      log.error({ err: error, listener }, 'the outcome of a commit is unknown')
      return { no: unconfirmed, field: undefined, isUnsure: true }
    case null: {
      const reference = randomUUID().slice(0, 8)
      log.error({ err: error, listener, reference }, 'a listener failed')
      return { trouble: failure(reference) }
    }
  }
}

async function inTime(answered: Promise<Answered>): Promise<Answered> {
  const { promise: late, resolve } = Promise.withResolvers<Answered>()
  const timer = setTimeout(() => resolve({ no: unconfirmed, field: undefined, isUnsure: true }), longest)
  try {
    return await Promise.race([answered, late])
  } finally {
    clearTimeout(timer)
  }
}
