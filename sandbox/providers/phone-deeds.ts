/** Deeds that people do with their phones. */
import type { OpenedPage, PhoneAct, PhoneAnswer } from './phone.ts'
import type { CallControls, Handset, Handsets } from './handsets.ts'
import type { TextLine } from './twilio/text-line.ts'

export interface PhoneDeedParts {
  handsets: Handsets
  texts: TextLine
  /** The address that a text to our numbers is handed to. */
  textWebhook: () => string | null
  reach: (url: string) => string
  changed(): void
}

interface Deeds {
  does(owner: string, act: PhoneAct): Promise<PhoneAnswer>
}

export function makePhoneDeeds({ handsets, texts, textWebhook, reach, changed }: PhoneDeedParts): Deeds {
  async function open(
    handset: Handset,
    url: string,
    method: 'GET' | 'POST',
    form = '',
  ): Promise<PhoneAnswer> {
    const isPost = method === 'POST'
    const headers = {
      accept: 'text/html',
      ...(isPost ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    }
    try {
      const response = await fetch(reach(url), { method, headers, ...(isPost ? { body: form } : {}) })
      handset.browser = pageOf(url, response.status, await response.text())
      changed()
      return { ok: true }
    } catch {
      return { ok: false, error: 'page_not_reached' }
    }
  }

  function withCall(handset: Handset, status: string[], deed: (call: CallControls) => void): PhoneAnswer {
    const call = handset.calls.findLast((one) => status.includes(one.status))
    const controls = handset.line.get(call?.id ?? '')
    if (!controls) return { ok: false, error: status.includes('ringing') ? 'nothing_rings' : 'not_in_a_call' }
    deed(controls)
    return { ok: true }
  }

  return {
    async does(owner, act) {
      const handset = handsets.of(owner)
      if (!handset) return { ok: false, error: 'no_phone' }
      switch (act.act) {
        case 'answerCall':
          return withCall(handset, ['ringing'], (call) => call.answer())
        case 'declineCall':
          return withCall(handset, ['ringing'], (call) => call.decline())
        case 'hangUp':
          return withCall(handset, ['talking'], (call) => call.hangUp())
        case 'pressKey':
          if (!/^[\d*#]$/.test(act.key)) return { ok: false, error: 'no_such_key' }
          return withCall(handset, ['talking'], (call) => call.press(act.key))
        case 'replyText': {
          const to = act.to ?? handset.texts.findLast((one) => !one.mine)?.other
          if (to === undefined) return { ok: false, error: 'nobody_wrote' }
          const isSent = handset.mode !== 'off' && texts.receive(handset, to, act.text, textWebhook())
          return isSent ? { ok: true } : { ok: false, error: 'not_sent' }
        }
        case 'pressPush': {
          const press = handset.buttons.get(act.id)
          if (!press) return { ok: false, error: 'no_such_push' }
          return (await press(act.button)) ? { ok: true } : { ok: false, error: 'not_taken' }
        }
        case 'openLink':
          return open(handset, act.url, 'GET')
        case 'sendPage': {
          const form = handset.browser?.form
          if (!handset.browser || form === undefined) return { ok: false, error: 'nothing_to_send' }
          return open(handset, new URL(form.action, handset.browser.url).href, 'POST', form.body)
        }
        case 'setPhone':
          handsets.setMode(handset, act.mode)
          return { ok: true }
      }
    },
  }
}

/** A page as plain words, and its form. */
function pageOf(url: string, status: number, html: string): OpenedPage {
  const form = /<form\b([^>]*)>([^]*?)<\/form>/i.exec(html)
  const button = /<button\b[^>]*>([^]*?)<\/button>/i.exec(form?.[2] ?? '')?.[1]
  const fields = [...(form?.[2] ?? '').matchAll(/<(?:input|button)\b([^>]*)>/gi)].flatMap(
    ([, given = '']) => {
      const fieldName = attribute(given, 'name')
      return fieldName === '' ? [] : [[fieldName, attribute(given, 'value')] as [string, string]]
    },
  )
  const action = attribute(form?.[1] ?? '', 'action')
  return {
    url,
    status,
    words: words(html.replaceAll(/<(head|style|script)\b[^]*?<\/\1>/gi, ' ')),
    ...(form && button !== undefined
      ? {
          button: words(button),
          form: { action: action === '' ? url : action, body: new URLSearchParams(fields).toString() },
        }
      : {}),
  }
}

function attribute(given: string, wanted: string): string {
  return plain(new RegExp(`\\b${wanted}\\s*=\\s*"([^"]*)"`, 'i').exec(given)?.[1] ?? '')
}

function words(html: string): string {
  return plain(html.replaceAll(/<[^>]*>/g, ' '))
    .replaceAll(/\s+/g, ' ')
    .trim()
}

const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
}

function plain(text: string): string {
  return text.replaceAll(/&(amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity)
}
