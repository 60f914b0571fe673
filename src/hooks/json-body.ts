/** The JSON of a delivery, when it is one that a monitoring would send. */
import { Unreadable } from '#alerts/raw-delivery.ts'

/** Brackets within brackets. */
const deepest = 64

export function jsonOf(body: Uint8Array): unknown {
  const text = Buffer.from(body)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
  if (depthOf(text) > deepest) throw new Unreadable('its JSON is nested too deeply')
  try {
    return JSON.parse(text)
  } catch {
    throw new Unreadable('it is not JSON')
  }
}

function depthOf(text: string): number {
  let [depth, most] = [0, 0]
  let isQuoted = false
  for (let n = 0; n < text.length; n++) {
    const code = text.charCodeAt(n)
    if (isQuoted) {
      if (code === 92) n += 1
      else if (code === 34) isQuoted = false
    } else if (code === 34) isQuoted = true
    else if (code === 91 || code === 123) most = Math.max(most, (depth += 1))
    else if (code === 93 || code === 125) depth -= 1
  }
  return most
}
