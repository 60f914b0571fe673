/** A page that people send to themselves. Its button `test.acknowledge` carries the test. */
import type { Message } from '#words/message.ts'
import { bold, button, buttons, lines, message } from '#words/blocks.ts'

export function testPage({
  id,
  askedAt,
  acknowledgedAt,
}: {
  id: string
  askedAt: Date
  acknowledgedAt: Date | null
}): Message {
  if (acknowledgedAt !== null) {
    const seconds = Math.round((+acknowledgedAt - +askedAt) / 1000)
    return message(lines([`It reached you: acknowledged after ${seconds} s. Nobody else was asked.`]))
  }
  return message(
    lines(
      [bold('This is a test page'), ', sent by yourself. A real one looks and sounds like this.'],
      ['Heard nothing? Look at Slack’s notification settings and at Do Not Disturb.'],
    ),
    buttons(button('Acknowledge', 'test.acknowledge', id, 'primary')),
  )
}
