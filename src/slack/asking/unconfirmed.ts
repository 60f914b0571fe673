/** Lists what somebody may do about whom Slack says nothing at the moment. Pure. */
import { readCommandLine } from './command-line.ts'
import type { Click, Form, Picked, Shortcut, Typed } from './request.ts'

/** Declaring must not depend on what Slack says; a page is answered only by the one it was sent to. */
const anybodys: Record<Exclude<Inquiry['kind'], 'command'>, readonly string[]> = {
  click: [
    'tray.declare',
    'declare.sure',
    'page.acknowledge',
    'page.decline',
    'page.declare',
    'page.quiet',
    'page.not-useful',
  ],
  form: ['incident.declare', 'page.cannot'],
  shortcut: ['declare'],
  picked: ['declare-from-message'],
}

export type Inquiry = Typed | Click | Form | Shortcut | Picked

/** `incident`: the name of the command that declares. */
export function needsNoConfirming(asked: Inquiry, incident: string): boolean {
  switch (asked.kind) {
    case 'command':
      return asked.command === incident && readCommandLine(asked.text).verb === 'declare'
    case 'click':
      return anybodys.click.includes(asked.action)
    case 'form':
    case 'shortcut':
    case 'picked':
      return anybodys[asked.kind].includes(asked.callback)
  }
}
