/** @import { SlackFileImageObject, UrlImageObject } from '@slack/types' */

/**
 * The address of a picture, given as a URL or as one of Slack's files. A file named only by its id has none here.
 * @type {(image: UrlImageObject | SlackFileImageObject) => string | undefined}
 */
export function imageUrl(image) {
  if ('image_url' in image) return image.image_url
  return 'url' in image.slack_file ? image.slack_file.url : undefined
}
