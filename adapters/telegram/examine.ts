import type { UserFromGetMe, WebhookInfo } from 'grammy/types'
import type { MessageKey, MessageParams } from '../../src/language/translate.ts'
import { type Client, createClient, within } from './client.ts'
import type { TelegramConfig } from './config.ts'
import { codeOf, faultOf } from './fault.ts'

/** What one check found; `advice` says what to do where it failed. */
export interface TelegramFinding {
  readonly check: 'token' | 'transport' | 'channels' | 'messages'
  readonly ok: boolean
  readonly found: readonly [MessageKey, MessageParams?]
  readonly advice?: readonly [MessageKey, MessageParams?]
}

/**
 * Asks Telegram whether all that the bot needs is there. Nobody sees anything of it, and
 * a bot that is running is not disturbed: updates are not asked for.
 */
export async function examineTelegram(config: TelegramConfig): Promise<readonly TelegramFinding[]> {
  const client = createClient(config)
  try {
    const me = await client.getMe(within())
    const token: TelegramFinding = {
      check: 'token',
      ok: true,
      found: ['telegram:doctor.token', { bot: `@${me.username}` }],
    }
    return [token, await transport(client, config), groups(me), messages(me)]
  } catch (error) {
    return [refused('token', error)]
  }
}

function refused(check: TelegramFinding['check'], error: unknown): TelegramFinding {
  const fault = faultOf(error)
  const unauthorised = fault.kind === 'outcome' && fault.outcome.type === 'unauthorised'
  const params = { error: codeOf(error) }
  return unauthorised
    ? {
        check,
        ok: false,
        found: ['telegram:doctor.badToken', params],
        advice: ['telegram:doctor.badTokenAdvice'],
      }
    : {
        check,
        ok: false,
        found: ['telegram:doctor.unreachable', params],
        advice: ['telegram:doctor.unreachableAdvice'],
      }
}

async function transport(client: Client, config: TelegramConfig): Promise<TelegramFinding> {
  try {
    const info = await client.getWebhookInfo(within())
    return config.webhook ? webhook(info, config.webhook.url) : polling(info)
  } catch (error) {
    return refused('transport', error)
  }
}

function polling({ pending_update_count: count, url }: WebhookInfo): TelegramFinding {
  return url
    ? {
        check: 'transport',
        ok: false,
        found: ['telegram:doctor.otherWebhook', { host: hostOf(url) }],
        advice: ['telegram:doctor.otherWebhookAdvice'],
      }
    : { check: 'transport', ok: true, found: ['telegram:doctor.polling', { count }] }
}

function webhook(info: WebhookInfo, wanted: string): TelegramFinding {
  const { last_error_message: error, pending_update_count: count, url } = info
  if (url !== wanted) {
    return {
      check: 'transport',
      ok: false,
      found: ['telegram:doctor.noWebhook', { host: hostOf(wanted) }],
      advice: ['telegram:doctor.noWebhookAdvice'],
    }
  }
  if (error && count > 0) {
    return {
      check: 'transport',
      ok: false,
      found: ['telegram:doctor.webhookFails', { host: hostOf(url), error, count }],
      advice: ['telegram:doctor.webhookFailsAdvice'],
    }
  }
  return {
    check: 'transport',
    ok: true,
    found: ['telegram:doctor.webhook', { host: hostOf(url), count }],
  }
}

/** The path of a webhook's address may be a secret. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '–'
}

function groups(me: UserFromGetMe): TelegramFinding {
  return me.can_join_groups
    ? { check: 'channels', ok: true, found: ['telegram:doctor.groups'] }
    : {
        check: 'channels',
        ok: false,
        found: ['telegram:doctor.noGroups'],
        advice: ['telegram:doctor.noGroupsAdvice', { bot: `@${me.username}` }],
      }
}

/** Only what is listened to, and what a reaction logs, needs to be seen. */
function messages({ can_read_all_group_messages: all }: UserFromGetMe): TelegramFinding {
  const found = all ? 'telegram:doctor.messages' : 'telegram:doctor.adminMessages'
  return { check: 'messages', ok: true, found: [found] }
}
