/** "Add to a rota": shows what it changes before anything does. */
import type { ModalView } from '@slack/types'
import type { UserId } from '#incidents/incident.ts'
import { additionLines } from '#messages/oncall/addition.ts'
import type { Addition } from '#oncall/turns/addition.ts'
import type { Clash } from '#oncall/turns/clash.ts'
import { lines } from '#words/blocks.ts'
import { modal } from '../asking/modal.ts'

export function additionView(found: Addition, user: UserId, clashes: readonly Clash[]): ModalView {
  return modal({
    callback: 'oncall.add',
    title: 'Add to a rota',
    submit: 'Add them',
    meta: { rota: found.rota.id, of: user },
    pieces: [lines(...additionLines(found, user, clashes))],
  })
}
