import * as channels from '../workspace/channels.ts'
import * as messages from '../workspace/messages.ts'
import type { Asking } from './asking.ts'
import * as interactions from './interactions.ts'
import { closeModal, submit } from './submission.ts'
import * as marks from '../workspace/marks.ts'
import { typed } from './mrkdwn.ts'
import { appPosts, forward, say, upload } from './say.ts'
import { emitDnd, touch } from './staff.ts'
import type { Act, Answer } from '../surface.ts'
import { employee } from '../workspace/new-world.ts'
import { refuse } from '../workspace/refusal.ts'
import {
  type Workspace,
  channelOf,
  freshId,
  isMember,
  messageOf,
  personOf,
  seconds,
  stamp,
} from '../workspace/workspace.ts'
import type { Channel, Employee } from '../workspace/world.ts'

/** Carries out what a person does. Throws a `Refusal` where Slack would not let them. */
export async function perform(a: Asking, act: Act): Promise<Answer> {
  const { ws } = a
  const me = personOf(ws, act.as)
  if (me.deactivated && act.act !== 'reactivate') refuse('user_disabled')
  switch (act.act) {
    case 'say': {
      if (act.text.trim() === '') refuse('no_text')
      const channel = writable(ws, act.channel, me)
      return { ok: true, ts: say(ws, channel, me, act.text, act.thread, act.broadcast === true) }
    }
    case 'upload': {
      const channel = writable(ws, act.channel, me)
      return { ok: true, ts: upload(ws, channel, me, act.files, act.text ?? '', act.thread) }
    }
    case 'forward': {
      const channel = writable(ws, act.channel, me)
      const from = seen(ws, act.message.channel, me)
      return { ok: true, ts: forward(ws, channel, me, { from, ts: act.message.ts }, act.text ?? '') }
    }
    case 'appPosts':
      return { ok: true, ts: appPosts(ws, writable(ws, act.channel, me), act) }
    case 'preview': {
      const channel = seen(ws, act.channel, me)
      messages.change(ws, channel, messageOf(channel, act.ts), { attachments: act.attachments })
      return { ok: true }
    }
    case 'edit': {
      const channel = writable(ws, act.channel, me)
      const message = messageOf(channel, act.ts)
      if (message.user !== me.id) refuse('cant_update_message')
      const edited = { user: me.id, ts: stamp(ws) }
      messages.change(ws, channel, message, { text: typed(ws, act.text), edited })
      return { ok: true }
    }
    case 'delete': {
      const channel = seen(ws, act.channel, me)
      const message = messageOf(channel, act.ts)
      if (message.user !== me.id && !message.bot_id) refuse('cant_delete_message')
      messages.remove(ws, channel, message)
      return { ok: true }
    }
    case 'react':
      marks.react(ws, writable(ws, act.channel, me), act.ts, act.name, me.id)
      return { ok: true }
    case 'unreact':
      marks.unreact(ws, writable(ws, act.channel, me), act.ts, act.name, me.id)
      return { ok: true }
    case 'pin':
      marks.pin(ws, writable(ws, act.channel, me), act.ts, me.id)
      return { ok: true }
    case 'unpin':
      marks.unpin(ws, writable(ws, act.channel, me), act.ts, me.id)
      return { ok: true }
    case 'createChannel':
      if (me.isGuest) refuse('user_is_restricted')
      return { ok: true, channel: channels.createChannel(ws, act.name, act.isPrivate === true, me.id).id }
    case 'join': {
      const channel = channelOf(ws, act.channel)
      if (channel.isPrivate || me.isGuest) refuse('channel_not_found')
      if (channel.isArchived) refuse('is_archived')
      if (!isMember(channel, me.id)) channels.addMember(ws, channel, me.id)
      return { ok: true }
    }
    case 'leave': {
      const channel = writable(ws, act.channel, me)
      if (channel.isGeneral) refuse('cant_leave_general')
      channels.removeMember(ws, channel, me.id)
      return { ok: true }
    }
    case 'invite':
      return invite(ws, writable(ws, act.channel, me), me, act.user)
    case 'kick': {
      const channel = writable(ws, act.channel, me)
      if (!isMember(channel, act.user)) refuse('not_in_channel')
      channels.removeMember(ws, channel, act.user, me.id)
      return { ok: true }
    }
    case 'rename':
      channels.rename(ws, writable(ws, act.channel, me), act.name, me.id)
      return { ok: true }
    case 'archive': {
      const channel = writable(ws, act.channel, me)
      if (channel.isGeneral) refuse('cant_archive_general')
      channels.archive(ws, channel, me.id)
      return { ok: true }
    }
    case 'unarchive': {
      const channel = channelOf(ws, act.channel)
      if (!channel.isArchived) refuse('not_archived')
      channels.unarchive(ws, channel, me.id)
      return { ok: true }
    }
    case 'setTopic':
      channels.setTopic(ws, writable(ws, act.channel, me), act.topic, me.id)
      return { ok: true }
    case 'setPurpose':
      channels.setPurpose(ws, writable(ws, act.channel, me), act.purpose, me.id)
      return { ok: true }
    case 'read': {
      const channel = seen(ws, act.channel, me)
      const last = channel.messages.at(-1)
      if (last && channel.read[me.id] !== last.ts) {
        channel.read[me.id] = last.ts
        ws.changed()
      }
      return { ok: true }
    }
    case 'dismiss':
      ws.world.ephemerals = ws.world.ephemerals.filter((m) => !(m.ts === act.ts && m.only === me.id))
      ws.changed()
      return { ok: true }
    case 'openHome': {
      const home = ws.world.homes[me.id]
      const channel = channels.directMessage(ws, [me.id, ws.world.bot.userId]).channel
      const event = {
        type: 'app_home_opened',
        user: me.id,
        channel: channel.id,
        tab: 'home',
        event_ts: stamp(ws),
      }
      ws.emit('app_home_opened', { ...event, ...(home ? { view: { id: home } } : {}) })
      return { ok: true }
    }
    case 'openIm': {
      const other = act.user === ws.world.bot.userId ? act.user : personOf(ws, act.user).id
      return { ok: true, channel: channels.directMessage(ws, [me.id, other]).channel.id }
    }
    case 'setDnd':
      me.dnd = { on: act.on, ...(act.until ? { until: act.until } : {}) }
      emitDnd(ws, me)
      return { ok: true }
    case 'deactivate':
    case 'reactivate':
      me.deactivated = act.act === 'deactivate'
      touch(ws, me, 'user_change')
      return { ok: true }
    case 'restrict':
    case 'unrestrict':
      me.isGuest = act.act === 'restrict'
      touch(ws, me, 'user_change')
      return { ok: true }
    case 'hire': {
      const hired = employee({ ...act.person, id: act.person.id ?? freshId(ws, 'U') }, ws.world, seconds(ws))
      ws.world.people[hired.id] = hired
      touch(ws, hired, 'team_join')
      const general = Object.values(ws.world.channels).find((c) => c.isGeneral)
      if (general) channels.addMember(ws, general, hired.id)
      return { ok: true }
    }
    case 'phone':
      return a.phones?.does(me.id, act.does) ?? { ok: false, error: 'no_phone' }
    case 'command':
      return interactions.command(a, act)
    case 'shortcut':
      return interactions.shortcut(a, act)
    case 'click':
      return interactions.click(a, act)
    case 'suggest':
      return interactions.suggest(a, act)
    case 'submit':
      return submit(a, act)
    case 'closeModal':
      return closeModal(a, act)
  }
}

function seen(ws: Workspace, id: string, me: Employee): Channel {
  const channel = channelOf(ws, id)
  if (!isMember(channel, me.id)) refuse(channel.isPrivate ? 'channel_not_found' : 'not_in_channel')
  return channel
}

function writable(ws: Workspace, id: string, me: Employee): Channel {
  const channel = seen(ws, id, me)
  if (channel.isArchived) refuse('is_archived')
  return channel
}

function invite(ws: Workspace, channel: Channel, me: Employee, user: string): Answer {
  if (user !== ws.world.bot.userId && personOf(ws, user).deactivated) refuse('cant_invite')
  if (isMember(channel, user)) refuse('already_in_channel')
  channels.addMember(ws, channel, user, me.id)
  return { ok: true }
}
