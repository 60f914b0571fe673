/** `/ack/<secret>`: the page behind a link in a mail or a push. Reading it does nothing: scanners of mail follow links. */
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { html } from 'hono/html'
import type { PhoneOutcome } from '#escalation/phone-delivery.ts'
import type { ShownPage } from '#escalation/page-view.ts'
import { isWaitedFor } from '#escalation/page.ts'
import { subjectName } from '#escalation/subject.ts'
import { phoneAnswered } from '#messages/phone/phone-replies.ts'
import { inline } from '#words/user-text.ts'

export interface AnswerPageParts {
  linked: (secret: string) => Promise<{ page: ShownPage; answer: { usedAt: Date | null } } | null>
  follow: (secret: string, wish: 'acknowledge' | 'decline') => Promise<PhoneOutcome>
  log: { warn(fields: object, words: string): void }
}

const path = '/ack/:secret{[A-Za-z0-9_-]{16,128}}'
/** The longest answer taken, in bytes. */
const longest = 4_096
const closed = 'This link does not work any more. Open Slack, please.'
const busy = 'I cannot take it at this moment. Try again in a minute, or open Slack, please.'
const style =
  'body{font:18px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:32rem;padding:0 1rem}button{font:inherit;padding:.8rem 1.2rem;margin:.5rem .5rem 0 0}'
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

export function answerPage({ linked, follow, log }: AnswerPageParts): Hono {
  const web = new Hono()
  web.onError((error, c) => {
    log.warn({ err: error }, 'a link of a page could not be answered')
    return c.html(screen(busy), 503)
  })
  web.use('/ack/*', async (c, next) => {
    await next()
    c.header('cache-control', 'no-store')
    c.header('content-security-policy', policy)
    c.header('referrer-policy', 'no-referrer')
    c.header('x-robots-tag', 'noindex')
    c.header('x-content-type-options', 'nosniff')
  })
  web.use('/ack/*', bodyLimit({ maxSize: longest, onError: (c) => c.html(screen(closed), 413) }))
  web.get(path, async (c) => {
    const found = await linked(c.req.param('secret'))
    if (!found) return c.html(screen(closed), 404)
    const { page, answer } = found
    const isOpen = answer.usedAt === null && (isWaitedFor(page) || page.status === 'timed out')
    return c.html(
      screen(titleOf(page), isOpen ? buttons : 'It is answered, or over. Nothing is left for you to do.'),
    )
  })
  web.post(path, async (c) => {
    const form = await c.req.parseBody().catch(() => ({}) as Record<string, unknown>)
    const wish = form['answer'] === 'decline' ? 'decline' : 'acknowledge'
    const outcome = await follow(c.req.param('secret'), wish)
    const isDead = outcome === 'not understood' || outcome === 'noted'
    return c.html(screen(isDead ? closed : phoneAnswered(outcome)), isDead ? 404 : 200)
  })
  return web
}

/** A private incident shows its number only: whoever finds the link is not its member. */
function titleOf({ subject, severity, title, private: isPrivate }: ShownPage): string {
  if (isPrivate) return `Private incident ${subjectName(subject)}. Open Slack.`
  return `You are paged for ${subjectName(subject)}${severity === null ? '' : `, ${severity}`}: ${inline(title, 200)}`
}

const buttons = html`<form method="post"><button>Acknowledge</button></form>
  <form method="post">
    <input type="hidden" name="answer" value="decline" />
    <button>I can’t</button>
  </form>`

function screen(says: string, below: typeof buttons | string = '') {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Muster</title>
        <style>${style}</style>
      </head>
      <body>
        <p>${says}</p>
        ${below}
      </body>
    </html>`
}
