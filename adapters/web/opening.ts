import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { AdapterHost } from '../../src/core/adapter.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Locale } from '../../src/core/locale.ts'
import { textsOf } from '../../src/language/texts.ts'
import { asLocale, invocationOf, preferredLocale } from './decode.ts'
import type { PageStart } from './page-reply.ts'

const LOCALE_COOKIE = 'cxbot_locale'
const THEME_COOKIE = 'cxbot_theme'

/** Returns the language that the person chose or that the browser asks for; null for neither. */
export function wishedLocale(context: Context): Locale | null {
  return (
    asLocale(getCookie(context, LOCALE_COOKIE)) ??
    preferredLocale(context.req.header('accept-language'))
  )
}

/** Returns the theme that the person chose; empty where the system's holds. */
export function wishedTheme(context: Context): string {
  const theme = getCookie(context, THEME_COOKIE)
  return theme === 'light' || theme === 'dark' ? theme : ''
}

/** Returns what the page is told as it opens: the bot's own help says where its numbers come from. */
export async function openingOf(
  host: AdapterHost,
  options: {
    readonly locale: Locale | null
    readonly signedIn: boolean
    readonly now: EpochSeconds
  },
): Promise<PageStart> {
  const help = await host.answer(
    invocationOf(
      { id: randomUUID(), line: 'help', locale: options.locale, zone: null },
      options.now,
    ),
  )
  return {
    locale: options.locale ?? help.locale,
    sample: help.kind === 'report' && help.sample,
    signedIn: options.signedIn,
    reading: host.registry.commands
      .filter(({ needs }) => needs === 'viewer')
      .map(({ name }) => name),
  }
}

/** Returns the words of the page in a language, with their `{{parameters}}` unfilled. */
export function wordsOf(locale: Locale) {
  return textsOf(locale).web.page
}
