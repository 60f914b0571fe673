/** Asks the people of a rota about a change by somebody outside it, and tells both sides how it ended. */
import type { RequestState, RotaRequest, RotaWish } from '#oncall/rota-request.ts'
import type { Rota } from '#oncall/turns/rota.ts'
import type { Message } from '#words/message.ts'
import { bold, button, buttons, type Line, lines, mention, message, quote, when } from '#words/blocks.ts'

export interface RotaRequestView {
  rota: Rota
  request: RotaRequest
  state: RequestState
  /** Null where it cannot be undone. */
  undoUntil: Date | null
  /** The changes that an open addition would make. */
  effects?: readonly Line[]
}

/** Its buttons `rota.allow`, `rota.refuse` and `rota.undo` carry `<rota> <request>`. */
export function rotaRequest({ rota, request, state, undoUntil, effects = [] }: RotaRequestView): Message {
  const { id, by, wish } = request
  const value = `${rota.id} ${id}`
  const isOpen = state === 'open'
  return message(
    lines(
      [
        bold(`${rota.name}: `),
        mention(by),
        ', who is not in the rota, ',
        isOpen ? 'asks to ' : 'asked to ',
        ...wished(wish),
        '.',
      ],
      ...(isOpen ? effects : []),
      isOpen ? ['Nothing changes unless one of you allows it.'] : ended(request, state),
      undoUntil !== null && ['You can undo it until ', when(undoUntil), '.'],
    ),
    wish.deed === 'override' && quote(wish.reason),
    isOpen && buttons(button('Allow', 'rota.allow', value, 'primary'), button('No', 'rota.refuse', value)),
    undoUntil !== null && buttons(button('Undo', 'rota.undo', value, 'danger')),
  )
}

/** Tells the person who asked. */
export function rotaRequestEnded({ rota, request, state }: RotaRequestView): Message {
  return message(
    lines([bold(`${rota.name}: `), 'you asked to ', ...wished(request.wish), '.'], ended(request, state)),
  )
}

/** Answers the person who asks. */
export function rotaPeopleAsked({ name }: Rota): Line {
  return [
    bold('Not changed yet.'),
    ` You are not in ${name}, so I have asked its people. You hear what they say.`,
  ]
}

function wished(wish: RotaWish): Line {
  switch (wish.deed) {
    case 'add':
      return ['add ', mention(wish.user)]
    case 'remove':
      return ['take ', mention(wish.user), ' out']
    case 'override':
      return [
        'put ',
        mention(wish.user),
        ' on call from ',
        when(wish.start, 'day'),
        ' to ',
        when(wish.end, 'day'),
      ]
  }
}

function ended({ answeredBy, undoneBy }: RotaRequest, state: RequestState): Line {
  const by = mention(answeredBy ?? '')
  switch (state) {
    case 'open':
      return ['Nobody has answered yet.']
    case 'allowed':
      return [by, ' allowed it, and it is done.']
    case 'refused':
      return [by, ' said no. Nothing has changed.']
    case 'expired':
      return ['Nobody answered within a day. Nothing has changed.']
    case 'undone':
      return [by, ' allowed it, and ', mention(undoneBy ?? ''), ' has undone it.']
  }
}
