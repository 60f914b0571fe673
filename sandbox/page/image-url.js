/** @import { SlackFileImageObject, UrlImageObject } from '@slack/types' */

/**
 * The address of a picture, given as a URL or as one of Slack's files. The sandbox serves a file by its id.
 * @type {(image: UrlImageObject | SlackFileImageObject) => string | undefined}
 */
export function imageUrl(image) {
  if ('image_url' in image) return image.image_url
  if ('url' in image.slack_file) return image.slack_file.url
  return 'id' in image.slack_file ? `/files/${image.slack_file.id}` : undefined
}
