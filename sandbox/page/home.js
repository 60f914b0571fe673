import { showBlocks } from './blocks.js'
import { fill, h } from './dom.js'
import { createForm, savedValues } from './form.js'
/** @import { HomeSeen, Screen } from '../surface.ts' */
/** @import { BlockSurface } from './block-surface.ts' */
/** @import { Scope } from './scope.js' */
/** @import { Form } from './form.js' */
/** @import { Session } from './session.js' */

/** @type {Map<string, Form>} */
const forms = new Map()

/**
 * The bot's App Home. Opening it tells the bot, which then publishes the view.
 * @param {HTMLElement} element
 * @param {Session} session
 */
export function createHome(element, session) {
  const blocks = h('div', { class: 'home-blocks' })
  const empty = h('p', { class: 'quiet home-empty' })
  /** @type {string | undefined} */
  let openedFor
  fill(element, h('div', { class: 'home-page' }, empty, blocks))
  return { draw }

  /** @type {(screen: Screen, scope: Scope) => void} */
  function draw(screen, scope) {
    element.hidden = !session.isHome
    if (!session.isHome) {
      openedFor = undefined
      return
    }
    if (openedFor !== screen.me.id) {
      openedFor = screen.me.id
      void session.act({ act: 'openHome' })
    }
    const { home } = screen
    empty.hidden = Boolean(home)
    empty.textContent = `${screen.bot.name} shows nothing here yet.`
    if (home) showBlocks(blocks, home.view.blocks, surfaceOf(home, scope))
    else fill(blocks)
  }

  /** @type {(home: HomeSeen, scope: Scope) => BlockSurface} */
  function surfaceOf({ viewId, view }, scope) {
    const form = forms.get(viewId) ?? createForm(savedValues(view))
    forms.set(viewId, form)
    return {
      scope,
      form,
      click: (block, node, chosen) =>
        session.act({
          act: 'click',
          place: { viewId },
          actionId: node.action_id,
          blockId: block.block_id,
          chosen,
          values: form.collect(view.blocks),
        }),
    }
  }
}
