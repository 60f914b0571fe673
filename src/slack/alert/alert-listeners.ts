/** Lists what people type, press and send about alerts, and the flow of each. */
import type { Click, Form } from '../asking/request.ts'
import type { Flow } from '../asking/services.ts'
import type { TypedVerb } from '../asking/typed.ts'
import { declareFromGroup, notUseful, quietGroup, typeAlerts } from './alerts.ts'
import { submitQuiet, typeQuiet } from './quiet.ts'

/** `/incident <verb>`. */
export const alertVerbs: Record<string, Flow<TypedVerb>> = {
  alerts: typeAlerts,
  alert: typeAlerts,
  quiet: typeQuiet,
  maintenance: typeQuiet,
}

/** Buttons, by action id; each value is a group's number. */
export const alertClicks: Record<string, Flow<Click>> = {
  'alert.declare': declareFromGroup,
  'alert.quiet': quietGroup,
  'alert.not-useful': notUseful,
}

/** Forms, by callback id. */
export const alertForms: Record<string, Flow<Form>> = { 'alert.quiet': submitQuiet }
