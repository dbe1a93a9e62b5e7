import type { Breakdown, CommandDeclaration, CommandRegistry } from '../../src/core/command.ts'
import { DIMENSIONS, type Dimension } from '../../src/core/feedback.ts'
import type { Locale } from '../../src/core/locale.ts'
import { lookUp, translator } from '../../src/language/translate.ts'
import { vocabularies } from '../../src/parse/vocabulary/index.ts'
import { limits } from './limits.ts'
import { clip } from './markdown.ts'

/** Options that every command of the grammar has, by their names at Discord. */
export const WORDS = {
  period: 'period',
  by: 'by',
  vs: 'vs',
  view: 'as',
  /** A file that is given with the command. */
  file: 'file',
  /** Filters that found no option of their own. */
  more: 'filters',
} as const

/** The bot's languages that Discord knows beside English. */
const DISCORD_LOCALES = ['ru', 'lt'] as const satisfies readonly Locale[]
type Localised = Partial<Record<(typeof DISCORD_LOCALES)[number], string>>

export interface CommandChoice {
  readonly name: string
  readonly name_localizations: Localised | null
  readonly value: string
}

const STRING = 3
/** Discord's type of an option that takes a file. */
export const ATTACHMENT = 11

/** An option as Discord takes it: a string, since the grammar reads words, or a file. */
export interface CommandOption {
  readonly type: typeof STRING | typeof ATTACHMENT
  readonly name: string
  readonly name_localizations: Localised | null
  readonly description: string
  readonly description_localizations: Localised | null
  readonly required: boolean
  readonly autocomplete: boolean
  readonly choices: readonly CommandChoice[]
}

/** Returns the languages' texts where they differ from the English one; null where none does. */
export function localised(say: (locale: Locale) => string | undefined): Localised | null {
  const english = say('en')
  const found = DISCORD_LOCALES.flatMap((locale) => {
    const text = say(locale)
    return text === undefined || text === english ? [] : [[locale, text] as const]
  })
  return found.length === 0 ? null : Object.fromEntries(found)
}

function isDimension(name: string): name is Dimension {
  return DIMENSIONS.some((dimension) => dimension === name)
}

/** Returns whether an option of a command is one of its filters. */
export function isFilterOption(command: CommandDeclaration, name: string): boolean {
  return (
    isDimension(name) &&
    command.filters.includes(name) &&
    command.subject?.name !== name &&
    !command.options.some((option) => option.name === name)
  )
}

interface Draft {
  readonly name: string
  readonly describe: (locale: Locale) => string
  readonly required?: boolean
  readonly values?: readonly CommandChoice[]
  readonly completed?: boolean
  readonly isFile?: true
}

function optionOf({
  name,
  describe,
  required,
  values = [],
  completed,
  isFile,
}: Draft): CommandOption {
  const fits = values.length > 0 && values.length <= limits.choices
  const short = (locale: Locale) => clip(describe(locale), limits.commandDescription)
  return {
    type: isFile ? ATTACHMENT : STRING,
    name,
    name_localizations: localised((locale) => lookUp(locale, `discord:names.${name}`)),
    description: short('en'),
    description_localizations: localised(short),
    required: required ?? false,
    autocomplete: !fits && (completed === true || values.length > 0),
    choices: fits ? values : [],
  }
}

function plainChoice(value: string): CommandChoice {
  return { name: value, name_localizations: null, value }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function subjectDraft(command: CommandDeclaration, registry: CommandRegistry): Draft | undefined {
  const { subject } = command
  if (!subject) return undefined
  const { name, required, from } = subject
  const named = registry.commands.filter(({ group }) => from === 'command' || group === 'metrics')
  const listed = from === 'metric' || from === 'command'
  return {
    name,
    required,
    describe: (locale) => capital(lookUp(locale, `commands:subjects.${name}`) ?? name),
    values: listed ? named.map((each) => plainChoice(each.name)) : [],
    completed: from === 'aspect' || from === 'dimension-value',
  }
}

function breakdownChoice(value: Breakdown): CommandChoice {
  const say = (locale: Locale) => vocabularies[locale].shown.breakdowns[value]
  return { name: say('en'), name_localizations: localised(say), value }
}

function viewChoice(value: CommandDeclaration['views'][number]): CommandChoice {
  const say = (locale: Locale) => vocabularies[locale].shown.views[value]
  return { name: say('en'), name_localizations: localised(say), value }
}

function grammarDrafts(command: CommandDeclaration): readonly Draft[] {
  const { breakdowns, baselines, options, period, views } = command
  const word = (key: 'period' | 'by' | 'vs' | 'as') => (locale: Locale) =>
    translator(locale)(`discord:describe.${key}`)
  return [
    ...options.map(
      (option): Draft => ({
        name: option.name,
        describe: (locale) => lookUp(locale, `commands:options.${option.name}`) ?? option.name,
        values: option.type === 'choice' ? option.values.map(plainChoice) : [],
      }),
    ),
    ...(period ? [{ name: WORDS.period, describe: word('period'), completed: true }] : []),
    ...(breakdowns.length > 0
      ? [{ name: WORDS.by, describe: word('by'), values: breakdowns.map(breakdownChoice) }]
      : []),
    ...(baselines ? [{ name: WORDS.vs, describe: word('vs'), completed: true }] : []),
    ...(views.length > 1
      ? [{ name: WORDS.view, describe: word('as'), values: views.map(viewChoice) }]
      : []),
  ]
}

function filterDraft(dimension: Dimension): Draft {
  return {
    name: dimension,
    completed: true,
    describe: (locale) =>
      translator(locale)('discord:describe.filter', {
        name: lookUp(locale, `report:dimension.${dimension}`) ?? dimension,
      }),
  }
}

const FILE: Draft = {
  name: WORDS.file,
  describe: (locale) => translator(locale)('discord:describe.file'),
  isFile: true,
}

/**
 * Returns the typed options of a command, the required one first. Where they are more
 * than Discord takes, the last filters are given together in one option.
 */
export function optionsOf(
  command: CommandDeclaration,
  registry: CommandRegistry,
): readonly CommandOption[] {
  const subject = subjectDraft(command, registry)
  const before = [
    ...(command.file ? [FILE] : []),
    ...(subject ? [subject] : []),
    ...grammarDrafts(command),
  ]
  const filters = command.filters.filter((name) => isFilterOption(command, name)).map(filterDraft)
  const room = limits.commandOptions - before.length
  const fitting = filters.length <= room ? filters : filters.slice(0, Math.max(0, room - 1))
  const more: Draft = {
    name: WORDS.more,
    describe: (locale) => translator(locale)('discord:describe.filters'),
  }
  return [...before, ...fitting, ...(fitting.length < filters.length ? [more] : [])]
    .slice(0, limits.commandOptions)
    .sort((one, other) => Number(other.required ?? false) - Number(one.required ?? false))
    .map(optionOf)
}
