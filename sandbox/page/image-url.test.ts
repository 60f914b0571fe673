import { expect, test } from 'vitest'
import { imageUrl } from './image-url.js'

test.each([
  [{ image_url: 'https://wiki.example/map.png' }, 'https://wiki.example/map.png'],
  [{ slack_file: { url: 'https://files.example/F1/map.png' } }, 'https://files.example/F1/map.png'],
  [{ slack_file: { id: 'F1' } }, '/files/F1'],
])('a picture given as %j is at %s', (image, url) => {
  expect(imageUrl(image)).toBe(url)
})
