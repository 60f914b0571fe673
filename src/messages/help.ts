/** Lists the commands, in the order people need them. */
import type { Message } from '#words/message.ts'
import { bold, type Line, lines, message } from '#words/blocks.ts'
import type { Words } from '#incidents/words.ts'

const groups = {
  incident: [
    ['declare [what is happening]', 'something is wrong: open a room and page people'],
    ['list [all | drills] [before #12]', 'what is open now, or all, or drills; the newest first'],
    ['status [number]', 'where it stands'],
    ['update', 'tell stakeholders'],
    ['severity P1…P5', 'change how bad it is; when unsure, take the higher'],
    ['escalate', 'call an expert or a manager'],
    ['assign', 'give somebody a role, or take one over'],
    ['handoff', 'offer your role to somebody'],
    ['note …', 'write something into the record'],
    ['began [09:40]', 'when people began to be affected; unknown takes it back'],
    ['ended [10:30]', 'when they no longer were; this does not resolve it'],
    ['resolve', 'it is over: what fixed it?'],
    ['reopen', 'it came back'],
    ['cancel', 'it was not one; cancel all by @somebody ends all that they declared'],
    ['merge', 'it is the same as another one'],
    ['postmortem', 'the draft, and what can be done with it; postmortem export as a file'],
    ['timeline', 'change a line of the timeline'],
    ['actions', 'what was promised; actions add #12 … promises something'],
    ['search …', 'has this happened before, and what fixed it?'],
    ['stats [month or squad]', 'how many, how bad, how long'],
    ['premortem [what]', 'before you ship: imagine that it failed'],
    ['repair', 'Slack shows it wrongly: see what is wrong, and have it mended'],
  ],
  oncall: [
    ['', 'who is on call now, in all rotas'],
    ['schedule [rota]', 'who has the coming days'],
    ['cover [day]', 'ask who can stand in for you, for a shift or some hours of it'],
    ['swap [@somebody]', 'offer a shift of yours for one of theirs'],
    ['away [2026-12-24 to 2026-12-27]', 'nothing is given to you then'],
    ['back', 'you are there again'],
    ['why [day] [rota]', 'why it is that person’s turn'],
    ['handover [rota]', 'write what the next person should know'],
    ['join [rota]', 'take turns in it'],
    ['leave [rota]', 'no longer take turns'],
    ['add @somebody [rota]', 'put a colleague into a rota'],
    ['remove @somebody [rota]', 'take a colleague out of it'],
    ['override [@somebody] [rota] [day] [because …]', 'decide who is on call for a time, and say why'],
    ['hours [month]', 'nights, weekends and holidays of a month, as CSV'],
    ['calendar', 'your shifts and the rotas in your own calendar'],
    ['contact', 'how you can be woken: calls, SMS, mail, push; contact test tries them'],
    ['ready', 'who of the coming week can be woken'],
    ['test', 'page yourself, to know what it sounds like'],
    ['help', 'this list'],
  ],
} as const satisfies Record<string, [string, string][]>

/** Lists one group. In a room the commands mean its incident; elsewhere a number names it. */
export function help({ names }: Words, group: keyof typeof groups): Message {
  const command = group === 'incident' ? names.command : names.oncall
  return message(
    lines(
      ...groups[group].map(([usage, does]): Line => [bold(`${command} ${usage}`.trimEnd()), `: ${does}`]),
      group === 'incident' && ['In a room they mean its incident; elsewhere add its number.'],
    ),
  )
}
