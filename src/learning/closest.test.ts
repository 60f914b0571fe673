import { expect, test } from 'vitest'
import { closest } from './closest.ts'

const past = [
  'checkout fails for everyone',
  'checkout is slow',
  'images load slowly',
  'login fails for admins',
  '決済が失敗しています',
  'ログインできません',
  'ระบบชำระเงินล่ม',
].map((title) => ({ title }))

test.each([
  ['checkout fails', ['checkout fails for everyone']],
  ['images load very slowly again', ['images load slowly']],
  ['checkout', []],
  ['everyone is at lunch', []],
  ['決済が失敗する', ['決済が失敗しています']],
  ['ログインできない', ['ログインできません']],
  ['ชำระเงินไม่ได้', ['ระบบชำระเงินล่ม']],
  ['在庫がありません', []],
  ['', []],
])('%j sounds like %j', (title, alike) => {
  expect(closest(title, past, 3).map((one) => one.title)).toEqual(alike)
})

test('it returns no more than asked for, the most alike first', () => {
  const many = ['refunds fail in france today', 'refunds fail in france', 'refunds fail'].map((title) => ({
    title,
  }))
  expect(closest('refunds fail in france', many, 2).map((one) => one.title)).toEqual([
    'refunds fail in france',
    'refunds fail in france today',
  ])
})
