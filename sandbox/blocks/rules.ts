/** Small rules that describe JSON the way Slack checks it; each adds what is wrong to `problems`. */
export type Rule = (value: unknown, pointer: string, problems: string[]) => void

type Fields = Record<string, Rule>
type Json = Record<string, unknown>

export function wrong(problems: string[], pointer: string, message: string): void {
  problems.push(`${message} [json-pointer:${pointer}]`)
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function string(max: number, min = 1): Rule {
  return (value, pointer, problems) => {
    if (typeof value !== 'string') return wrong(problems, pointer, 'must be a string')
    if (value.length < min) wrong(problems, pointer, `must be more than ${min - 1} characters`)
    if (value.length > max) wrong(problems, pointer, `must be less than ${max + 1} characters`)
  }
}

export const boolean: Rule = (value, pointer, problems) => {
  if (typeof value !== 'boolean') wrong(problems, pointer, 'must be a boolean')
}

export function integer(min: number, max: number): Rule {
  return (value, pointer, problems) => {
    if (typeof value !== 'number' || !Number.isInteger(value))
      return wrong(problems, pointer, 'must be an integer')
    if (value < min || value > max) wrong(problems, pointer, `must be between ${min} and ${max}`)
  }
}

export function pattern(regex: RegExp, message: string): Rule {
  return (value, pointer, problems) => {
    if (typeof value !== 'string' || !regex.test(value)) wrong(problems, pointer, message)
  }
}

export function among(...values: string[]): Rule {
  return (value, pointer, problems) => {
    if (!values.includes(value as string))
      wrong(problems, pointer, `must be a valid enum value: ${values.join(', ')}`)
  }
}

export const url: Rule = (value, pointer, problems) => {
  string(3000)(value, pointer, problems)
  if (typeof value === 'string' && !/^[a-z][a-z0-9+.-]*:/i.test(value))
    wrong(problems, pointer, 'must be a valid URL')
}

export const anything: Rule = () => undefined

export function list(of: Rule, min: number, max: number): Rule {
  return (value, pointer, problems) => {
    if (!Array.isArray(value)) return wrong(problems, pointer, 'must be an array')
    if (value.length < min) wrong(problems, pointer, `must have at least ${min} items`)
    if (value.length > max) wrong(problems, pointer, `no more than ${max} items allowed`)
    for (const [i, item] of value.entries()) of(item, `${pointer}/${i}`, problems)
  }
}

/** An object with exactly these fields; `type` itself is always allowed. */
export function shape(required: Fields, optional: Fields = {}): Rule {
  return (value, pointer, problems) => {
    if (!isObject(value)) return wrong(problems, pointer, 'must be an object')
    for (const [name, rule] of Object.entries(required)) {
      if (value[name] === undefined) wrong(problems, pointer, `missing required field: ${name}`)
      else rule(value[name], `${pointer}/${name}`, problems)
    }
    for (const [name, rule] of Object.entries(optional)) {
      if (value[name] !== undefined) rule(value[name], `${pointer}/${name}`, problems)
    }
    for (const name of Object.keys(value)) {
      if (name === 'type' || name in required || name in optional) continue
      wrong(problems, pointer, `invalid additional property: ${name}`)
    }
  }
}

/** An object whose `type` picks its rule. */
export function byType(rules: Record<string, Rule>, noun: string): Rule {
  return (value, pointer, problems) => {
    if (!isObject(value)) return wrong(problems, pointer, 'must be an object')
    const rule = typeof value['type'] === 'string' ? rules[value['type']] : undefined
    if (rule) rule(value, pointer, problems)
    else wrong(problems, `${pointer}/type`, `unsupported ${noun}: ${String(value['type'])}`)
  }
}

export function both(...rules: Rule[]): Rule {
  return (value, pointer, problems) => {
    for (const rule of rules) rule(value, pointer, problems)
  }
}
