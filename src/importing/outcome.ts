import type { Command, CommandContext } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { KeptFile } from '../core/given-file.ts'
import type { Notice, Report } from '../core/reply.ts'
import type { ImportRecord } from '../core/store.ts'
import { readRejects } from '../ingest/index.ts'
import { formatCount } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { reportOf } from '../report/report-frame.ts'
import { reasonsTable } from './reasons.ts'
import { nextQuestion } from './shown.ts'

/** Rows that are given back at once; a file for reading and mending by hand. */
const MOST_REJECTS = 2_000

/** Returns what came of an import, with what can be done next. */
export function outcomeReport(
  command: Command,
  file: KeptFile,
  record: ImportRecord,
  context: CommandContext,
): Report {
  const { locale } = context
  const translate = translator(locale)
  const id = `I-${record.id}`
  const shown = (count: number): string => formatCount(count, locale)
  const conflicts = record.reasons.find(({ reason }) => reason === 'conflictingId')?.count ?? 0
  const rejected = record.rejected + conflicts
  const { kind } = JSON.parse(record.mapping) as { readonly kind: string }
  const counts = {
    id,
    rows: shown(record.rows),
    accepted: shown(record.accepted),
    duplicates: shown(record.duplicates - conflicts),
    rejected: shown(rejected),
  }
  const undone = record.state === 'undone'
  return reportOf(command, context, {
    title: file.name,
    view: 'table',
    namesPeople: true,
    commandLine: `imports ${id}`,
    blocks: [
      {
        type: 'paragraph',
        text: [
          {
            text: undone
              ? translate('drop:undo.known', { id })
              : translate('import:report.done', counts),
          },
        ],
      },
      reasonsTable(record.reasons, locale),
      {
        type: 'actions',
        actions: undone
          ? []
          : [
              ...(record.accepted > 0
                ? [{ label: `/${nextQuestion(kind)}`, command: nextQuestion(kind) }]
                : []),
              ...(rejected > 0
                ? [
                    {
                      label: translate('drop:buttons.rejects', { count: shown(rejected) }),
                      command: `import ${file.key} rejects`,
                    },
                  ]
                : []),
              { label: translate('drop:buttons.undo'), command: `import undo ${id}` },
            ],
      },
    ],
  })
}

/** Returns the rows that could not be used as a file, with line and reason. */
export async function rejectsReport(
  command: Command,
  file: KeptFile,
  context: CommandContext,
): Promise<Report> {
  const { locale } = context
  const translate = translator(locale)
  const found = await readRejects(file.path, MOST_REJECTS)
  if (!found) throw new UserError('drop.no-rejects', {}, 'imports')
  const { header, rows, more } = found
  const text = more
    ? translate('drop:rejects.first', { count: formatCount(rows.length, locale) })
    : translate('drop:rejects.all', { count: formatCount(rows.length, locale) })
  return reportOf(command, context, {
    title: translate('drop:rejects.title', { file: file.name }),
    view: 'csv',
    namesPeople: true,
    commandLine: `import ${file.key} rejects`,
    blocks: [
      { type: 'paragraph', text: [{ text }] },
      {
        type: 'table',
        columns: header.map((label, index) => ({ key: `c${index}`, label, format: 'text' })),
        rows: rows.map((cells) => header.map((_, index) => cells[index] ?? '')),
      },
    ],
  })
}

/** Returns how files are given, on every platform. */
export function usage({ files, locale }: CommandContext): Notice {
  const translate = translator(locale)
  const most = Math.floor((files?.largest ?? 0) / 1024 / 1024)
  return {
    kind: 'notice',
    level: 'information',
    locale,
    text: [{ text: translate(files ? 'drop:usage' : 'drop:errors.not-here', { most }) }],
    actions: [{ label: translate('drop:buttons.imports'), command: 'imports' }],
  }
}
