import type { BotCommand, BotCommandScope, LanguageCode } from 'grammy/types'
import type { CommandRegistry } from '../../src/core/command.ts'
import { LOCALES, type Locale } from '../../src/core/locale.ts'
import { lookUp } from '../../src/language/translate.ts'
import { type Client, within } from './client.ts'
import { lacksMethod } from './fault.ts'
import { limits } from './limits.ts'

/** One menu: who sees it, in which language, and what it lists. */
export interface Menu {
  readonly scope: BotCommandScope
  /** Null is for everyone whose language has no menu of its own. */
  readonly language: Locale | null
  readonly commands: readonly BotCommand[]
}

/**
 * Returns the menus that the commands call for: in private chats all commands, in groups
 * those that answer there, and help.
 */
export function menusOf(registry: CommandRegistry): readonly Menu[] {
  const { commands } = registry
  const inGroups = commands.filter(
    ({ audience, name }) => audience === 'channel' || name === 'help',
  )
  return [null, ...LOCALES.filter((locale) => locale !== 'en')].flatMap((language) => {
    const listed = (names: typeof commands): readonly BotCommand[] =>
      names.slice(0, limits.menuCommands).map(({ name }) => ({
        command: name,
        description: descriptionOf(name, language ?? 'en'),
      }))
    return [
      { scope: { type: 'all_private_chats' }, language, commands: listed(commands) },
      { scope: { type: 'all_group_chats' }, language, commands: listed(inGroups) },
    ] as const
  })
}

function descriptionOf(name: string, locale: Locale): string {
  const words = lookUp(locale, `commands:${name}.description`) ?? name
  return [...words].slice(0, limits.menuDescription).join('')
}

/**
 * Brings the menus on Telegram up to date, and returns how many were changed: all of them
 * where the server cannot tell which there are.
 */
export async function registerMenus(client: Client, registry: CommandRegistry): Promise<number> {
  let changed = 0
  for (const { commands, language, scope } of menusOf(registry)) {
    const of = {
      scope,
      // Kazakh and Lithuanian are among the codes that Telegram takes.
      ...(language === null ? {} : { language_code: language as LanguageCode }),
    }
    const there = await client.getMyCommands(of, within()).catch((error: unknown) => {
      if (lacksMethod(error)) return null
      throw error
    })
    if (there && sameCommands(there, commands)) continue
    await client.setMyCommands({ ...of, commands: [...commands] }, within())
    changed += 1
  }
  return changed
}

function sameCommands(one: readonly BotCommand[], other: readonly BotCommand[]): boolean {
  const words = (commands: readonly BotCommand[]): string =>
    JSON.stringify(commands.map(({ command, description }) => [command, description]))
  return words(one) === words(other)
}
