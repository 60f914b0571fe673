/** Addresses of things in our workspace. Each names the workspace, since people may be signed in to several. Pure. */

export interface WorkspaceAddress {
  team: string
  /** Such as `https://velodrome.slack.com/`; null until Slack has said it. */
  url: string | null
}

export function channelUrl(workspace: WorkspaceAddress | null, channel: string): string {
  const id = encodeURIComponent(channel)
  if (workspace?.url) return `${workspace.url}archives/${id}`
  const team = workspace === null ? '' : `team=${encodeURIComponent(workspace.team)}&`
  return `https://slack.com/app_redirect?${team}channel=${id}`
}

/** The address that `auth.test` gives, with a slash at its end; null for anything that no browser should be led to. */
export function workspaceUrl(given: unknown): string | null {
  const url = typeof given === 'string' ? URL.parse(given) : null
  if (url === null || !/^https?:$/.test(url.protocol)) return null
  return `${url.origin}/`
}
