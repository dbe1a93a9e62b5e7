import type { Command, CommandContext } from '../src/core/command.ts'
import type { Block, Report } from '../src/core/reply.ts'
import type { ImportRecord } from '../src/core/store.ts'
import { findImportNamed } from '../src/importing/undo.ts'
import { formatInstant } from '../src/language/format.ts'
import { lookUp, type Translate, translator } from '../src/language/translate.ts'
import { reportOf } from '../src/report/report-frame.ts'
import { WITHOUT_COMMON_GRAMMAR } from './common-grammar.ts'

const LISTED = 20

/** What was imported, newest first, or one import with the reasons why rows were rejected. */
export const imports: Command = {
  name: 'imports',
  group: 'data',
  seldom: true,
  audience: 'caller',
  needs: 'moderator',
  subject: { name: 'import', required: false, max: 1, from: 'identifier' },
  ...WITHOUT_COMMON_GRAMMAR,
  views: ['table', 'csv', 'text'],
  async run(context) {
    const [id] = context.arguments.subjects
    return id === undefined ? list(context) : one(await findImportNamed(id, context), context)
  },
}

async function list(context: CommandContext): Promise<Report> {
  const { store, workspaceId, locale } = context
  const translate = translator(locale)
  const records = await store.imports(workspaceId, LISTED)
  const title = translate('commands:imports.title')
  if (records.length === 0) {
    const text = [{ text: translate('commands:imports.none') }]
    return reportOf(imports, context, {
      title,
      view: 'table',
      blocks: [{ type: 'paragraph', text }],
    })
  }
  return reportOf(imports, context, {
    title,
    view: 'table',
    blocks: [
      recordTable(records, context),
      {
        type: 'actions',
        actions: records.slice(0, 3).map((record) => ({
          label: `I-${record.id}`,
          command: `imports I-${record.id}`,
        })),
      },
    ],
  })
}

function one(record: ImportRecord, context: CommandContext): Report {
  const { locale } = context
  const translate = translator(locale)
  const reasons: Block | undefined =
    record.reasons.length === 0
      ? undefined
      : {
          type: 'table',
          caption: translate('commands:imports.reasons'),
          columns: [
            { key: 'reason', label: translate('commands:imports.reason'), format: 'text' },
            { key: 'count', label: translate('commands:imports.count'), format: 'count' },
            { key: 'firstLine', label: translate('commands:imports.first-line'), format: 'count' },
          ],
          rows: record.reasons.map(({ reason, count, firstLine }) => [
            lookUp(locale, `import:reasons.${reason}`) ?? reason,
            count,
            firstLine,
          ]),
        }
  const id = `I-${record.id}`
  const undo: Block | undefined =
    record.state === 'undone'
      ? undefined
      : {
          type: 'actions',
          actions: [{ label: translate('drop:buttons.undo'), command: `import undo ${id}` }],
        }
  return reportOf(imports, context, {
    title: translate('commands:imports.one-title', { id }),
    view: 'table',
    blocks: [recordTable([record], context), reasons, undo],
  })
}

function recordTable(records: readonly ImportRecord[], context: CommandContext): Block {
  const { locale, zone } = context
  const translate = translator(locale)
  return {
    type: 'table',
    columns: [
      { key: 'id', label: translate('commands:imports.id'), format: 'text' },
      { key: 'file', label: translate('commands:imports.file'), format: 'text' },
      { key: 'startedAt', label: translate('commands:imports.started'), format: 'text' },
      { key: 'state', label: translate('commands:imports.state'), format: 'text' },
      { key: 'rows', label: translate('commands:imports.rows'), format: 'count' },
      { key: 'accepted', label: translate('commands:imports.accepted'), format: 'count' },
      { key: 'duplicates', label: translate('commands:imports.duplicates'), format: 'count' },
      { key: 'rejected', label: translate('commands:imports.rejected'), format: 'count' },
    ],
    rows: records.map((record) => [
      `I-${record.id}`,
      record.file,
      formatInstant(record.startedAt, locale, zone),
      stateName(record, translate),
      record.rows,
      record.accepted,
      record.duplicates,
      record.rejected,
    ]),
  }
}

function stateName(record: ImportRecord, translate: Translate): string {
  return translate(`commands:imports.states.${record.state}`)
}
