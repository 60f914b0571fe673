import type { MembersSlot } from './slot.ts'

/** How an invitation is remembered: each is made once per reason. */
export function invitationKey({ user, reason }: MembersSlot['invitations'][number]): string {
  return `${user} ${reason}`
}
