import type { MessageKey, MessageParams } from '../../src/language/translate.ts'
import { createApi, type SlackApi, SlackFault } from './api.ts'
import type { SlackConfig } from './config.ts'
import { list, record, text } from './json.ts'
import { SCOPES } from './register.ts'

/** What one check found; `advice` says what to click where it failed. */
export interface SlackFinding {
  readonly check: 'token' | 'scopes' | 'transport' | 'channels' | 'files'
  readonly ok: boolean
  readonly found: readonly [MessageKey, MessageParams?]
  readonly advice?: readonly [MessageKey, MessageParams?]
}

/** Asks Slack whether all that the bot needs is there. Nothing is shown to anybody by it. */
export async function examineSlack(
  config: SlackConfig,
  now: () => number = Date.now,
): Promise<readonly SlackFinding[]> {
  const api = createApi(config.botToken.reveal(), config.api, now)
  let who: Readonly<Record<string, unknown>>
  try {
    who = await api.call('auth.test', {})
  } catch (error) {
    return [badToken(error), await transport(config, now)]
  }
  const bot = text(who['user']) ?? 'cxbot'
  const found = { bot, team: text(who['team']) ?? '' }
  return [
    { check: 'token', ok: true, found: ['slack:doctor.token', found] },
    scopes(who),
    await transport(config, now),
    await channels(api, bot),
    await files(api),
  ]
}

function wordOf(error: unknown): string {
  if (error instanceof SlackFault && 'reason' in error.fault) return error.fault.reason
  return error instanceof Error ? error.message : 'error'
}

function isUnreachable(error: unknown): boolean {
  return error instanceof SlackFault && error.fault.type !== 'refused'
}

function unreachable(check: SlackFinding['check'], error: unknown): SlackFinding {
  return {
    check,
    ok: false,
    found: ['slack:doctor.unreachable', { error: wordOf(error) }],
    advice: ['slack:doctor.unreachableAdvice'],
  }
}

function badToken(error: unknown): SlackFinding {
  if (isUnreachable(error)) return unreachable('token', error)
  return {
    check: 'token',
    ok: false,
    found: ['slack:doctor.badToken', { error: wordOf(error) }],
    advice: ['slack:doctor.badTokenAdvice'],
  }
}

/** Slack tells the granted permissions in a header of every answer. */
function scopes(who: Readonly<Record<string, unknown>>): SlackFinding {
  const granted = list(record(who['response_metadata'])['scopes'])
  if (granted.length === 0) {
    return { check: 'scopes', ok: true, found: ['slack:doctor.scopesUntold'] }
  }
  const missing = SCOPES.filter((scope) => !granted.includes(scope))
  return missing.length === 0
    ? { check: 'scopes', ok: true, found: ['slack:doctor.scopes', { count: SCOPES.length }] }
    : {
        check: 'scopes',
        ok: false,
        found: ['slack:doctor.missingScopes', { scopes: missing.join(', ') }],
        advice: ['slack:doctor.missingScopesAdvice'],
      }
}

async function transport(config: SlackConfig, now: () => number): Promise<SlackFinding> {
  const { appToken, port, signingSecret } = config
  if (port !== null && signingSecret) {
    return { check: 'transport', ok: true, found: ['slack:doctor.http', { port }] }
  }
  if (!appToken) {
    return {
      check: 'transport',
      ok: false,
      found: ['slack:doctor.noTransport'],
      advice: ['slack:doctor.noTransportAdvice'],
    }
  }
  try {
    await createApi(appToken.reveal(), config.api, now).call('apps.connections.open', {})
    return { check: 'transport', ok: true, found: ['slack:doctor.socket'] }
  } catch (error) {
    if (isUnreachable(error)) return unreachable('transport', error)
    return {
      check: 'transport',
      ok: false,
      found: ['slack:doctor.badAppToken', { error: wordOf(error) }],
      advice: ['slack:doctor.badAppTokenAdvice'],
    }
  }
}

async function channels(api: SlackApi, bot: string): Promise<SlackFinding> {
  try {
    const answer = await api.call('users.conversations', {
      types: 'public_channel,private_channel',
      exclude_archived: true,
      limit: 200,
    })
    const count = list(answer['channels']).length
    if (count > 0)
      return { check: 'channels', ok: true, found: ['slack:doctor.channels', { count }] }
  } catch (error) {
    if (isUnreachable(error)) return unreachable('channels', error)
  }
  return {
    check: 'channels',
    ok: false,
    found: ['slack:doctor.noChannels'],
    advice: ['slack:doctor.noChannelsAdvice', { bot }],
  }
}

/** A place for a file is asked for and never used: Slack forgets it. */
async function files(api: SlackApi): Promise<SlackFinding> {
  try {
    await api.call('files.getUploadURLExternal', { filename: 'cxbot.png', length: 1 })
    return { check: 'files', ok: true, found: ['slack:doctor.files'] }
  } catch (error) {
    if (isUnreachable(error)) return unreachable('files', error)
    return {
      check: 'files',
      ok: false,
      found: ['slack:doctor.noFiles', { error: wordOf(error) }],
      advice: ['slack:doctor.noFilesAdvice'],
    }
  }
}
