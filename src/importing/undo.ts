import type { CommandContext } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { ImportId } from '../core/identity.ts'
import type { Notice } from '../core/reply.ts'
import type { ImportRecord } from '../core/store.ts'
import { formatCount } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { numberOfId } from '../parse/index.ts'

/** Returns an import by `I-3` or `3`. Throws a UserError where there is none. */
export async function findImportNamed(id: string, context: CommandContext): Promise<ImportRecord> {
  const { store, workspaceId } = context
  const number = numberOfId('I', id)
  const record =
    number === undefined ? undefined : await store.findImport(workspaceId, number as ImportId)
  if (record) return record
  const [newest] = await store.imports(workspaceId, 1)
  throw new UserError(
    'commands.unknown-import',
    { id },
    newest ? `imports I-${newest.id}` : 'imports',
  )
}

/**
 * Takes an import back where the person is sure, and asks before that. Run again, it goes on
 * where it was.
 */
export async function undoImport(
  id: string,
  sure: boolean,
  context: CommandContext,
): Promise<Notice> {
  const { access, locale, store, workspaceId } = context
  if (access.scope.length > 0) throw new UserError('access.whole-workspace')
  const translate = translator(locale)
  const record = await findImportNamed(id, context)
  const shown = `I-${record.id}`
  const params = {
    id: shown,
    file: record.file,
    count: formatCount(record.accepted, locale),
  }
  const said = (text: string, level: Notice['level'], actions: Notice['actions'] = []): Notice => ({
    kind: 'notice',
    level,
    locale,
    text: [{ text }],
    actions,
  })
  if (record.state === 'undone') return said(translate('drop:undo.known', params), 'information')
  if (!sure) {
    return said(translate('drop:undo.ask', params), 'information', [
      { label: translate('drop:buttons.undo-sure'), command: `import undo ${shown} go` },
    ])
  }
  await store.undoImport(workspaceId, record.id)
  return said(translate('drop:undo.done', params), 'success')
}
