/** @type {Record<string, string>} */
const WORDS = {
  not_in_channel: 'You are not in this channel. Join it first.',
  is_archived: 'This channel is archived.',
  channel_not_found: 'You cannot see that channel.',
  name_taken: 'A channel of that name exists already, perhaps archived.',
  invalid_name: 'Use lowercase letters, digits, hyphens and underscores.',
  restricted_action: 'The workspace does not allow that.',
  user_is_restricted: 'Guests cannot do that.',
  user_is_deactivated: 'This person no longer works here.',
  cant_delete_message: 'You can delete only your own messages.',
  cant_update_message: 'You can edit only your own messages.',
  message_not_found: 'That message is gone.',
  already_reacted: 'You reacted like that already.',
  no_text: 'There is nothing to send.',
  msg_too_long: 'That is too long.',
  nothing_rings: 'Nothing rings any more.',
  not_in_a_call: 'There is no call any more.',
  nobody_wrote: 'Nobody wrote to this phone yet.',
  not_sent: 'The text was not sent. Is the phone off?',
  not_taken: 'It was not taken: perhaps it is over already.',
  page_not_reached: 'That page cannot be reached.',
}

/**
 * Says in words why an act was refused. An unknown code is shown as it is.
 * @type {(code: string | undefined) => string}
 */
export function refusalWords(code) {
  if (code?.startsWith('invalid_name')) return WORDS['invalid_name'] ?? code
  return WORDS[code ?? ''] ?? `Slack refused: ${code ?? 'unknown_error'}`
}
