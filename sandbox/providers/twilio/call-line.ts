/** The life of a call: dialled, ringing, taken by somebody or a machine, talked through, over. On the sandbox's clock. */
import type { Handset } from '../handsets.ts'
import type { PhoneCall } from '../phone.ts'
import { type Call, callParams, type CallStatus, overStatuses, secondsOf } from './call.ts'
import { readTwiml, type Verb } from './twiml.ts'
import type { TwilioParts } from './twilio-parts.ts'

export interface CallLine {
  dial(call: Call): void
  stop(call: Call, as: 'canceled' | 'completed'): void
  redirect(call: Call, to: Call['begins']): void
}

/** Milliseconds: until it rings, until a network says that nobody is there, until a machine takes it, until a machine is known. */
const takes = { dialling: 1_000, noPhone: 2_000, phoneOff: 3_000, machine: 15_000, detection: 4_000 }
/** Milliseconds that a letter is spoken. */
const letter = 65

export function makeCallLine({ clock, later, handsets, callbacks, changed }: TwilioParts): CallLine {
  function after(ms: number, task: () => void): void {
    later.at(new Date(clock.now().getTime() + ms), task)
  }

  function move(call: Call, status: CallStatus, event: string, more: Record<string, string> = {}): void {
    call.status = status
    call.updatedAt = clock.now()
    changed()
    if (!call.tells?.events.includes(event)) return
    callbacks.tell(call.account, call.tells.url, {
      ...callParams(call),
      CallbackSource: 'call-progress-events',
      SequenceNumber: String(call.told++),
      Timestamp: clock.now().toUTCString(),
      ...more,
    })
  }

  function dial(call: Call): void {
    after(takes.dialling + call.fate.lateMs, () => {
      if (call.status !== 'queued') return
      call.startedAt = clock.now()
      move(call, 'queued', 'initiated')
      const handset = handsets.reachedBy('number', call.to)
      if (call.fate.undelivered || handset === undefined)
        return after(takes.noPhone, () => end(call, 'failed', { SipResponseCode: '404' }))
      move(call, 'ringing', 'ringing')
      ring(call, handset)
    })
  }

  function ring(call: Call, handset: Handset): void {
    if (handset.mode === 'off') return after(takes.phoneOff, () => missed(call))
    if (handset.calls.some(({ status }) => status === 'ringing' || status === 'talking'))
      return end(call, 'busy')
    const shown: PhoneCall = {
      id: call.sid,
      from: call.from,
      at: clock.now().toISOString(),
      status: 'ringing',
      spoken: [],
      asksForKeys: false,
      keys: '',
    }
    call.shown = shown
    handset.calls.push(shown)
    if (handset.mode !== 'machine') handsets.ring(handset, { way: 'call', id: call.sid })
    handset.line.set(call.sid, {
      answer: () => void (call.status === 'ringing' && pickUp(call, 'human')),
      decline: () => void (call.status === 'ringing' && end(call, 'busy')),
      hangUp: () => void (call.status === 'in-progress' && end(call, 'completed')),
      press: (key) => call.gather?.(key),
    })
    const takenByMachine = handset.mode === 'machine' && takes.machine < call.timeout * 1000
    if (takenByMachine) after(takes.machine, () => call.status === 'ringing' && pickUp(call, 'machine_start'))
    after(call.timeout * 1000, () => missed(call))
    changed()
  }

  function missed(call: Call): void {
    if (call.status === 'ringing' || call.status === 'queued') end(call, 'no-answer')
  }

  function pickUp(call: Call, by: 'human' | 'machine_start'): void {
    call.answeredAt = clock.now()
    if (call.shown) call.shown.status = by === 'human' ? 'talking' : 'machine'
    move(call, 'in-progress', 'answered')
    after(call.timeLimit * 1000, () => end(call, 'completed'))
    const { detects } = call
    if (detects !== 'first') begin(call, call.begins)
    if (detects === 'no') return
    function known(): void {
      if (call.status !== 'in-progress') return
      call.answeredBy = by
      if (detects === 'first') begin(call, call.begins)
      else if (detects !== 'no' && detects.meanwhile !== null)
        callbacks.tell(call.account, detects.meanwhile, callParams(call))
    }
    if (by === 'human') known()
    else after(takes.detection, known)
  }

  function begin(call: Call, from: Call['begins'], more: Record<string, string> = {}): void {
    call.document += 1
    call.gather = null
    const mine = call.document
    void (async () => {
      const text = 'twiml' in from ? from.twiml : await fetched(call, from.url, more)
      if (text === null) throw new Error('no document')
      await run(call, readTwiml(text), mine)
    })().catch(() => {
      if (call.document !== mine) return
      call.shown?.spoken.push('We are sorry, an application error has occurred.')
      end(call, 'completed')
    })
  }

  async function fetched(call: Call, url: string, more: Record<string, string>): Promise<string | null> {
    const answer = await callbacks.ask(call.account, url, { ...callParams(call), ...more })
    const isDocument = /\bxml\b/.test(answer?.contentType ?? '')
    return answer && answer.status >= 200 && answer.status < 300 && isDocument ? answer.text : null
  }

  async function run(call: Call, verbs: readonly Verb[], mine: number): Promise<void> {
    const goesOn = (): boolean => call.status === 'in-progress' && call.document === mine
    for (const verb of verbs) {
      if (!goesOn()) return
      switch (verb.verb) {
        case 'Say':
        case 'Pause':
          await waited(speak(call, [verb]))
          break
        case 'Gather': {
          const keys = await gathered(call, verb)
          if (!goesOn()) return
          if (keys === '' && !verb.evenEmpty) break
          const there = 'url' in call.begins ? call.begins.url : ''
          const url = new URL(verb.action ?? there, there === '' ? undefined : there).href
          return begin(call, { url }, { Digits: keys, msg: 'Gather End' })
        }
        case 'Redirect':
          return begin(call, {
            url: new URL(verb.url, 'url' in call.begins ? call.begins.url : undefined).href,
          })
        case 'Hangup':
          return end(call, 'completed')
        case 'Message':
          throw new Error('A call sends no messages')
      }
    }
    if (goesOn()) end(call, 'completed')
  }

  /** Answers how long it takes. */
  function speak(call: Call, verbs: readonly Verb[]): number {
    let ms = 0
    for (const verb of verbs) {
      if (verb.verb === 'Say') {
        call.shown?.spoken.push(verb.text)
        ms += verb.text.length * letter
      }
      if (verb.verb === 'Pause') ms += verb.seconds * 1000
    }
    changed()
    return ms
  }

  async function gathered(call: Call, gather: Extract<Verb, { verb: 'Gather' }>): Promise<string> {
    const ms = speak(call, gather.spoken) + gather.timeout * 1000
    const { promise, resolve } = Promise.withResolvers<void>()
    let keys = ''
    if (call.shown) call.shown.asksForKeys = true
    call.gather = (key) => {
      if (key === null || key === gather.finishOnKey) return resolve()
      keys += key
      if (call.shown) call.shown.keys += key
      if (keys.length >= gather.digits) resolve()
    }
    after(ms, resolve)
    changed()
    await promise
    call.gather = null
    if (call.shown) call.shown.asksForKeys = false
    changed()
    return keys
  }

  function waited(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    after(ms, resolve)
    return promise
  }

  function end(call: Call, status: CallStatus, more: Record<string, string> = {}): void {
    if (overStatuses.includes(call.status)) return
    call.endedAt = clock.now()
    if (call.shown) show(call.shown, status, call.answeredAt !== null)
    const seconds = String(secondsOf(call))
    move(call, status, 'completed', { CallDuration: seconds, Duration: '0', ...more })
    call.gather?.(null)
  }

  return {
    dial,
    stop(call, as) {
      if (call.status === 'in-progress') {
        if (as === 'completed') end(call, 'completed')
      } else end(call, 'canceled')
    },
    redirect(call, to) {
      if (call.status === 'in-progress') begin(call, to)
      else call.begins = to
    },
  }
}

function show(shown: PhoneCall, status: CallStatus, wasAnswered: boolean): void {
  shown.asksForKeys = false
  if (shown.status === 'machine') return
  shown.status = wasAnswered ? 'answered' : status === 'busy' ? 'declined' : 'missed'
}
