import { createChannelHeader } from './channel-header.js'
import { createComposer } from './composer.js'
import { fill, find, h } from './dom.js'
import { createHintCard } from './hint-card.js'
import { createHome } from './home.js'
import { createMessageList } from './message-list.js'
import { createModal } from './modal.js'
import { createPhonePanel } from './phone-panel.js'
import { createSandboxDrawer } from './sandbox-drawer.js'
import { startSession } from './session.js'
import { createSideDoor } from './side-door.js'
import { followSlackLinks } from './slack-link.js'
import { createSidebar } from './sidebar.js'
import { createThreadPane } from './thread-pane.js'
import { drawToasts } from './toasts.js'
import { createTopBar } from './top-bar.js'
/** @import { ChannelSeen, OpenChannel, Screen } from '../surface.ts' */
/** @import { Scope } from './scope.js' */

/** @type {(id: string) => HTMLElement} */
const at = (id) => find(document, `#${id}`) ?? document.body

const session = startSession({ draw, lost })
const messages = createMessageList({ session, label: 'Messages' })
const composer = createComposer({ session, onCommand: () => hint.tried() })
const drawer = createSandboxDrawer(at('drawer'))
const phone = createPhonePanel(at('phone'), at('phone-banner'), session)
const topBar = createTopBar(at('top-bar'), {
  drawer,
  sideDoor: createSideDoor(at('sidebar')),
  phoneDoor: phone.door,
})
const sidebar = createSidebar(at('sidebar'), session)
const header = createChannelHeader(at('channel-header'), session)
const home = createHome(at('home'), session)
const thread = createThreadPane(at('thread'), session)
const modal = createModal(session)
const hint = createHintCard(at('hint'), composer, session)
let isMarking = false

followSlackLinks(session)
at('messages').append(messages.element)
at('composer').append(composer.element)

/** @type {(screen: Screen, scope: Scope) => void} */
function draw(screen, scope) {
  const { channel, me } = screen
  const waiting = screen.channels.reduce((sum, each) => sum + each.mentions, 0)
  document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${session.isHome ? screen.bot.name : (channel?.name ?? screen.team.name)} · ${me.displayName || me.realName} · Muster sandbox`
  topBar.draw(screen)
  sidebar.draw(screen, scope)
  header.draw(screen, scope)
  home.draw(screen, scope)
  thread.draw(screen, scope)
  phone.draw(screen)
  at('messages').hidden = session.isHome
  at('no-bot').hidden = screen.botConnected
  if (channel && !session.isHome) {
    messages.draw(channel.messages, `${me.id} ${channel.id}`, screen, scope, intro(channel))
    composer.draw({ as: me.id, channel: channel.id, label: `Message ${placeName(channel)}` }, screen, scope)
  }
  const canWrite = Boolean(channel?.member && !channel.isArchived && !session.isHome)
  at('composer').hidden = !canWrite
  drawClosed(channel)
  hint.draw(screen)
  modal.draw(screen, scope)
  drawToasts(screen)
  drawer.changed(scope)
  void markRead(channel)
}

/** @type {(channel: ChannelSeen) => string} */
function placeName(channel) {
  return channel.isIm || channel.isMpim ? channel.name : `#${channel.name}`
}

/** @type {(channel: ChannelSeen) => HTMLElement} */
function intro(channel) {
  const words =
    channel.isIm || channel.isMpim
      ? `This is where you and ${channel.name} talk.`
      : channel.purpose || `This is the beginning of #${channel.name}.`
  return h('li', { class: 'intro' }, h('strong', {}, placeName(channel)), h('p', {}, words))
}

/**
 * Takes the composer's place in a channel where the person cannot write.
 * @type {(channel: OpenChannel | undefined) => void}
 */
function drawClosed(channel) {
  const isOutside = channel && !session.isHome && (!channel.member || channel.isArchived)
  at('closed').hidden = !isOutside
  if (!isOutside) return
  if (channel.isArchived) fill(at('closed'), h('p', {}, `#${channel.name} is archived. You can read it.`))
  else {
    const join = h(
      'button',
      {
        type: 'button',
        class: 'button button-primary',
        onclick: () => session.act({ act: 'join', channel: channel.id }),
      },
      'Join channel',
    )
    fill(at('closed'), h('p', {}, `You are looking at #${channel.name} from outside.`), join)
  }
}

/**
 * Marks the open channel as read, unless the window is in the background.
 * @type {(channel: OpenChannel | undefined) => Promise<void>}
 */
async function markRead(channel) {
  if (!channel?.unread || session.isHome || isMarking || document.visibilityState !== 'visible') return
  isMarking = true
  try {
    await session.act({ act: 'read', channel: channel.id })
  } finally {
    isMarking = false
  }
}

/** @type {(isLost: boolean) => void} */
function lost(isLost) {
  at('lost').hidden = !isLost
}
