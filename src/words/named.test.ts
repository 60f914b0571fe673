import { expect, test } from 'vitest'
import { idsIn, named } from './named.ts'
import { plain } from './plain.ts'

const names = new Map([
  ['C1', 'squad-payments'],
  ['S1', 'payments-oncall'],
  ['U1', 'Mira <|> Kowalska'],
])

test.each([
  ['in <#C1> or <#C1|>', 'in #squad-payments or #squad-payments'],
  ['in <#C1|as it was called>', 'in #as it was called'],
  ['in <#C2>', 'in a channel'],
  ['<!subteam^S1>, <!subteam^S1|@then> and <!subteam^S2>', '@payments-oncall, @then and a group'],
  ['<@U1> said &lt;#C1&gt; <!here>', '@Mira < > Kowalska said <#C1> @here'],
])('%s reads %s', (slackText, words) => {
  expect(plain(named(slackText, names)).text).toBe(words)
})

test('ids without a name are found, each once', () => {
  expect(
    idsIn('<#C1> <#C1|> <#C2|general> <@U1> <!subteam^S1> <!here> &lt;#C3&gt; https://x.example/#C4'),
  ).toEqual(['C1', 'U1', 'S1'])
})
