import { UserError } from './core/errors.ts'
import type { Given } from './given-setting.ts'
import { Secret } from './secret.ts'

function word({ value, place }: Given): string {
  if (typeof value === 'string' && value.trim() !== '') {
    const text = value.trim()
    if (!/\s/.test(text)) return text
    throw new UserError('cli.spaceInSecret', { place })
  }
  throw new UserError('cli.notText', { place })
}

/** What a token is, told by its beginning. */
function kindOf(token: string): 'slackBot' | 'slackApp' | 'slackUser' | 'telegram' | 'other' {
  if (token.startsWith('xoxb-')) return 'slackBot'
  if (token.startsWith('xapp-')) return 'slackApp'
  if (token.startsWith('xox')) return 'slackUser'
  return /^\d+:/.test(token) ? 'telegram' : 'other'
}

/** Returns the check of a Slack token that begins so. It throws a UserError where a token is none. */
export function slackToken(beginning: 'xoxb-' | 'xapp-'): (given: Given) => Secret {
  const right = beginning === 'xoxb-' ? 'slackBot' : 'slackApp'
  return (found) => {
    const token = word(found)
    const kind = kindOf(token)
    if (kind === right && token.length > beginning.length) return new Secret(token)
    const { place } = found
    throw kind === 'slackBot' || kind === 'slackApp' || kind === 'slackUser'
      ? new UserError('cli.otherSlackToken', { place, beginning, found: token.slice(0, 5) })
      : new UserError('cli.badSlackToken', { place, beginning })
  }
}

/** Returns the signing secret of a Slack app. Throws a UserError where it is none. */
export function signingSecretOf(found: Given): Secret {
  const secret = word(found)
  if (kindOf(secret) === 'other' && secret.length >= 8) return new Secret(secret)
  throw new UserError('cli.badSigningSecret', { place: found.place })
}

/** Returns the token of a Discord bot, without the word Bot before it. Throws a UserError where it is none. */
export function discordToken(found: Given): Secret {
  const { value, place } = found
  const bare = typeof value === 'string' ? value.trim().replace(/^Bot\s+/i, '') : value
  const token = word({ value: bare, place })
  if (kindOf(token) === 'other' && token.length >= 8) return new Secret(token)
  throw new UserError('cli.badDiscordToken', { place })
}

/** Returns the token of a Telegram bot. Throws a UserError where it is none. */
export function telegramToken(found: Given): Secret {
  const token = word(found)
  if (/^\d{3,}:[\w-]{3,}$/.test(token)) return new Secret(token)
  throw new UserError('cli.badTelegramToken', { place: found.place })
}

/** Returns the secret that Telegram sends with each update. Throws a UserError where it is none. */
export function webhookSecret(found: Given): Secret {
  const secret = word(found)
  if (/^[\w-]{1,256}$/.test(secret)) return new Secret(secret)
  throw new UserError('cli.badWebhookSecret', { place: found.place })
}

/** Returns the id of a Discord server. Throws a UserError where it is none. */
export function snowflake(found: Given): string {
  const id = String(found.value).trim()
  if (/^\d{5,25}$/.test(id)) return id
  throw new UserError('cli.badGuild', { place: found.place })
}

/** Returns whose language answers are in. Throws a UserError where it is none. */
export function languageChoice(found: Given): 'user' | 'workspace' {
  const choice = word(found)
  if (choice === 'user' || choice === 'workspace') return choice
  throw new UserError('cli.badLanguageChoice', { place: found.place, value: choice }, 'user')
}

/** Returns the address of a platform’s API, without a slash at its end. Throws a UserError where it is none. */
export function address(found: Given): string {
  const url = word(found)
  if (/^https?:\/\//.test(url) && URL.canParse(url)) return url.replace(/(?<!\/)\/+$/, '')
  throw new UserError('cli.badAddress', { place: found.place }, 'https://…')
}

/** Returns the address at which Telegram reaches the bot: https, or this machine. Throws a UserError where it is none. */
export function webhookAddress(found: Given): string {
  const url = word(found)
  const local = /^http:\/\/(127\.|localhost[:/]|\[::1\])/.test(url)
  if ((url.startsWith('https://') || local) && URL.canParse(url)) return url
  throw new UserError('cli.badWebhookAddress', { place: found.place }, 'https://…')
}
