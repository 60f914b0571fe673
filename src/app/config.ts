import { resolve } from 'node:path'
import { z } from 'zod'
import { Misconfigured } from '#misconfigured.ts'
import type { Ways } from '#outbound/drivers/ways.ts'
import { secretValues, withFiles } from './secrets.ts'
import type { ModelEndpoint } from '#outbound/drivers/model.ts'
import { modelIn, modelProblems, modelVariables } from './model-config.ts'
import { missingSourceSecrets, sourceSecretsIn } from './source-secrets.ts'
import { baseAddress as base, wayProblems, waysIn, wayVariables } from './ways-config.ts'
import { loadPolicy } from './load-policy.ts'
import { defaultPolicy, type Policy } from '#policy/policy.ts'

/** The way the bot hears from Slack. */
export type SlackConnection =
  | { mode: 'socket'; appToken: string }
  | { mode: 'http'; signingSecrets: string[] }

/** The environment's settings, checked. Secrets in here never reach a log. */
export interface Config {
  slack: { botToken: string; apiUrl: string | null; connection: SlackConnection }
  /** Sign what is posted to the policy's page hook; none without a hook. */
  pageHookSecrets: string[]
  /** The ways to reach people besides Slack. */
  ways: Ways
  /** A language model that may propose sentences for post-mortems; null: none. */
  model: ModelEndpoint | null
  /** An outside watcher hears there each minute that Muster lives. */
  heartbeatUrl: string | null
  /** By the name of the source: one, or two while one replaces the other. */
  sourceSecrets: Record<string, string[]>
  /** Called in place of Amazon's own servers; null for those. */
  snsUrl: string | null
  /** Without it the embedded engine is used, in `dataDir`. */
  databaseUrl: string | null
  dataDir: string
  policyFile: string
  /** The address under which people reach this server, without a slash at its end. */
  publicUrl: string | null
  /** The address it listens on; null for every one this machine has. */
  host: string | null
  port: number
  /** Metrics have a port of their own there, without a token. */
  metricsPort: number | null
  /** Open metrics on `port`, where they are only for this machine without one. */
  metricsTokens: string[]
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'
}

/** One secret, or two while one replaces the other. */
const random = z
  .string()
  .transform(secretValues)
  .refine(
    (values) => values.length > 0 && values.every((one) => one.length >= 16),
    'is too short: use at least 16 random characters.',
  )
  .refine(
    (values) => values.length <= 2,
    'has more than two values: keep the new one and the one it replaces, with a comma between.',
  )

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number.')
  .transform(Number)
  .refine((number) => number <= 65_535, 'must be a port number: at most 65535.')

const environment = z.object({
  SLACK_BOT_TOKEN: z.string(
    'is missing: copy the Bot User OAuth Token (xoxb-…) from "OAuth & Permissions" of your Slack app.',
  ),
  SLACK_APP_TOKEN: z.string().optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .transform(secretValues)
    .refine((values) => values.length > 0, 'holds no secret.')
    .optional(),
  SLACK_API_URL: z
    .url({
      protocol: /^https?$/,
      error: 'must be a URL beginning with http:// or https://. Leave it out to use Slack itself.',
    })
    .optional(),
  DATABASE_URL: z
    .string()
    .regex(
      /^postgres(ql)?:\/\/\S+$/,
      'must look like postgres://user:password@host:5432/database. Leave it out to use the embedded database.',
    )
    .optional(),
  MUSTER_HOOK_SECRET: random.optional(),
  ...wayVariables,
  SNS_URL: base('https://sns.eu-west-1.amazonaws.com').optional(),
  ...modelVariables,
  MUSTER_METRICS_TOKEN: random.optional(),
  MUSTER_DATA: z.string().default('./data'),
  MUSTER_POLICY: z.string().default('./muster.yml'),
  MUSTER_URL: z
    .url({
      protocol: /^https?$/,
      error: 'must be the public address of this server, such as https://muster.example.com.',
    })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  HOST: z.string().optional(),
  PORT: port.prefault('3000'),
  METRICS_PORT: port.optional(),
  LOG_LEVEL: z
    .enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'must be one of trace, debug, info, warn, error, fatal, silent.',
    )
    .default('info'),
})

