import { today } from '../calendar/periods.ts'
import type { Completion } from '../core/adapter.ts'
import type { Breakdown, CommandDeclaration } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Dimension } from '../core/feedback.ts'
import type { Locale } from '../core/locale.ts'
import { lookUp, type MessageKey, translator } from '../language/translate.ts'
import type { CompletionEnvironment } from './complete.ts'
import { type Draft, valueOptions } from './draft.ts'
import { parsePeriod } from './period.ts'
import { quoteName } from './readers.ts'
import { fold } from './text.ts'
import { hasMeaning, vocabularies } from './vocabulary/index.ts'

/** A phrase that may go on the line. */
export interface Candidate {
  readonly text: string
  readonly kind: Completion['kind']
  readonly detail?: string
}

/** Where the names that a command is about are looked for, in this order. */
const NAMED: readonly Dimension[] = ['brand', 'product', 'store', 'source', 'channel']

/** Returns the text as it is compared with what has been typed: hyphens are spaces, quotes are nothing. */
function comparable(text: string): string {
  return fold(text)
    .replace(/"/g, '')
    .replace(/[-_\s]+/g, ' ')
}

/** The user's language and, once something is typed, English. */
function languages(locale: Locale, typed: string): readonly Locale[] {
  return locale === 'en' || typed === '' ? [locale] : [locale, 'en']
}

function periods(typed: string, environment: CompletionEnvironment): readonly string[] {
  const now = today(environment)
  const year = Number(now.slice(0, 4))
  const month = Number(now.slice(5, 7))
  const phrases = languages(environment.locale, typed).flatMap((locale) => {
    const { shown, months } = vocabularies[locale]
    const named = months.map(
      (forms, index) => `${forms.split(' ')[0]} ${index < month ? year : year - 1}`,
    )
    return typed === '' ? shown.periods : [...shown.periods, ...named]
  })
  const quarters = [1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`)
  return typed === '' ? phrases : [...phrases, String(year), ...quarters]
}

/** Returns period candidates with their dates, without those that are all to come. */
function periodCandidates(
  kind: 'period' | 'baseline',
  typed: string,
  environment: CompletionEnvironment,
): readonly Candidate[] {
  return periods(typed, environment).flatMap((text) => {
    if (!comparable(text).startsWith(comparable(typed))) return []
    try {
      return [{ text, kind, detail: parsePeriod(text, environment).label }]
    } catch (error) {
      if (error instanceof UserError) return []
      throw error
    }
  })
}

function baselines(environment: CompletionEnvironment): readonly Candidate[] {
  const translate = translator(environment.locale)
  const keys = {
    'vs prev': 'parse:baseline.previous',
    'vs yoy': 'parse:baseline.yearEarlier',
    'vs target': 'parse:baseline.target',
  } as const satisfies Record<string, MessageKey>
  return Object.entries(keys).map(([text, key]) => ({
    text,
    kind: 'baseline',
    detail: translate(key),
  }))
}

function breakdowns(names: readonly Breakdown[], locales: readonly Locale[]): readonly Candidate[] {
  return locales.flatMap((locale) =>
    names.map((name) => ({
      text: vocabularies[locale].shown.breakdowns[name],
      kind: 'breakdown' as const,
    })),
  )
}

function filters(
  declaration: CommandDeclaration,
  draft: Draft,
  locales: readonly Locale[],
): readonly Candidate[] {
  const free = declaration.filters.filter(
    (dimension) => !draft.filters.some((filter) => filter.dimension === dimension),
  )
  return locales.flatMap((locale) =>
    free.map((dimension) => ({
      text: `${vocabularies[locale].dimensions[dimension].split(' ')[0]}:`,
      kind: 'filter' as const,
    })),
  )
}

function options(declaration: CommandDeclaration, draft: Draft): readonly Candidate[] {
  const choices = declaration.options.flatMap((option) =>
    option.type === 'choice' && draft.options[option.name] === undefined ? option.values : [],
  )
  const values = valueOptions(declaration).filter((name) => draft.options[name] === undefined)
  return [...choices, ...values.map((name) => `${name}:`)].map((text) => ({ text, kind: 'option' }))
}

async function subjects(
  declaration: CommandDeclaration,
  draft: Draft,
  typed: string,
  environment: CompletionEnvironment,
): Promise<readonly Candidate[]> {
  const { subject } = declaration
  if (!subject || draft.subjects.length >= subject.max) return []
  const { commands } = environment.registry
  if (subject.from === 'metric' || subject.from === 'command') {
    const fitting = commands.filter(
      ({ group }) => subject.from === 'command' || group === 'metrics',
    )
    return fitting.map(({ name }) => {
      const detail = lookUp(environment.locale, `commands:${name}.description`)
      return { text: name, kind: 'option', ...(detail === undefined ? {} : { detail }) }
    })
  }
  if (subject.from === 'aspect') {
    const keys = await environment.names('aspect', typed)
    return keys.map((text) => ({ text, kind: 'value' }))
  }
  if (subject.from !== 'dimension-value' || typed === '' || typed.includes(' ')) return []
  const found = await Promise.all(NAMED.map((dimension) => environment.names(dimension, typed)))
  return [...new Set(found.flatMap((names) => names.slice(0, 3)))].map((name) => ({
    text: quoteName(name),
    kind: 'value',
  }))
}

/** Returns what may follow what the line gives already and begins with the phrase `typed`. */
export async function candidates(
  before: {
    readonly draft: Draft
    readonly declaration: CommandDeclaration
    readonly last: string
  },
  typed: string,
  environment: CompletionEnvironment,
): Promise<readonly Candidate[]> {
  const { draft, declaration, last } = before
  const locales = languages(environment.locale, typed)
  if (declaration.baselines && draft.baseline === null && hasMeaning(last, 'vs'))
    return periodCandidates('baseline', typed, environment)
  const found: Candidate[] = [...(await subjects(declaration, draft, typed, environment))]
  found.push(...options(declaration, draft))
  if (declaration.period && !draft.period)
    found.push(...periodCandidates('period', typed, environment))
  if (draft.by === null) found.push(...breakdowns(declaration.breakdowns, locales))
  if (declaration.baselines && draft.baseline === null) found.push(...baselines(environment))
  found.push(...filters(declaration, draft, locales))
  if (draft.view === null)
    for (const locale of locales)
      for (const view of declaration.views)
        found.push({ text: vocabularies[locale].shown.views[view], kind: 'view' })
  const begun = comparable(typed)
  return found.filter(({ text }) => comparable(text).startsWith(begun))
}
