import type {
  ActionsBlock,
  ActionsBlockElement,
  Checkboxes,
  InputBlock,
  InputBlockElement,
  KnownBlock,
  MultiSelect,
  PlainTextElement,
  RadioButtons,
  SectionBlock,
  SectionBlockAccessory,
  Select,
} from '@slack/types'
import type { Option, StateValue } from '../surface.ts'
import type { Form } from './form.js'
import type { Scope } from './scope.js'

/** The place in which blocks are drawn: a message, a modal or the App Home. */
export interface BlockSurface {
  scope: Scope
  form: Form
  /** The channel of a message. */
  channel?: string
  /** The refusals of the bot by block id, after a submission. */
  errors?: Record<string, string>
  /** Tells the bot. `chosen` is Slack's state of the element; a button has none. */
  click: Click
}

export type Click = (
  block: { block_id: string },
  element: { action_id: string },
  chosen?: StateValue,
) => Promise<unknown>

/** A block as the sandbox hands it on: it gave a name to every block and element that had none. */
export type NamedBlock = NamedActions | NamedSection | NamedInput | Other

export type NamedActions = Omit<ActionsBlock, 'elements'> & { block_id: string; elements: Interactive[] }
export type NamedSection = Omit<SectionBlock, 'accessory'> & { block_id: string; accessory?: Interactive }
export type NamedInput = Omit<InputBlock, 'element'> & { block_id: string; element: Interactive }
type Other = Named<Exclude<KnownBlock, ActionsBlock | SectionBlock | InputBlock>, 'block_id'>

/** Everything a person can press, choose or fill in; and the picture that may stand in its place. */
export type Interactive = Named<ActionsBlockElement | InputBlockElement | SectionBlockAccessory, 'action_id'>

/** All selects in one shape: each kind of them reads its own `initial_…`. */
export interface SelectElement {
  type: (Select | MultiSelect)['type']
  action_id: string
  placeholder?: PlainTextElement
  max_selected_items?: number
  initial_option?: Option
  initial_options?: Option[]
  initial_user?: string
  initial_users?: string[]
  initial_channel?: string
  initial_channels?: string[]
  initial_conversation?: string
  initial_conversations?: string[]
  default_to_current_conversation?: boolean
  options?: Option[]
  option_groups?: { label: PlainTextElement; options: Option[] }[]
}

export type BoxesElement = (Checkboxes | RadioButtons) & { action_id: string }

/** The words a screen reader says for a control: `label` alone, or the ids of elements that say it better. */
export interface Naming {
  label: string
  id?: string
  labelledby?: string
  describedby?: string
  required?: boolean
  invalid?: boolean
}

type Named<Each, Key extends string> = Each extends unknown ? Each & Record<Key, string> : never
