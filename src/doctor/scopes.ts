/** The use of each scope in the manifest. A test holds this list and the manifest together. */
export const scopeUses: Record<string, string> = {
  'bookmarks:read': 'looking whether a room has its links',
  'bookmarks:write': 'putting the links into rooms',
  'canvases:write': 'showing a published post-mortem as the canvas of its room',
  'channels:history': 'recording what is said in rooms',
  'channels:join': 'coming into the channels that the policy names',
  'channels:manage': 'opening rooms, inviting people, setting topics',
  'channels:read': 'knowing channels and who comes and goes',
  'chat:write': 'saying anything at all',
  commands: 'commands and shortcuts',
  'dnd:read': 'knowing who may not hear a page',
  'files:read':
    'keeping the pictures of an incident with its post-mortem, finding a file again after a lost answer',
  'files:write': 'attaching files',
  'groups:history': 'recording what is said in private rooms',
  'groups:read': 'knowing who is in private rooms',
  'groups:write': 'opening private rooms',
  'im:history': 'finding a page again after a lost answer',
  'im:write': 'paging people in direct messages',
  'mpim:history': 'recording what is said where a group message stands in for a room',
  'mpim:write': 'opening a group message where a private room is refused',
  'pins:read': 'hearing what people pin to the timeline',
  'pins:write': 'pinning the card',
  'reactions:read': 'hearing reactions',
  'usergroups:read': 'knowing user groups',
  'usergroups:write': 'letting user groups follow who is on call',
  'users:read': 'knowing people',
  'users:read.email': 'people named by e-mail address in the policy',
}

/** Scopes without which Muster works, and does a little less. */
export const optionalScopes: ReadonlySet<string> = new Set([
  'canvases:write',
  'files:read',
  'files:write',
  'usergroups:write',
])
