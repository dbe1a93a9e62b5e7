import type { CommandContext, CommandDeclaration } from '../core/command.ts'
import type { Period } from '../core/period.ts'
import type { Block, Report, View } from '../core/reply.ts'
import { type Changes, formatCommandLine } from '../parse/index.ts'
import { displayName } from './display-names.ts'

/** What one command puts into its report. */
export interface ReportParts {
  readonly title: string
  readonly definition?: string
  readonly period?: Period
  /** Chart where the person asked for no view. */
  readonly view?: View
  readonly blocks: readonly (Block | undefined)[]
  /** Where the line that asks the same again is not made of the arguments alone. */
  readonly commandLine?: string
  /** Names of people are in it. */
  readonly namesPeople?: boolean
  readonly changes?: Changes
}

/** Returns a report with all that follows from the question: language, filters, command line. */
export function reportOf(
  command: CommandDeclaration,
  context: CommandContext,
  parts: ReportParts,
): Report {
  const { arguments: asked, locale, workspace } = context
  return {
    kind: 'report',
    command: command.name,
    commandLine: parts.commandLine ?? formatCommandLine(command, asked, parts.changes),
    locale,
    title: parts.title,
    ...(parts.definition === undefined ? {} : { definition: parts.definition }),
    ...(parts.period === undefined ? {} : { period: parts.period }),
    filters: Object.fromEntries(asked.filters.map(({ dimension, names }) => [dimension, names])),
    ...filterNamesOf(context),
    view: asked.view ?? parts.view ?? 'chart',
    blocks: parts.blocks.filter((block) => block !== undefined),
    sample: workspace.sample,
    ...(parts.namesPeople ? { namesPeople: true } : {}),
  }
}

function filterNamesOf(context: CommandContext): Pick<Report, 'filterNames'> {
  const named = context.arguments.filters.map(({ dimension, names }) => ({
    dimension,
    names,
    called: names.map((name) => displayName(dimension, name, context)),
  }))
  const same = named.every(({ names, called }) =>
    names.every((name, index) => name === called[index]),
  )
  if (same) return {}
  return {
    filterNames: Object.fromEntries(named.map(({ dimension, called }) => [dimension, called])),
  }
}
