/**
 * The values of the inputs of one message or view, in Slack's `state.values` shape. It outlives the elements, so what a person
 * typed survives an update of the view as long as block and action ids stay the same.
 */
export function createForm(saved = {}) {
  const values = new Map()
  const key = (block, element) => `${block.block_id} ${element.action_id}`
  return {
    /** The value of an input; the first time, what it starts with. */
    value(block, element, initial) {
      if (!values.has(key(block, element))) {
        const before = saved[block.block_id]?.[element.action_id]
        values.set(key(block, element), { type: element.type, ...initial, ...before })
      }
      return values.get(key(block, element))
    },
    set(block, element, value) {
      const whole = { type: element.type, ...value }
      values.set(key(block, element), whole)
      return whole
    },
    /** What stands in the inputs these blocks have now. */
    collect(blocks) {
      const collected = {}
      for (const block of blocks) {
        for (const element of elementsOf(block)) {
          const value = values.get(key(block, element))
          if (value) (collected[block.block_id] ??= {})[element.action_id] = value
        }
      }
      return collected
    },
  }
}

function elementsOf(block) {
  if (block.type === 'input') return [block.element]
  if (block.type === 'section' && block.accessory) return [block.accessory]
  return block.type === 'actions' ? block.elements : []
}
