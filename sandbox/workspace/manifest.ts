import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { CommandSeen, ShortcutSeen } from '../surface.ts'

/** The parts of an app manifest that the local Slack needs. */
export interface Manifest {
  botName: string
  scopes: string[]
  events: string[]
  commands: (CommandSeen & { shouldEscape: boolean })[]
  shortcuts: ShortcutSeen[]
  homeTab: boolean
  messagesTab: boolean
}

interface RawManifest {
  display_information?: { name?: string }
  features?: {
    app_home?: { home_tab_enabled?: boolean; messages_tab_enabled?: boolean }
    bot_user?: { display_name?: string }
    slash_commands?: { command: string; description?: string; usage_hint?: string; should_escape?: boolean }[]
    shortcuts?: { name: string; callback_id: string; description?: string; type: 'global' | 'message' }[]
  }
  oauth_config?: { scopes?: { bot?: string[] } }
  settings?: { event_subscriptions?: { bot_events?: string[] } }
}

/** Reads a manifest from a path or from its own text. */
export function readManifest(pathOrText: string): Manifest {
  const isPath = !pathOrText.includes('\n') && existsSync(pathOrText)
  const raw = parse(isPath ? readFileSync(pathOrText, 'utf8') : pathOrText) as RawManifest
  const features = raw.features ?? {}
  return {
    botName: features.bot_user?.display_name ?? raw.display_information?.name ?? 'bot',
    scopes: raw.oauth_config?.scopes?.bot ?? [],
    events: raw.settings?.event_subscriptions?.bot_events ?? [],
    commands: (features.slash_commands ?? []).map((c) => ({
      command: c.command,
      description: c.description ?? '',
      usageHint: c.usage_hint ?? '',
      shouldEscape: c.should_escape === true,
    })),
    shortcuts: (features.shortcuts ?? []).map((s) => ({
      callbackId: s.callback_id,
      name: s.name,
      description: s.description ?? '',
      type: s.type,
    })),
    homeTab: features.app_home?.home_tab_enabled === true,
    messagesTab: features.app_home?.messages_tab_enabled !== false,
  }
}
