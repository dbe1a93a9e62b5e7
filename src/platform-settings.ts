import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { UserError } from './core/errors.ts'
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
import { Secret } from './secret.ts'
import { checkHost, checkPort, type Given } from './settings.ts'

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

export const PLATFORMS = ['slack', 'discord', 'telegram'] as const
export type Platform = (typeof PLATFORMS)[number]

/** Returns a platform's name as people write it. */
export function titleOf(name: string): string {
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`
}

/** The names of a platform's settings in the file; their variables are derived from them. */
export const PLATFORM_KEYS = {
  slack: ['botToken', 'appToken', 'signingSecret', 'port', 'host', 'api'],
  discord: ['token', 'guild', 'api', 'language'],
  telegram: ['token', 'webhookUrl', 'webhookSecret', 'port', 'host', 'api'],
} as const satisfies Readonly<Record<Platform, readonly string[]>>

const SLACK_PORT = 3001
const TELEGRAM_PORT = 3002

/** Returns the variable of a platform's setting: `CXBOT_SLACK_BOT_TOKEN`. */
export function platformVariable(platform: Platform, key: string): string {
  return `CXBOT_${platform}_${key.replace(/[A-Z]/g, (letter) => `_${letter}`)}`.toUpperCase()
}

/** Every variable that a platform may be set up with. */
export const PLATFORM_VARIABLES: readonly string[] = PLATFORMS.flatMap((platform) =>
  PLATFORM_KEYS[platform].flatMap((key) => {
    const name = platformVariable(platform, key)
    return [name, `${name}_FILE`]
  }),
)

/** Returns where the token of a platform stands. */
export function tokenVariable(platform: Platform): string {
  return platformVariable(platform, platform === 'slack' ? 'botToken' : 'token')
}

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

/** Where platform settings come from, and how a mistake is noted. */
export interface PlatformSources {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly directory: string
  /** The settings file and what it is called. */
  readonly file: Readonly<Record<string, unknown>>
  readonly filePlace: string
  attempt<Value>(work: () => Value): Value | undefined
}

/** Returns the platforms that are set up; every mistake is noted, and no secret is shown in it. */
export function readPlatforms(sources: PlatformSources): PlatformSettings {
  for (const platform of PLATFORMS) sources.attempt(() => checkObject(sources, platform))
  return { slack: slack(sources), discord: discord(sources), telegram: telegram(sources) }
}

function checkObject({ file, filePlace }: PlatformSources, platform: Platform): void {
  const value = file[platform]
  if (value === undefined) return
  const known: readonly string[] = PLATFORM_KEYS[platform]
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UserError('cli.notObject', { place: `${filePlace}: ${platform}` })
  }
  const unknown = Object.keys(value).find((key) => !known.includes(key))
  if (unknown === undefined) return
  const params = { place: `${filePlace}: ${platform}`, value: unknown, known: known.join(', ') }
  throw new UserError('cli.unknownKey', params)
}

/** Returns a setting as it was given: by the environment, in a file that the environment names, or in the settings file. */
function given(sources: PlatformSources, platform: Platform, key: string): Given | undefined {
  const { environment, directory, file, filePlace } = sources
  const name = platformVariable(platform, key)
  const value = environment[name]
  const path = environment[`${name}_FILE`]
  if (value && path) throw new UserError('cli.givenTwice', { place: name, other: `${name}_FILE` })
  if (value) return { value, place: name }
  if (path) return { value: secretFile(resolve(directory, path), name), place: `${name}_FILE` }
  const inFile = file[platform]
  if (typeof inFile !== 'object' || inFile === null || !(key in inFile)) return undefined
  const found = (inFile as Readonly<Record<string, unknown>>)[key]
  return found === null ? undefined : { value: found, place: `${filePlace}: ${platform}.${key}` }
}

/** Returns the secret that a file holds, without the end of its line. Throws a UserError where it cannot be read. */
export function secretFile(path: string, name: string): string {
  try {
    return readFileSync(path, 'utf8')
      .replace(/^\uFEFF/, '')
      .trim()
  } catch {
    throw new UserError('cli.noSecretFile', { place: `${name}_FILE`, file: path })
  }
}

type Setting = <Value>(key: string, check: (given: Given) => Value) => Value | undefined

function settingsOf(sources: PlatformSources, platform: Platform): Setting {
  return (key, check) =>
    sources.attempt(() => {
      const found = given(sources, platform, key)
      return found && check(found)
    })
}

/** True where the setting was given at all, right or wrong. */
function isGiven(sources: PlatformSources, platform: Platform, key: string): boolean {
  try {
    return given(sources, platform, key) !== undefined
  } catch {
    return true
  }
}

/** Notes that settings stand without the token that they need. */
function noteLonely(sources: PlatformSources, platform: Platform): void {
  const token = platform === 'slack' ? 'botToken' : 'token'
  const lonely = PLATFORM_KEYS[platform].find(
    (key) => key !== 'api' && key !== token && isGiven(sources, platform, key),
  )
  if (lonely === undefined || isGiven(sources, platform, token)) return
  sources.attempt(() => {
    throw new UserError('cli.noToken', {
      place: platformVariable(platform, lonely),
      needed: platformVariable(platform, token),
    })
  })
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
