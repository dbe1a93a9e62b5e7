import { UserError } from '../core/errors.ts'
import type { ImportId, WorkspaceId } from '../core/identity.ts'
import type { ImportRecord, Store } from '../core/store.ts'
import { formatCount } from '../language/format.ts'
import { numberOfId } from '../parse/shown-id.ts'
import { confirm } from './confirm.ts'
import { undoneJson } from './import-json.ts'
import type { Session } from './shell.ts'
import { DEFAULT_WORKSPACE, existingStore } from './workspaces.ts'

const NAMED_IMPORTS = 5

async function findImport(
  store: Store,
  workspace: WorkspaceId,
  name: string,
): Promise<ImportRecord> {
  const number = numberOfId('I', name)
  const found =
    number === undefined ? undefined : await store.findImport(workspace, number as ImportId)
  if (found) return found
  const known = (await store.imports(workspace, NAMED_IMPORTS)).map(
    ({ id, file }) => `I-${id} (${file})`,
  )
  throw new UserError('import.unknownImport', { value: name, known: known.join(', ') || '–' })
}

/** Takes an import back, after a question where nobody said yes before. */
export async function undoImport(
  session: Session,
  name: string,
  flags: { readonly yes?: boolean; readonly json?: boolean },
): Promise<void> {
  const { locale, t } = session
  const store = await existingStore(session)
  const workspace = await store?.findWorkspace(session.config.workspace ?? DEFAULT_WORKSPACE)
  if (!store || !workspace) throw new UserError('import.unknownImport', { value: name, known: '–' })
  const found = await findImport(store, workspace.id, name)
  const id = `I-${found.id}`
  if (found.state === 'undone') throw new UserError('import.alreadyUndone', { value: id })
  const params = { id, file: found.file, count: formatCount(found.accepted, locale) }
  if (!flags.yes && !(await confirm(session, t('drop:undo.ask', params)))) {
    await session.print(`${t('import:report.notUndone', { id })}\n`)
    return
  }
  let removed = 0
  await store.undoImport(workspace.id, found.id, (count) => {
    removed = count
  })
  await session.print(
    flags.json
      ? undoneJson(found, removed)
      : `${t('import:report.undone', { id, file: found.file, removed: formatCount(removed, locale) })}\n`,
  )
}
