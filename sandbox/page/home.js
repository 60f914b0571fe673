import { showBlocks } from './blocks.js'
import { fill, h } from './dom.js'
import { createForm } from './form.js'

const forms = new Map()

/** The bot's App Home. Opening it tells the bot, which then publishes the view. */
export function createHome(element, session) {
  const blocks = h('div', { class: 'home-blocks' })
  const empty = h('p', { class: 'quiet home-empty' })
  let openedFor
  fill(element, h('div', { class: 'home-page' }, empty, blocks))
  return { draw }

  function draw(screen, scope) {
    element.hidden = !session.isHome
    if (!session.isHome) {
      openedFor = undefined
      return
    }
    if (openedFor !== screen.me.id) {
      openedFor = screen.me.id
      session.act({ act: 'openHome' })
    }
    const { home } = screen
    empty.hidden = Boolean(home)
    empty.textContent = `${screen.bot.name} shows nothing here yet.`
    showBlocks(blocks, home?.view.blocks ?? [], home ? surfaceOf(home, scope) : { scope })
  }

  function surfaceOf({ viewId, view }, scope) {
    if (!forms.has(viewId)) forms.set(viewId, createForm(view.state?.values))
    const form = forms.get(viewId)
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
