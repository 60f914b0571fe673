/** Calls a minute that Slack allows a workspace, by the tier its documentation gives each method. */
const tiers = { t1: 1, t2: 20, t3: 50, t4: 100 } as const

/** Calls a minute for methods without a tier, such as posts: one a second in a channel, and an unstated ceiling. */
const special = 300

const tierOf: Record<string, keyof typeof tiers> = {
  'bookmarks.add': 't2',
  'bookmarks.edit': 't2',
  'bookmarks.list': 't3',
  'bookmarks.remove': 't2',
  'bots.info': 't3',
  'canvases.edit': 't3',
  'chat.delete': 't3',
  'chat.postEphemeral': 't4',
  'chat.update': 't3',
  'conversations.archive': 't2',
  'conversations.canvases.create': 't2',
  'conversations.create': 't2',
  'conversations.history': 't3',
  'conversations.info': 't3',
  'conversations.invite': 't3',
  'conversations.join': 't3',
  'conversations.kick': 't3',
  'conversations.leave': 't3',
  'conversations.list': 't2',
  'conversations.members': 't4',
  'conversations.open': 't3',
  'conversations.rename': 't2',
  'conversations.replies': 't3',
  'conversations.setPurpose': 't2',
  'conversations.setTopic': 't2',
  'dnd.teamInfo': 't2',
  'files.completeUploadExternal': 't4',
  'files.delete': 't3',
  'files.getUploadURLExternal': 't4',
  'files.info': 't4',
  'pins.add': 't2',
  'pins.list': 't2',
  'pins.remove': 't2',
  'reactions.add': 't3',
  'reactions.get': 't3',
  'reactions.remove': 't2',
  'team.info': 't3',
  'usergroups.disable': 't2',
  'usergroups.enable': 't2',
  'usergroups.list': 't2',
  'usergroups.users.list': 't2',
  'usergroups.users.update': 't2',
  'users.conversations': 't3',
  'users.info': 't4',
  'users.list': 't2',
  'users.lookupByEmail': 't3',
  'views.open': 't4',
  'views.publish': 't4',
  'views.push': 't4',
  'views.update': 't4',
}

export function allowedPerMinute(method: string): number {
  const tier = tierOf[method]
  return tier ? tiers[tier] : special
}
