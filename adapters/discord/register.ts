import type { CommandDeclaration, CommandRegistry } from '../../src/core/command.ts'
import type { Locale } from '../../src/core/locale.ts'
import { lookUp, translator } from '../../src/language/translate.ts'
import type { Calls } from './calls.ts'
import { limits } from './limits.ts'
import { clip } from './markdown.ts'
import { type CommandOption, localised, optionsOf } from './options.ts'
import { lacksCall } from './outcome.ts'

export const CHAT_INPUT = 1
const MESSAGE = 3
/** In servers and in direct messages with the bot, where the bot was added by a server. */
const CONTEXTS = [0, 1]
const INTEGRATION_TYPES = [0]

/** A command as Discord takes it. */
export interface RegisteredCommand {
  readonly type: typeof CHAT_INPUT | typeof MESSAGE
  readonly name: string
  readonly name_localizations: Partial<Record<string, string>> | null
  readonly description: string
  readonly description_localizations: Partial<Record<string, string>> | null
  readonly options: readonly CommandOption[]
  readonly contexts: readonly number[]
  readonly integration_types: readonly number[]
}

/** Returns what the entry in the menu of a message is called. */
export function menuName({ name }: CommandDeclaration, locale: Locale): string {
  const own = lookUp(locale, `commands:${name}.menu`)
  return clip(own ?? translator(locale)('discord:menu', { command: name }), limits.commandName)
}

/** Returns every command, and every entry in the menu of messages, that the registry declares. */
export function commandsOf(registry: CommandRegistry): readonly RegisteredCommand[] {
  const common = { contexts: CONTEXTS, integration_types: INTEGRATION_TYPES }
  const typed = registry.commands.map((command): RegisteredCommand => {
    const describe = (locale: Locale) =>
      clip(
        lookUp(locale, `commands:${command.name}.description`) ?? command.name,
        limits.commandDescription,
      )
    return {
      type: CHAT_INPUT,
      name: command.name,
      name_localizations: null,
      description: describe('en'),
      description_localizations: localised(describe),
      options: optionsOf(command, registry),
      ...common,
    }
  })
  const menus = registry.commands
    .filter(({ menu }) => menu === 'message')
    .map((command): RegisteredCommand => {
      const say = (locale: Locale) => menuName(command, locale)
      return {
        type: MESSAGE,
        name: say('en'),
        name_localizations: localised(say),
        description: '',
        description_localizations: null,
        options: [],
        ...common,
      }
    })
  return [...typed, ...menus]
}

/** Discord leaves out what is empty, and adds what it knows itself; order of keys means nothing. */
function comparable(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each
    const kept = Object.entries(each).filter(
      ([, inner]) =>
        inner !== null &&
        inner !== undefined &&
        inner !== false &&
        inner !== '' &&
        !(Array.isArray(inner) && inner.length === 0),
    )
    return Object.fromEntries(kept.sort(([one], [other]) => (one < other ? -1 : 1)))
  })
}

const COMPARED = [
  'type',
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'options',
  'contexts',
  'integration_types',
] as const

function isSame(wanted: RegisteredCommand, there: Readonly<Record<string, unknown>>): boolean {
  return COMPARED.every((key) => comparable({ v: wanted[key] }) === comparable({ v: there[key] }))
}

/** Returns how many commands of the registry Discord does not know as they are now. */
export function differingCommands(
  registry: CommandRegistry,
  there: readonly Readonly<Record<string, unknown>>[],
): { readonly differing: number; readonly total: number } {
  const wanted = commandsOf(registry)
  const known = (command: RegisteredCommand) =>
    there.some(
      (each) =>
        each['type'] === command.type && each['name'] === command.name && isSame(command, each),
    )
  return { differing: wanted.filter((each) => !known(each)).length, total: wanted.length }
}

export interface Registration {
  readonly created: readonly string[]
  readonly updated: readonly string[]
  readonly unchanged: number
  /** Commands of the application that the registry does not declare; they are left alone. */
  readonly foreign: readonly string[]
}

type CommandCalls = Pick<
  Calls,
  'application' | 'commands' | 'createCommand' | 'updateCommand' | 'replaceCommands'
>
type There = Awaited<ReturnType<Calls['commands']>>

/** Returns what is to be done, and the known command that each wanted one takes the place of. */
function compare(wanted: readonly RegisteredCommand[], there: There) {
  const same = (one: { type: number; name: string }, other: { type: number; name: string }) =>
    one.type === other.type && one.name === other.name
  const pairs = wanted.map((command) => ({ command, known: there.find((e) => same(e, command)) }))
  return {
    missing: pairs.filter(({ known }) => !known).map(({ command }) => command),
    differing: pairs.flatMap(({ command, known }) =>
      known && !isSame(command, known) ? [{ command, id: String(known.id) }] : [],
    ),
    foreign: there.filter((each) => !wanted.some((own) => same(own, each))),
  }
}

/**
 * Brings the application's commands in line with the registry, in one server or, where
 * `guild` is null, in all. Only what differs is sent, and nothing is removed; a server that
 * takes no single commands is sent the whole list. Rejects with the library's error where
 * Discord refuses.
 */
export async function registerCommands(
  calls: CommandCalls,
  registry: CommandRegistry,
  guild: string | null,
): Promise<Registration> {
  // The whole of discord.js is of use in this step alone; a bot that runs loads only parts of it.
  const { commandBody } = await import('./command-body.ts')
  const { id } = await calls.application()
  const there = await calls.commands(id, guild).catch((error: unknown): There => {
    if (lacksCall(error)) return []
    throw error
  })
  const wanted = commandsOf(registry)
  const { differing, foreign, missing } = compare(wanted, there)
  try {
    for (const command of missing) await calls.createCommand(id, guild, commandBody(command))
    for (const { command, id: known } of differing) {
      const { type: _, ...body } = commandBody(command)
      await calls.updateCommand(id, guild, known, body)
    }
  } catch (error) {
    if (!lacksCall(error)) throw error
    await calls.replaceCommands(id, guild, [...foreign, ...wanted.map(commandBody)])
  }
  return {
    created: missing.map(({ name }) => name),
    updated: differing.map(({ command }) => command.name),
    unchanged: wanted.length - missing.length - differing.length,
    foreign: foreign.map(({ name }) => name),
  }
}
