/** @import { Block, StateValue, StateValues, View } from '../surface.ts' */
/** @import { Interactive, NamedBlock } from './block-surface.ts' */

/** @typedef {ReturnType<typeof createForm>} Form */
/** @typedef {{ block_id: string }} InBlock */
/** @typedef {{ type: string, action_id: string }} Input */
/** @typedef {Omit<StateValue, 'type'>} Filled */

/**
 * The values of the inputs of one message or view, in Slack's `state.values` shape. They outlive the elements: typed words survive
 * an update of the view as long as block and action ids stay the same.
 * @param {StateValues} [saved]
 */
export function createForm(saved = {}) {
  /** @type {Map<string, StateValue>} */
  const values = new Map()
  /** @type {(block: InBlock, element: { action_id: string }) => string} */
  const key = (block, element) => `${block.block_id} ${element.action_id}`
  return {
    /**
     * The value of an input; the first time, its `initial` one.
     * @type {(block: InBlock, element: Input, initial: Filled) => StateValue}
     */
    value(block, element, initial) {
      const known = values.get(key(block, element))
      if (known) return known
      const before = saved[block.block_id]?.[element.action_id]
      const first = { type: element.type, ...initial, ...before }
      values.set(key(block, element), first)
      return first
    },
    /** @type {(block: InBlock, element: Input, value: Filled) => StateValue} */
    set(block, element, value) {
      const whole = { type: element.type, ...value }
      values.set(key(block, element), whole)
      return whole
    },
    /**
     * The values of the inputs that these blocks have now.
     * @type {(blocks: Block[]) => StateValues}
     */
    collect(blocks) {
      const named = /** @type {NamedBlock[]} */ (blocks)
      /** @type {StateValues} */
      const collected = {}
      for (const block of named) {
        for (const element of elementsOf(block)) {
          const value = values.get(key(block, element))
          if (value) (collected[block.block_id] ??= {})[element.action_id] = value
        }
      }
      return collected
    },
  }
}

/**
 * The values that the sandbox keeps for a view.
 * @type {(view: View) => StateValues}
 */
export function savedValues(view) {
  const state = /** @type {{ values?: StateValues } | undefined} */ (view['state'])
  return state?.values ?? {}
}

/** @type {(block: NamedBlock) => Interactive[]} */
function elementsOf(block) {
  if (block.type === 'input') return [block.element]
  if (block.type === 'section' && block.accessory) return [block.accessory]
  return block.type === 'actions' ? block.elements : []
}
