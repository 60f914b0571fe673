/** Links that come with an alert: to a dashboard, a runbook, the source itself. */
import { cleanWords } from './clean-words.ts'

export interface AlertLink {
  title: string
  url: string
}

/** The most links kept of an alert, and the longest address, in UTF-16 units. */
const [mostLinks, longestAddress] = [10, 1_000]

/** The web addresses among them, each once, with a title. */
export function saneLinks(links: readonly { title: string; url: string | null | undefined }[]): AlertLink[] {
  const seen = new Set<string>()
  const kept: AlertLink[] = []
  for (const { title, url } of links) {
    const address = linkAddress(url)
    if (address === null || seen.has(address) || kept.length === mostLinks) continue
    seen.add(address)
    kept.push({ title: cleanWords(title, 80) || 'Link', url: address })
  }
  return kept
}

/** An http or https address as the URL standard writes it; null for anything else. */
export function linkAddress(text: string | null | undefined): string | null {
  if (!text || text.length > longestAddress) return null
  const url = URL.parse(text.trim())
  if (url === null || !/^https?:$/.test(url.protocol) || url.username || url.password) return null
  return url.href.length > longestAddress ? null : url.href
}
