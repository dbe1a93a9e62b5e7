import { Api } from 'grammy'
import type { TelegramConfig } from './config.ts'
import { limits } from './limits.ts'

/** The Bot API by method; nothing is sent twice by it. */
export type Client = Api['raw']

export const DEFAULT_API = 'https://api.telegram.org'

/** Returns the Bot API for a token. A call that takes longer than its time is given up. */
export function createClient({ api, token }: Pick<TelegramConfig, 'api' | 'token'>): Client {
  const root = (api ?? DEFAULT_API).replace(/(?<!\/)\/+$/, '')
  return new Api(token.reveal(), { apiRoot: root, sensitiveLogs: false }).raw
}

export type Signal = Parameters<Client['getMe']>[0]

/** Returns a signal that ends a call after a time, or with another signal. */
export function within(
  milliseconds: number = limits.callMilliseconds,
  other?: AbortSignal,
): Signal {
  const signal = AbortSignal.timeout(milliseconds)
  // The library names the type of an older package that has the same parts.
  return (other ? AbortSignal.any([signal, other]) : signal) as unknown as Signal
}
