import type { Command, CommandContext } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { KeptFile } from '../core/given-file.ts'
import type { Action, Block, Notice, Reply } from '../core/reply.ts'
import {
  type ImportOptions,
  type ImportPlan,
  type ImportPreview,
  previewImport,
} from '../ingest/index.ts'
import { formatCount } from '../language/format.ts'
import { mistakeText } from '../language/mistake-text.ts'
import { translator } from '../language/translate.ts'
import { reportOf } from '../report/report-frame.ts'
import { type Choice, choicesOf } from './choices.ts'
import { flagsLine } from './flags.ts'
import { planOf } from './given-file.ts'
import { reasonsTable } from './reasons.ts'
import { importWord, itemCells, mappingNotes } from './shown.ts'

const SHOWN_ROWS = 3

/**
 * Returns what was understood of a file, the first rows as they would be stored and what is
 * wrong with the others, with a button that brings it in; or what only a person can decide,
 * with buttons for each answer. Nothing is stored.
 */
export async function lookAt(
  command: Command,
  file: KeptFile,
  options: ImportOptions,
  context: CommandContext,
): Promise<Reply> {
  try {
    const plan = await planOf(file, options, context)
    const preview = await previewImport(plan, { shown: SHOWN_ROWS })
    return understood(command, { file, options, plan, preview }, context)
  } catch (error) {
    if (error instanceof UserError && error.id.startsWith('import.')) {
      return question(error, file, options, context)
    }
    throw error
  }
}

interface Look {
  readonly file: KeptFile
  readonly options: ImportOptions
  readonly plan: ImportPlan
  readonly preview: ImportPreview
}

function understood(
  command: Command,
  { file, options, plan, preview }: Look,
  context: CommandContext,
): Reply {
  const { locale } = context
  const translate = translator(locale)
  const shown = (count: number): string => formatCount(count, locale)
  const { duplicates, rejected, rows, usable } = preview
  const whole = rejected + duplicates === 0
  const counts = { rows: shown(rows), usable: shown(usable), rejected: shown(rejected) }
  const { source, zone } = plan.description
  const flags = flagsLine(options)
  return reportOf(command, context, {
    title: file.name,
    view: 'table',
    namesPeople: true,
    commandLine: `import ${file.key} ${flags}`.trim(),
    blocks: [
      {
        type: 'paragraph',
        text: [
          { text: translate(whole ? 'drop:look.all' : 'drop:look.counts', counts) },
          ...(duplicates > 0
            ? [
                {
                  text: ` ${translate('import:report.repeated', { count: duplicates, shown: shown(duplicates) })}`,
                },
              ]
            : []),
          { text: ` ${translate('drop:look.nothing-stored')}` },
        ],
      },
      {
        type: 'table',
        caption: translate('drop:look.mapping'),
        columns: [
          { key: 'field', label: translate('drop:columns.field'), format: 'text' },
          { key: 'why', label: translate('drop:columns.why'), format: 'text' },
        ],
        rows: mappingNotes(plan.notes, locale),
      },
      firstRows(preview, zone, context),
      reasonsTable(preview.reasons, locale),
      {
        type: 'notes',
        notes: [
          [{ text: translate('drop:look.source', { source, zone }) }],
          [
            { text: `${translate('drop:look.flags')} ` },
            { text: `/import ${file.key} kind:nps`, style: 'code' },
          ],
        ],
      },
      {
        type: 'actions',
        actions:
          usable === 0
            ? []
            : [
                {
                  label: translate('drop:buttons.bring-in', { count: shown(usable) }),
                  command: `import ${file.key} go ${flags}`.trim(),
                },
              ],
      },
    ],
  })
}

/** A column for each row: names of fields are long and few. */
function firstRows(
  { first }: ImportPreview,
  zone: string,
  { locale }: CommandContext,
): Block | undefined {
  if (first.length === 0) return undefined
  const translate = translator(locale)
  const rows = first.map(({ item }) => new Map(itemCells(item, locale, zone)))
  const fields = [...new Set(rows.flatMap((cells) => [...cells.keys()]))]
  return {
    type: 'table',
    caption: translate('drop:look.first-rows'),
    columns: [
      { key: 'field', label: translate('drop:columns.field'), format: 'text' },
      ...first.map(({ line }) => ({
        key: `line${line}`,
        label: importWord(locale, 'report.line', { line }),
        format: 'text' as const,
      })),
    ],
    rows: fields.map((field) => [field, ...rows.map((cells) => cells.get(field) ?? '–')]),
  }
}

function question(
  error: UserError,
  file: KeptFile,
  options: ImportOptions,
  context: CommandContext,
): Notice {
  const { locale } = context
  const choices = choicesOf(error, { now: context.now, zone: context.workspace.zone })
  return {
    kind: 'notice',
    level: 'error',
    locale,
    text: [
      { text: file.name, style: 'strong', data: true },
      { text: `: ${mistakeText(error, locale)}` },
      ...(choices.length > 0
        ? []
        : [
            { text: ` ${translator(locale)('drop:look.flags')} ` },
            { text: `/import ${file.key} kind:nps`, style: 'code' as const },
          ]),
    ],
    actions: choices.map((choice) => answer(choice, file, options)),
    errorId: error.id,
  }
}

function answer({ options: more, shown }: Choice, file: KeptFile, options: ImportOptions): Action {
  const map = [...(options.map ?? []), ...(more.map ?? [])]
  const set = [...(options.set ?? []), ...(more.set ?? [])]
  const all = {
    ...options,
    ...more,
    ...(map.length > 0 ? { map } : {}),
    ...(set.length > 0 ? { set } : {}),
  }
  return { label: shown ?? flagsLine(more), command: `import ${file.key} ${flagsLine(all)}` }
}
