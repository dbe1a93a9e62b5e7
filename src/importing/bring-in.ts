import { dirname } from 'node:path'
import type { Command, CommandContext } from '../core/command.ts'
import { UserError, WorkInterrupted } from '../core/errors.ts'
import type { KeptFile } from '../core/given-file.ts'
import type { Reply, Report } from '../core/reply.ts'
import type { ImportRecord } from '../core/store.ts'
import {
  type ImportOptions,
  type ImportPlan,
  type ImportProgressReport,
  runImport,
} from '../ingest/index.ts'
import { formatCount } from '../language/format.ts'
import { lookUp, translator } from '../language/translate.ts'
import { reportOf } from '../report/report-frame.ts'
import { planOf, shelfOf } from './given-file.ts'
import { lookAt } from './look.ts'
import { outcomeReport } from './outcome.ts'

/** Seconds after the beginning at which is told how far it is. */
const TOLD_AFTER = [2, 20, 90]
/** More imports are not looked through for the one that was made of a file. */
const REMEMBERED = 20

/**
 * Brings a kept file in and returns what came of it. Run again, it goes on where it was; what
 * is done is told once more and not done twice. Rejects with WorkInterrupted where the program
 * ends before.
 */
export async function bringIn(
  command: Command,
  file: KeptFile,
  options: ImportOptions,
  context: CommandContext,
): Promise<Reply> {
  const { store, workspaceId } = context
  if (file.importId !== null) {
    const record = await store.findImport(workspaceId, file.importId)
    if (!record) throw new UserError('drop.gone', {}, 'import')
    return outcomeReport(command, file, record, context)
  }
  let plan: ImportPlan
  try {
    plan = await planOf(file, options, context)
  } catch (error) {
    // The file is no longer read as it was shown: it is shown again, with what is open now.
    if (error instanceof UserError) return await lookAt(command, file, options, context)
    throw error
  }
  const known = await doneBefore(file, plan, context)
  const record = known ?? (await run(command, file, plan, context))
  await shelfOf(context).settle(file, record.id)
  return outcomeReport(command, file, record, context)
}

/** The program may have ended between the import's end and the note of it. */
async function doneBefore(
  file: KeptFile,
  { fingerprint }: ImportPlan,
  { store, workspaceId }: CommandContext,
): Promise<ImportRecord | undefined> {
  return (await store.imports(workspaceId, REMEMBERED)).find(
    (each) =>
      each.fingerprint === fingerprint && each.state === 'done' && each.startedAt >= file.keptAt,
  )
}

async function run(
  command: Command,
  file: KeptFile,
  plan: ImportPlan,
  context: CommandContext,
): Promise<ImportRecord> {
  const { locale, now, store, work, workspace, workspaceId } = context
  const translate = translator(locale)
  const begun = performance.now()
  const left = [...TOLD_AFTER]
  let told = Promise.resolve()
  const outcome = await runImport(plan, {
    store,
    workspace,
    now: () => now,
    rejectsFolder: dirname(file.path),
    words: {
      line: translate('import:report.rejectsLine'),
      reason: translate('import:report.rejectsReason'),
      explain: (reason) => lookUp(locale, `import:reasons.${reason}`) ?? reason,
    },
    onProgress(report) {
      const next = left[0] ?? Number.POSITIVE_INFINITY
      if (performance.now() - begun < next * 1000) return
      left.shift()
      const shown = progressReport(command, file, plan, report, context)
      if (work) told = told.then(() => work.progress(shown))
    },
    ...(work ? { signal: work.signal } : {}),
  })
  // The outcome takes the place of what was told before, and not the other way round.
  await told
  if (outcome.stopped) throw new WorkInterrupted()
  const record = await store.findImport(workspaceId, outcome.importId)
  if (!record) throw new Error(`no import ${outcome.importId}`)
  return record
}

function progressReport(
  command: Command,
  file: KeptFile,
  { expectedRows }: ImportPlan,
  { rows }: ImportProgressReport,
  context: CommandContext,
): Report {
  const { locale } = context
  const counts = { rows: formatCount(rows, locale), all: formatCount(expectedRows, locale) }
  return reportOf(command, context, {
    title: file.name,
    view: 'text',
    namesPeople: true,
    blocks: [{ type: 'paragraph', text: [{ text: translator(locale)('drop:progress', counts) }] }],
  })
}
