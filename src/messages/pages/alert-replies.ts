/** Answers to the buttons of a page for alerts. */
import type { Message } from '#words/message.ts'
import { lines, message, when } from '#words/blocks.ts'

export function alertQuiet(group: string, until: Date): Message {
  return message(
    lines([`Nobody is paged for ${group} until `, when(until), '. If it still fires then, it pages again.']),
  )
}

export function countedNotUseful(group: string): Message {
  return message(lines([`Noted for ${group}: this page was not useful. It is counted for its rule.`]))
}

export function alertIsOver(): Message {
  return message(lines(['That is an incident now, or over. Nothing was changed.']))
}
