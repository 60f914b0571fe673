/** Lists the commands, in the order people need them. */
import type { Message } from '#words/message.ts'
import { bold, type Line, lines, message } from '#words/blocks.ts'
import type { Words } from '#incidents/words.ts'

type Usage = readonly [usage: string, does: string]

const groups: Record<'incident' | 'oncall', Record<string, readonly Usage[]>> = {
  incident: {
    'During an incident': [
      ['declare [what is happening]', 'something is wrong: open a room and page people'],
      ['ack', 'it is yours: the same as the button Acknowledge; take im takes a role'],
      ['status', 'where it stands'],
      ['severity P1…P5', 'change how bad it is; when unsure, take the higher'],
      ['update …', 'tell stakeholders'],
      ['escalate im, escalate payments …', 'page a manager or the expert of a squad'],
      ['page @somebody …', 'page one person, and say what you need from them'],
      ['assign im @somebody', 'give somebody a role, or take one over; lead @somebody is the first of them'],
      ['handover @somebody …', 'offer your role to somebody'],
      ['fix …', 'start a fix, or say how the one under way went'],
      ['note …', 'write something into the record'],
      ['began 09:40, ended 10:30', 'when people began to be affected, and when they no longer were'],
      ['join, follow', 'come into the room, or get its updates as direct messages; unfollow stops them'],
      ['rename …', 'a title that says what it turned out to be'],
      ['service checkout', 'the service it is about; service none names none'],
      ['merge #7 [why]', 'it is the same as another one'],
      ['cancel', 'it was not an incident; cancel all by @somebody ends all that they declared'],
      ['resolve', 'it is over: what fixed it?'],
      ['repair', 'Slack shows it wrongly: see what is wrong, and have it put right'],
    ],
    'After it': [
      ['reopen', 'it came back'],
      ['close', 'it waits for nothing any more; its post-mortem can still be written'],
      ['archive', 'archive its room now, instead of some days after its end'],
      ['postmortem', 'the draft, and what can be done with it; postmortem export as a file'],
      ['timeline', 'change a line of the timeline'],
      ['actions', 'open action items; actions add #12 … adds one'],
    ],
    'Looking things up': [
      ['list [all | drills] [service] [before #12]', 'what is open now, or all, or drills; the newest first'],
      ['alerts [service]', 'what is firing now; alerts why A12 explains one'],
      ['quiet checkout 2h …', 'maintenance: its alerts page nobody for so long; quiet end 3 ends it'],
      ['search …', 'has this happened before, and what fixed it?'],
      ['stats [month, squad or service]', 'how many, how bad, how long'],
      ['premortem [what]', 'before you ship: imagine that it failed'],
    ],
  },
  oncall: {
    '': [
      ['', 'who is on call now, in all rotas'],
      ['schedule [rota] [day]', 'who has the coming days'],
      [
        'month [rota] [month] [here]',
        'a month as a picture, in your messages with me; with here, for the whole channel',
      ],
      ['cover [day] [rota]', 'ask who can stand in for you, for a turn or some hours of it'],
      ['swap [@somebody] [day]', 'offer a turn of yours for one of theirs'],
      ['away [2026-12-24 to 2026-12-27]', 'nothing is given to you then'],
      ['back', 'you are there again'],
      ['why [day] [rota]', 'why it is that person’s turn'],
      ['handover [rota]', 'write what whoever comes next should know'],
      ['join [rota]', 'take turns in it'],
      ['leave [rota]', 'no longer take turns'],
      ['add @somebody [rota]', 'put a colleague into a rota'],
      ['remove @somebody [rota]', 'take a colleague out of it'],
      [
        'shadow [@somebody] [rota]',
        'learn: be told and paged along with whoever is on call, without duty; shadow stop ends it',
      ],
      ['override [@somebody] [rota] [day] [because …]', 'decide who is on call for a time, and say why'],
      ['hours [month]', 'nights, weekends and holidays of a month, as CSV'],
      ['calendar [rota]', 'your turns and the rotas in your own calendar'],
      ['contact', 'how you can be woken: calls, SMS, mail, push; contact test tries them'],
      ['ready [rota]', 'who of the coming week can be woken'],
      ['test', 'page yourself, to know what it sounds like'],
      ['help', 'this list'],
    ],
  },
}

/** Lists one group. In a room the commands mean its incident; elsewhere a number names it. */
export function help({ names }: Words, group: keyof typeof groups): Message {
  const command = group === 'incident' ? names.command : names.oncall
  const listed = Object.entries(groups[group])
  return message(
    ...listed.map(([heading, usages]) =>
      lines(
        heading !== '' && [bold(heading)],
        ...usages.map(([usage, does]): Line => [bold(`${command} ${usage}`.trimEnd()), `: ${does}`]),
      ),
    ),
    group === 'incident' &&
      lines(['In a room they mean its incident. Anywhere, a number means that one: severity #12 P1.']),
  )
}