/** Checks all variables at once. Throws `Misconfigured` with every problem; an empty variable counts as absent. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const { given, problems: unread } = withFiles(env)
  const parsed = environment.safeParse(given)
  const problems = parsed.error?.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`) ?? []
  const sources = sourceSecretsIn(given, random)
  problems.push(
    ...unread,
    ...tokenProblems(given),
    ...wayProblems(given),
    ...modelProblems(given),
    ...sources.problems,
  )
  const { METRICS_PORT: metrics, PORT: main } = parsed.data ?? {}
  if (metrics !== undefined && metrics > 0 && metrics === main)
    problems.push('METRICS_PORT is PORT: give metrics a port of their own, or leave it out.')
  if (!parsed.success || problems.length > 0) throw new Misconfigured(problems)
  return { ...toConfig(parsed.data), sourceSecrets: sources.secrets }
}

/** Finds the embedded database, also when other variables are wrong. */
export function dataDirOf(env: NodeJS.ProcessEnv = process.env): string {
  return resolve(environment.shape.MUSTER_DATA.parse(env['MUSTER_DATA']?.trim() || undefined))
}

/** The configuration and the policy it names, or one report of everything that is wrong in either. */
export async function loadSettings(
  env: NodeJS.ProcessEnv = process.env,
): Promise<{ config: Config; policy: Policy }> {
  const problems: string[] = []
  const collect = (error: unknown) => {
    if (!(error instanceof Misconfigured)) throw error
    problems.push(...error.problems)
  }
  const policyFile = environment.shape.MUSTER_POLICY.parse(env['MUSTER_POLICY']?.trim() || undefined)
  const policy = await loadPolicy(policyFile).catch(collect)
  let config: Config | undefined
  try {
    config = readConfig(env)
  } catch (error) {
    collect(error)
  }
  if (policy?.pageHook && config?.pageHookSecrets.length === 0) {
    problems.push(
      'MUSTER_HOOK_SECRET is missing: the policy has a page_hook, and what is posted there is signed with it. Use at least 16 random characters.',
    )
  }
  if (policy && config) problems.push(...missingSourceSecrets(policy.sources, config.sourceSecrets))
  if (config === undefined || problems.length > 0) throw new Misconfigured(problems)
  return { config, policy: policy ?? defaultPolicy }
}

/** Checks the form of tokens only for Slack itself: another API's may look different. */
function tokenProblems(given: Record<string, string | undefined>): string[] {
  const {
    SLACK_BOT_TOKEN: bot,
    SLACK_APP_TOKEN: app,
    SLACK_SIGNING_SECRET: secret,
    SLACK_API_URL: api,
  } = given
  const problems: string[] = []
  if (app === undefined && secret === undefined) {
    problems.push(
      'Neither SLACK_APP_TOKEN (Socket Mode) nor SLACK_SIGNING_SECRET (HTTP) is set: set one, so that Slack can reach Muster.',
    )
  }
  if (api !== undefined) return problems
  if (bot !== undefined && !/^(xoxe\.)?xoxb-/.test(bot)) {
    problems.push(
      'SLACK_BOT_TOKEN is not a bot token: those begin with xoxb-. It is under "OAuth & Permissions" of your Slack app.',
    )
  }
  if (app !== undefined && !app.startsWith('xapp-')) {
    problems.push(
      'SLACK_APP_TOKEN is not an app-level token: those begin with xapp-. Create one with the scope connections:write under "Basic Information".',
    )
  }
  return problems
}

function toConfig(env: z.output<typeof environment>): Omit<Config, 'sourceSecrets'> {
  return {
    slack: {
      botToken: env.SLACK_BOT_TOKEN,
      apiUrl: env.SLACK_API_URL ?? null,
      connection: connectionOf(env),
    },
    pageHookSecrets: env.MUSTER_HOOK_SECRET ?? [],
    ways: waysIn(env),
    model: modelIn(env),
    heartbeatUrl: env.MUSTER_HEARTBEAT_URL ?? null,
    snsUrl: env.SNS_URL ?? null,
    databaseUrl: env.DATABASE_URL ?? null,
    dataDir: resolve(env.MUSTER_DATA),
    policyFile: env.MUSTER_POLICY,
    publicUrl: env.MUSTER_URL ?? null,
    host: env.HOST ?? null,
    port: env.PORT,
    metricsPort: env.METRICS_PORT ?? null,
    metricsTokens: env.MUSTER_METRICS_TOKEN ?? [],
    logLevel: env.LOG_LEVEL,
  }
}

function connectionOf({
  SLACK_APP_TOKEN,
  SLACK_SIGNING_SECRET,
}: z.output<typeof environment>): SlackConnection {
  if (SLACK_APP_TOKEN !== undefined) return { mode: 'socket', appToken: SLACK_APP_TOKEN }
  return { mode: 'http', signingSecrets: SLACK_SIGNING_SECRET ?? [] }
}
