import { askForText, confirmDialog } from './confirm.js'
/** @import { OpenChannel } from '../surface.ts' */
/** @import { Scope } from './scope.js' */
/** @import { Doing, Session } from './session.js' */
/**
 * @import { MenuItem } from './menu.js'
 * @type {(session: Session) => Promise<void>}
 */
export async function createChannel(session) {
  const name = await askForText({
    title: 'Create a channel',
    label: 'Name',
    yes: 'Create',
    hint: 'Lowercase letters, digits, hyphens and underscores; at most 80.',
  })
  if (!name) return
  const answer = await session.act({ act: 'createChannel', name: name.replace(/^#/, '').trim() })
  if (answer.ok) await session.openChannel(answer.channel)
}

/**
 * The actions on a channel, as items of a menu.
 * @type {(channel: OpenChannel, session: Session) => MenuItem[]}
 */
export function channelMenu(channel, session) {
  const id = channel.id
  /** @type {(words: Parameters<typeof askForText>[0], what: (value: string) => Doing) => Promise<void>} */
  const ask = async (words, what) => {
    const value = await askForText(words)
    if (value !== undefined) await session.act(what(value))
  }
  if (channel.isIm || channel.isMpim) return []
  if (channel.isArchived)
    return [{ label: 'Unarchive', run: () => session.act({ act: 'unarchive', channel: id }) }]
  if (!channel.member) return [{ label: 'Join', run: () => session.act({ act: 'join', channel: id }) }]
  return [
    {
      label: 'Set topic…',
      run: () =>
        ask(
          {
            title: 'Set the topic',
            label: 'Topic',
            value: channel.topic,
            yes: 'Save',
          },
          (topic) => ({ act: 'setTopic', channel: id, topic }),
        ),
    },
    {
      label: 'Set description…',
      run: () =>
        ask(
          {
            title: 'Set the description',
            label: 'Description',
            value: channel.purpose,
            yes: 'Save',
          },
          (purpose) => ({ act: 'setPurpose', channel: id, purpose }),
        ),
    },
    {
      label: 'Rename…',
      run: () =>
        ask(
          {
            title: 'Rename the channel',
            label: 'Name',
            value: channel.name,
            yes: 'Rename',
          },
          (name) => ({ act: 'rename', channel: id, name }),
        ),
    },
    'divider',
    { label: 'Leave', run: () => session.act({ act: 'leave', channel: id }) },
    { label: 'Archive…', danger: true, run: () => archive(channel, session) },
  ]
}

/**
 * The people who could be invited, as items of a menu.
 * @type {(channel: OpenChannel, scope: Scope, session: Session) => MenuItem[]}
 */
export function inviteMenu(channel, scope, session) {
  return scope.people
    .filter((person) => !channel.members.includes(person.id) && !person.deactivated)
    .map((person) => ({
      label: person.realName,
      hint: person.title,
      run: () => session.act({ act: 'invite', channel: channel.id, user: person.id }),
    }))
}

/** @type {(channel: OpenChannel, session: Session) => Promise<void>} */
async function archive(channel, session) {
  const agreed = await confirmDialog({
    title: `Archive #${channel.name}?`,
    body: 'A bot cannot bring it back.',
    yes: 'Archive',
    no: 'Cancel',
    danger: true,
  })
  if (agreed) await session.act({ act: 'archive', channel: channel.id })
}
