/** An invented message for tests. */
import type { RecordedMessage } from '#history/heard.ts'

export function sampleMessage(change: Partial<RecordedMessage> = {}): RecordedMessage {
  return {
    channel: 'C1',
    ts: '10.1',
    at: new Date(10_100),
    threadTs: null,
    author: 'U1',
    byApp: false,
    app: null,
    subtype: null,
    text: 'hello',
    files: [],
    editedTs: null,
    deleted: false,
    reactions: [],
    pinned: false,
    ...change,
  }
}
