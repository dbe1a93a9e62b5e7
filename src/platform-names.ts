import { CHAT_PLATFORMS } from './core/platforms.ts'

/** The platforms that settings can be given for. */
export const PLATFORMS = CHAT_PLATFORMS
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

/** Without it a platform is not set up. */
export const TOKEN_KEYS = {
  slack: 'botToken',
  discord: 'token',
  telegram: 'token',
} as const satisfies { readonly [Name in Platform]: (typeof PLATFORM_KEYS)[Name][number] }

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

/** Returns the variable of a platform's token. */
export function tokenVariable(platform: Platform): string {
  return platformVariable(platform, TOKEN_KEYS[platform])
}
