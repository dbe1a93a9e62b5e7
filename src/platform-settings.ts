import { createHash } from 'node:crypto'
import { UserError } from './core/errors.ts'
import {
  checkObject,
  isGiven,
  noteLonely,
  type PlatformSources,
  settingsOf,
} from './given-platform-settings.ts'
import {
  address,
  discordToken,
  languageChoice,
  signingSecretOf,
  slackToken,
  snowflake,
  telegramToken,
  webhookAddress,
  webhookSecret,
} from './platform-checks.ts'
import { PLATFORMS, type Platform, platformVariable } from './platform-names.ts'
import { Secret } from './secret.ts'
import { checkHost, checkPort } from './settings.ts'

export interface SlackSettings {
  readonly botToken: Secret
  readonly appToken: Secret | null
  readonly signingSecret: Secret | null
  /** Null in Socket Mode. */
  readonly port: number | null
  readonly host?: string
  readonly api?: string
}

export interface DiscordSettings {
  readonly token: Secret
  readonly guild: string | null
  readonly api?: string
  readonly language?: 'user' | 'workspace'
}

export interface TelegramSettings {
  readonly token: Secret
  readonly api?: string
  readonly webhook?: {
    readonly url: string
    readonly port: number
    readonly secret?: Secret
    readonly host?: string
  }
}

/** The platforms that are set up; null where there is no token. */
export interface PlatformSettings {
  readonly slack: SlackSettings | null
  readonly discord: DiscordSettings | null
  readonly telegram: TelegramSettings | null
}

const SLACK_PORT = 3001
const TELEGRAM_PORT = 3002

/** Returns a hash that changes with any setting of a platform, its secrets included. */
export function fingerprint(settings: PlatformSettings[Platform]): string {
  const shown = JSON.stringify(settings, function (this: Record<string, unknown>, key, value) {
    return this[key] instanceof Secret ? (this[key] as Secret).reveal() : value
  })
  return createHash('sha256')
    .update(shown ?? '')
    .digest('base64url')
    .slice(0, 16)
}

/** Returns the platforms that are set up; every mistake is noted, and no secret is shown in it. */
export function readPlatforms(sources: PlatformSources): PlatformSettings {
  for (const platform of PLATFORMS) sources.attempt(() => checkObject(sources, platform))
  return { slack: slack(sources), discord: discord(sources), telegram: telegram(sources) }
}

function slack(sources: PlatformSources): SlackSettings | null {
  const setting = settingsOf(sources, 'slack')
  noteLonely(sources, 'slack')
  const botToken = setting('botToken', slackToken('xoxb-'))
  const appToken = setting('appToken', slackToken('xapp-')) ?? null
  const signingSecret = setting('signingSecret', signingSecretOf) ?? null
  const port = setting('port', checkPort)
  const host = setting('host', checkHost)
  const api = setting('api', address)
  if (!botToken) return null
  const socket = isGiven(sources, 'slack', 'appToken')
  if (!socket && !isGiven(sources, 'slack', 'signingSecret')) {
    sources.attempt(() => {
      throw new UserError('cli.slackTransport', {
        socket: platformVariable('slack', 'appToken'),
        http: platformVariable('slack', 'signingSecret'),
      })
    })
  }
  return {
    botToken,
    appToken,
    signingSecret,
    port: socket ? null : (port ?? SLACK_PORT),
    ...(host !== undefined && { host }),
    ...(api !== undefined && { api }),
  }
}

function discord(sources: PlatformSources): DiscordSettings | null {
  const setting = settingsOf(sources, 'discord')
  noteLonely(sources, 'discord')
  const token = setting('token', discordToken)
  const guild = setting('guild', snowflake) ?? null
  const api = setting('api', address)
  const language = setting('language', languageChoice)
  if (!token) return null
  return {
    token,
    guild,
    ...(api !== undefined && { api }),
    ...(language !== undefined && { language }),
  }
}

function telegram(sources: PlatformSources): TelegramSettings | null {
  const setting = settingsOf(sources, 'telegram')
  noteLonely(sources, 'telegram')
  const token = setting('token', telegramToken)
  const url = setting('webhookUrl', webhookAddress)
  const secret = setting('webhookSecret', webhookSecret)
  const port = setting('port', checkPort)
  const host = setting('host', checkHost)
  const api = setting('api', address)
  if (!token) return null
  const webhook = url !== undefined && {
    url,
    port: port ?? TELEGRAM_PORT,
    ...(secret !== undefined && { secret }),
    ...(host !== undefined && { host }),
  }
  return { token, ...(api !== undefined && { api }), ...(webhook && { webhook }) }
}
