import { askForText, confirmDialog } from './confirm.js'
import { openMenu } from './menu.js'
import { nameOf } from './scope.js'
/** @import { Person } from '../surface.ts' */
/** @import { Session } from './session.js' */

/**
 * The actions on oneself and the company: pause notifications, open a second window, hire, leave.
 * @type {(anchor: HTMLElement, me: Person, session: Session) => void}
 */
export function openPersonMenu(anchor, me, session) {
  openMenu(anchor, 'About you', [
    { label: 'Open a second window', hint: 'To be somebody else there', href: window.location.href },
    {
      label: me.dnd?.on ? 'Turn Do Not Disturb off' : 'Turn Do Not Disturb on',
      hint: 'Silences a bot’s direct messages',
      run: () => session.act({ act: 'setDnd', on: !me.dnd?.on }),
    },
    'divider',
    { label: 'Hire somebody…', run: () => hire(session) },
    { label: `Let ${nameOf(me)} leave the company…`, danger: true, run: () => leave(me, session) },
  ])
}

/** @type {(session: Session) => Promise<void>} */
async function hire(session) {
  const realName = await askForText({ title: 'Hire somebody', label: 'Full name', yes: 'Hire' })
  if (realName?.trim()) await session.act({ act: 'hire', person: { realName: realName.trim() } })
}

/** @type {(me: Person, session: Session) => Promise<void>} */
async function leave(me, session) {
  const agreed = await confirmDialog({
    title: `Deactivate ${nameOf(me)}?`,
    body: 'They can no longer be written to, invited or paged.',
    yes: 'Deactivate',
    no: 'Cancel',
    danger: true,
  })
  if (agreed && (await session.act({ act: 'deactivate' })).ok) await session.go({ as: undefined })
}
