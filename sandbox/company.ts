import type { Person } from './surface.ts'

/** An invented marketplace for second-hand bicycles, to start with. */
export interface Cast {
  team: { id: string; name: string; domain: string; tz: string }
  people: (Partial<Person> & {
    id: string
    realName: string
    isUltraRestricted?: boolean
    isOwner?: boolean
  })[]
  channels: {
    id: string
    name: string
    topic?: string
    isPrivate?: boolean
    members?: string[]
    archived?: boolean
  }[]
  usergroups?: { id: string; handle: string; name?: string; users: string[] }[]
}

const PARIS = 'Europe/Paris'
const LISBON = 'Europe/Lisbon'
const TORONTO = 'America/Toronto'

export const company: Cast = {
  team: { id: 'T0VELODROME', name: 'Velodrome', domain: 'velodrome', tz: PARIS },
  people: [
    person('U01AMINA', 'Amina Okafor', 'Support specialist', 'support', PARIS, '#c2410c', '🎧'),
    person('U02JONAS', 'Jonas Lindqvist', 'Support lead', 'support', LISBON, '#b45309', '📞'),
    person('U03CLARA', 'Clara Moreau', 'Software engineer', 'payments', PARIS, '#0f766e', '💳'),
    person('U04DEVON', 'Devon Adeyemi', 'Senior engineer', 'payments', PARIS, '#0369a1', '🧮'),
    person('U05MIRA', 'Mira Kowalska', 'Software engineer', 'orders', PARIS, '#6d28d9', '📦'),
    person('U06TOMAS', 'Tomás Ferreira', 'Staff engineer', 'orders', LISBON, '#be185d', '🚲'),
    person('U07YUKI', 'Yuki Tanabe', 'Software engineer', 'search', TORONTO, '#4d7c0f', '🔎'),
    person('U08LEILA', 'Leila Haddad', 'Senior engineer', 'search', PARIS, '#9f1239', '🧭'),
    person('U09HENRI', 'Henri Vasseur', 'Engineering manager', 'orders', PARIS, '#1e3a8a', '🧑‍💼'),
    person('U10PRIYA', 'Priya Raman', 'Product manager', 'payments', PARIS, '#a21caf', '🗺️'),
    {
      ...person('U11GUS', 'Gus Bellweather', 'Contractor', 'search', TORONTO, '#57534e', '🧳'),
      isGuest: true,
    },
    {
      ...person('U12OLGA', 'Olga Brandt', 'Former engineer', 'orders', PARIS, '#737373', '👋'),
      deactivated: true,
    },
  ],
  channels: [
    { id: 'C01GENERAL', name: 'general', topic: 'Everyone at Velodrome' },
    { id: 'C02QUESTIONS', name: 'questions', topic: 'Ask anything about the product' },
    { id: 'C03PAYMENTS', name: 'squad-payments', members: ['U03CLARA', 'U04DEVON', 'U10PRIYA'] },
    { id: 'C04ORDERS', name: 'squad-orders', members: ['U05MIRA', 'U06TOMAS', 'U09HENRI'] },
    { id: 'C05SEARCH', name: 'squad-search', members: ['U07YUKI', 'U08LEILA', 'U11GUS'] },
    { id: 'C06LEADS', name: 'leads', isPrivate: true, members: ['U02JONAS', 'U06TOMAS', 'U09HENRI'] },
    { id: 'C08MONITORING', name: 'monitoring', topic: 'What the machines say' },
    { id: 'C07MOVE', name: 'office-move', members: ['U09HENRI'], archived: true },
  ],
}

function person(
  id: string,
  realName: string,
  title: string,
  squad: string,
  tz: string,
  colour: string,
  emoji: string,
): Cast['people'][number] {
  return { id, realName, title, squad, tz, avatar: { colour, emoji } }
}
