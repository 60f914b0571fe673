import { expect, test } from 'vitest'
import { namingIn } from './cause.ts'
import { beginningOf } from './said.ts'

test.each([
  ['The cause is the migration, and reverting is safe.', true],
  ['Broken because of one corrupted message', true],
  ['It comes from the new cache', true],
  ['Turns out the nightly job runs twice', true],
  ['The root cause is that the file was not found', true],
  ['Found it. The cache was filled from staging.', true],
  ['What is the cause?', false],
  ['No idea what the cause is', false],
  ['The cache is not the cause', false],
  ['It is not because of the release', false],
  ['The cause is unknown', false],
  ["We haven't found it", false],
  ['We still have to find the root cause. Root cause analysis is due on Friday.', false],
  ['Because of the outage I will skip the stand-up', false],
  ['The release is due to go out at nine', false],
  ["I'm on the train, late because of the snow", false],
  ['The request comes from Support', false],
  ['Turns out I was on the wrong network', false],
  ['Found it.', false],
  ['Root cause: the certificate of the gateway expired at noon', true],
  ['Cause: the nightly job runs twice', true],
  ['root cause:no index on orders', true],
  ['*Root cause:* no index on orders', true],
  ['*Root cause*: no index due to the migration', true],
  ['*Cause* no index on orders', true],
  ['• _Probable cause_: the pool', true],
  ['Root cause – the pool', true],
  ['Cause : the pool', true],
  ['Root cause of the slow checkout: the pool', true],
  ['Root cause found: unknown clients filled the pool', true],
  ['We found the root cause. The pool was full.', true],
  ['*Root cause:*\nThe pool was full', true],
  ['Root cause\nThe pool was full', true],
  ['根本 Root cause：証明書の期限切れ', true],
  ['Turns out 40 pods ran twice', true],
  ['Turned out 30k orders were sent twice', true],
  ['Root cause: unknown', false],
  ['*Cause:* unknown, still looking', false],
  ['Root cause: not yet known.', false],
  ['Cause: TBD', false],
  ['Root cause: under investigation', false],
  ['Cause: we still don’t know', false],
  ['Root cause:', false],
  ['*Root cause:* -', false],
  ['Root cause: ?', false],
  ['Root cause?\nThe pool is fine', false],
  ['Root cause: is it the pool?', false],
  ['Whatever the cause: we roll back', false],
  ['We are searching for the root cause: please stay in the call', false],
  ['This may cause trouble: keep an eye on it', false],
  ['Root cause：証明書ですか？', false],
  ['Root cause analysis: Friday at ten', false],
])('%s: names a cause is %s', (text, names) => {
  expect((namingIn(beginningOf(text))?.text ?? '') !== '').toBe(names)
})

test.each([
  ['Looking. The cause is the pool size. It only hurts at night.', 'The cause is the pool size.'],
  ['調査中です。Root cause：証明書の期限切れです。更新します。', 'Root cause：証明書の期限切れです。'],
  ['Found it! The index is gone. Adding it.', 'Found it! The index is gone.'],
  ['Impact: none\n*Root cause:*\nThe index is gone.\nAdding it', '*Root cause:* The index is gone.'],
])('of %s only the sentence that names the cause is taken', (text, sentence) => {
  expect(namingIn(beginningOf(text))?.text).toBe(sentence)
})
