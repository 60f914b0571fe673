/**
 * Slack escapes exactly three characters.
 * @type {(text: string) => string}
 */
export function unescapeSlack(text) {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
