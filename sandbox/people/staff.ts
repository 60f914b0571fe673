import { userJson } from '../workspace/user-json.ts'
import { type Workspace, seconds, stamp } from '../workspace/workspace.ts'
import type { Employee } from '../workspace/world.ts'

export function touch(ws: Workspace, person: Employee, type: 'user_change' | 'team_join'): void {
  person.updated = seconds(ws)
  const event = { type, user: userJson(ws, person), event_ts: stamp(ws) }
  ws.emit(type, type === 'user_change' ? { ...event, cache_ts: person.updated } : event)
  ws.changed()
}

export function emitDnd(ws: Workspace, me: Employee): void {
  const status = { dnd_enabled: me.dnd.on, next_dnd_start_ts: 1, next_dnd_end_ts: 1 }
  ws.emit('dnd_updated_user', {
    type: 'dnd_updated_user',
    user: me.id,
    dnd_status: status,
    event_ts: stamp(ws),
  })
  ws.changed()
}
