import type { Rota } from './turns/rota.ts'

/** Some names, and how many more there are. */
export function namesOfRotas(rotas: readonly Rota[]): string {
  const names = rotas.slice(0, 20).map(({ name }) => name)
  return `${names.join(', ')}${rotas.length > 20 ? ` and ${rotas.length - 20} more` : ''}`
}
