/** Lets people say how they can be woken: by form, or in words such as `contact add sms +12025550123`. */
import { contactKindFrom, kindNames } from '#contacts/contact.ts'
import { readRules, rulesText } from '#contacts/own-rules.ts'
import { readWeekly } from '#contacts/weekly-test.ts'
import { Refusal } from '#errors.ts'
import { codeOnItsWay, ownContacts } from '#messages/phone/contact-notices.ts'
import { saidBack } from '#words/user-text.ts'
import { firstWord } from '../asking/role-words.ts'
import type { Click, Form } from '../asking/request.ts'
import type { Reply, Services } from '../asking/services.ts'
import type { TypedVerb } from '../asking/typed.ts'
import { contactView, readContact } from './contact-form.ts'

export async function typeContact(typed: TypedVerb, services: Services): Promise<Reply> {
  const { contacts, policy } = services
  const { user, key, command } = typed
  const [word, rest] = firstWord(typed.rest)
  const say = async (done: string): Promise<Reply> => ({
    say: ownContacts(await contacts.mine(user), done, policy.words),
  })
  switch (word.toLowerCase()) {
    case '':
      return { open: contactView(await contacts.mine(user)) }
    case 'list':
      return say('Ways to reach you')
    case 'add': {
      const [named, value] = firstWord(rest)
      const kind = contactKindFrom(named)
      if (kind === null)
        throw new Refusal(
          `Say the way and its number or address: ${command} contact add sms +12025550123. Ways: call, sms, email, ntfy, pushover.`,
        )
      return { say: codeOnItsWay(await contacts.add(user, kind, value, key), policy.words) }
    }
    case 'verify':
      return say(`Verified: ${kindNames[(await contacts.verify(user, rest)).kind]}.`)
    case 'order': {
      const kinds = rest.split(/[\s,]+/, 10).flatMap((one) => contactKindFrom(one) ?? [])
      if (kinds.length === 0) throw new Refusal(`Say what comes first: ${command} contact order sms call.`)
      await contacts.order(user, kinds, key)
      return say('The order is changed.')
    }
    case 'test': {
      const tested = await contacts.test(user, key)
      return say(`A test is coming by ${tested.map(({ kind }) => kindNames[kind]).join(', ')}.`)
    }
    case 'remove':
      return say(`Removed: ${kindNames[(await contacts.remove(user, rest, key)).kind]}.`)
    case 'until-answered': {
      const untilAnswered = !/^(off|no)$/i.test(rest)
      await contacts.set(user, { untilAnswered })
      return say(
        untilAnswered ? 'You are called until somebody answers.' : 'Calls end with your turn to answer.',
      )
    }
    case 'rules': {
      if (rest === '') return say('Ways to reach you')
      const own = await contacts.set(user, { rules: readRules(rest, (await contacts.mine(user)).bounds) })
      return say(own.rules === null ? 'Pages ring as the policy says.' : 'Pages ring by your own rules.')
    }
    case 'weekly': {
      const weeklyTest = readWeekly(rest)
      await contacts.set(user, { weeklyTest })
      return say(weeklyTest === null ? 'No weekly test comes any more.' : 'A test comes every week.')
    }
    default:
      throw new Refusal(
        `I do not know "${saidBack(word, 30)}". ${command} contact opens a form; typed: add, verify, order, rules, test, remove, until-answered, weekly.`,
      )
  }
}

export async function askContact({ user }: Click, { contacts }: Services): Promise<Reply> {
  return { open: contactView(await contacts.mine(user)) }
}

/** Does everything that is filled in, and shows the form again with the result. */
export async function submitContact(form: Form, { contacts }: Services): Promise<Reply> {
  const { user, key } = form
  const wish = readContact(form.state)
  const done: string[] = []
  if (wish.kind === null && wish.value !== '')
    throw new Refusal('Choose what it is: a call, an SMS, an address.', 'kind')
  if (wish.code !== '') done.push(`Verified: ${kindNames[(await contacts.verify(user, wish.code)).kind]}.`)
  const before = await contacts.mine(user)
  const setting = {
    untilAnswered: wish.untilAnswered,
    weeklyTest: readWeekly(wish.weekly),
    // What was not touched stays as it is, although the policy has become stricter meanwhile.
    rules: wish.rules === rulesText(before.rules ?? []) ? before.rules : readRules(wish.rules, before.bounds),
  }
  const { untilAnswered, weeklyTest, rules } = before
  if (JSON.stringify(setting) !== JSON.stringify({ untilAnswered, weeklyTest, rules })) {
    await contacts.set(user, setting)
    done.push('Saved.')
  }
  if (wish.first !== null) {
    const first = before.methods.find(({ id }) => id === wish.first)
    if (first) await contacts.order(user, [first.kind], `${key}:order`)
    done.push('The order is changed.')
  }
  if (wish.remove !== null) {
    const gone = await contacts.remove(user, wish.remove, `${key}:remove`)
    done.push(`Removed: ${kindNames[gone.kind]}.`)
  }
  if (wish.kind !== null) {
    await contacts.add(user, wish.kind, wish.value, `${key}:add`)
    done.push(`A code is coming by ${kindNames[wish.kind]}: type it below.`)
  }
  if (done.length === 0) return null
  return { open: contactView(await contacts.mine(user), done.join(' ')) }
}
