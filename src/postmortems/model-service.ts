/** Asks a model, where the company has one, for sentences that people may take over. Nothing else waits for its answer. */
import type { Logger } from 'pino'
import type { Clock } from '#clock.ts'
import type { Db, Trx } from '#db/database.ts'
import { once } from '#db/once.ts'
import { transact } from '#db/transact.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import type { RunContext } from '#due/runner.ts'
import { Refusal } from '#errors.ts'
import type { IncidentService, Reactor } from '#incidents/incident-service.ts'
import type { UserId } from '#incidents/incident.ts'
import { deliver } from '#outbound/deliver.ts'
import { type ModelEndpoint, modelDriver } from '#outbound/drivers/model.ts'
import { urgencies } from '#urgency.ts'
import { isFinished } from './postmortem.ts'
import type { PostmortemService } from './postmortem-service.ts'
import { wakePaperwork } from './paperwork-service.ts'
import { modelQuestion } from './model/model-question.ts'
import { askModel, findModelAnswer, keepOfModel } from './model/model-store.ts'

export interface ModelServiceParts {
  db: Db
  clock: Clock
  log: Pick<Logger, 'info' | 'error'>
  /** Null: there is none, and nothing is ever asked. */
  endpoint: ModelEndpoint | null
  incidents: () => Pick<IncidentService, 'see'>
  postmortems: () => Pick<PostmortemService, 'whole'>
}

/** Milliseconds after which an answer is given up. */
const patience = 600_000

export function createModelService({ db, clock, log, endpoint, incidents, postmortems }: ModelServiceParts) {
  /** Asks once an incident is resolved; never about a private one by itself. */
  const reactor: Reactor = async (trx, { incident, events, now }) => {
    const isOver = events.some(({ type }) => type === 'resolved')
    if (endpoint !== null && isOver && !incident.private) await ask(trx, incident.number, null, now)
  }

  async function ask(trx: Trx, incident: number, by: UserId | null, now: Date): Promise<void> {
    await askModel(trx, incident, { by, at: now })
    await wake(trx, dueKey('model', incident), { at: now, urgency: urgencies.paperwork })
  }

  /** Lets the model read a private incident. Throws a Refusal for anybody but its lead and the owner of its post-mortem. */
  async function letRead(actor: UserId, number: number, key: string): Promise<void> {
    const { roles } = await incidents().see(actor, number)
    const { postmortem } = await postmortems().whole(number)
    if (endpoint === null) throw new Refusal('No model is connected.')
    if (![roles.geoc, roles.im, postmortem?.owner].includes(actor))
      throw new Refusal(
        'Only who leads it, or writes its post-mortem, may let a model read a private incident.',
      )
    const now = clock.now()
    await transact(db, (trx) =>
      once(trx, key, now, async () => {
        await ask(trx, number, actor, now)
        return {}
      }),
    )
  }

  /** The run of `model:<number>`. */
  async function run(number: number, context: RunContext): Promise<{ next: Date | null }> {
    const asked = await findModelAnswer(db, number)
    if (endpoint === null || asked === null || asked.answer !== null) return { next: null }
    const { incident, postmortem, draft } = await postmortems().whole(number)
    const isWanted = postmortem !== null && !isFinished(postmortem.status) && draft.entries.length > 0
    if (!isWanted || (incident.private && asked.askedBy === null)) return { next: null }
    const payload = modelQuestion(incident.title, draft.entries)
    await keepOfModel(db, asked, { model: endpoint.name, question: payload.record })
    const driver = modelDriver(endpoint, async (answer) => {
      await keepOfModel(db, asked, { answer })
      await wakePaperwork(db, number, clock.now())
    })
    const since = asked.askedAt
    const { next } = await deliver(
      {
        thing: `${dueKey('model', number)} ${since.getTime()}`,
        target: `incident:${number}`,
        payload,
        since,
        until: new Date(since.getTime() + patience),
      },
      driver,
      { db, clock, log, ...context },
    )
    return { next }
  }

  return { reactor, letRead, run, isConnected: endpoint !== null }
}

export type ModelService = ReturnType<typeof createModelService>
