/**
 * Everything that people can type, press or send. To add something, write its flow in a file named after what people do,
 * and add a line to `incident-`, `alert-`, `postmortem-` or `oncall-listeners.ts`. A flow parses, makes one service call, and
 * replies; `handle` does the rest.
 */
import type { App } from '@slack/bolt'
import { showTray } from './incident/questions.ts'
import { whoIsOnCall } from './oncall/who.ts'
import {
  type Click,
  clickFrom,
  type Form,
  formFrom,
  pickedFrom,
  shortcutFrom,
  type Typed,
  typedFrom,
} from './asking/request.ts'
import { alertClicks, alertForms, alertVerbs } from './alert/alert-listeners.ts'
import { command } from './asking/command.ts'
import { handle } from './asking/handle.ts'
import {
  incidentClicks,
  incidentForms,
  incidentVerbs,
  messageShortcuts,
  shortcuts,
} from './incident/incident-listeners.ts'
import { oncallClicks, oncallForms, oncallVerbs } from './oncall/listeners.ts'
import { typeRotaAlone } from './oncall/schedule.ts'
import { postmortemClicks, postmortemForms } from './postmortem/postmortem-listeners.ts'
import type { Flow, Services } from './asking/services.ts'

export const clicks: Record<string, Flow<Click>> = {
  ...incidentClicks,
  ...alertClicks,
  ...postmortemClicks,
  ...oncallClicks,
}
export const forms: Record<string, Flow<Form>> = {
  ...incidentForms,
  ...alertForms,
  ...postmortemForms,
  ...oncallForms,
}

/** Registers every listener with Bolt. */
export function registerListeners(app: App, services: Services): void {
  const { names } = services.policy.words
  const commands: Record<string, Flow<Typed>> = {
    [names.command]: command('incident', showTray, { ...incidentVerbs, ...alertVerbs }),
    [names.oncall]: command('oncall', whoIsOnCall, oncallVerbs, typeRotaAlone),
  }
  for (const [name, flow] of Object.entries(commands))
    app.command(name, handle(name, typedFrom, flow, services))
  for (const [id, flow] of Object.entries(clicks)) app.action(id, handle(id, clickFrom, flow, services))
  for (const [id, flow] of Object.entries(forms)) app.view(id, handle(`form ${id}`, formFrom, flow, services))
  for (const [id, flow] of Object.entries(shortcuts)) {
    app.shortcut(
      { callback_id: id, type: 'shortcut' },
      handle(`shortcut ${id}`, shortcutFrom, flow, services),
    )
  }
  for (const [id, flow] of Object.entries(messageShortcuts)) {
    app.shortcut(
      { callback_id: id, type: 'message_action' },
      handle(`shortcut ${id}`, pickedFrom, flow, services),
    )
  }
}
