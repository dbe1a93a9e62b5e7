import { resolve } from 'node:path'
import type { Command } from 'commander'
import { UserError } from '../core/errors.ts'
import type { WorkspaceId } from '../core/identity.ts'
import type { Store } from '../core/store.ts'
import type { AnalysisRecipe, ImportOptions, ImportPlan, PlanContext } from '../ingest/index.ts'
import { lookUp } from '../language/translate.ts'
import { describe } from './help.ts'
import { outcomeJson, previewJson } from './import-json.ts'
import { createProgressBar } from './import-progress.ts'
import { mappingText, outcomeText, previewText } from './import-text.ts'
import { undoImport } from './import-undo.ts'
import type { Cli, Session } from './shell.ts'
import { bringWholeWorkspace, holdsWorkspace } from './whole-workspace.ts'
import {
  DEFAULT_WORKSPACE,
  ensureOwnWorkspace,
  existingStore,
  newWorkspaceSettings,
} from './workspaces.ts'

const SHOWN_ROWS = 3

interface Flags extends Omit<ImportOptions, 'acceptBadRows'> {
  readonly dryRun?: boolean
  readonly json?: boolean
  readonly undo?: string
  readonly yes?: boolean
  readonly readLater?: boolean
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}

/** The zone of the workspace that the files go to, and what it holds. */
async function destinationOf(session: Session): Promise<Pick<PlanContext, 'zone' | 'before'>> {
  const store = await existingStore(session)
  const workspace = await store?.findWorkspace(session.config.workspace ?? DEFAULT_WORKSPACE)
  const zone = session.config.zone ?? workspace?.zone ?? newWorkspaceSettings(session).zone
  if (!store || !workspace) return { zone }
  const { storedBefore } = await import('../ingest/index.ts')
  return { zone, before: storedBefore(store, workspace.id) }
}

async function preview(session: Session, plan: ImportPlan, flags: Flags): Promise<void> {
  const { previewImport } = await import('../ingest/index.ts')
  const found = await previewImport(plan, { shown: SHOWN_ROWS })
  await session.print(
    flags.json
      ? previewJson(found, plan)
      : `${mappingText(plan, session.locale)}\n\n${previewText(found, session.locale, plan.description.zone)}`,
  )
}

/** What the reading thread makes its analyser of: as the workspace's corrections have taught it by now. */
async function analysisRecipe(session: Session, workspace: WorkspaceId): Promise<AnalysisRecipe> {
  const store = await session.openStore()
  const taxonomy = await session.taxonomy()
  if (!(await store.lessons(workspace))) return { taxonomy, weights: undefined }
  const readers = await session.readers()
  await readers.of(workspace)
  return { taxonomy, weights: (await store.lessons(workspace))?.weights }
}

async function storeFor(session: Session, flags: Flags): Promise<Store> {
  if (flags.readLater) return await session.unreadStore()
  return await (flags.keepPersonal ? session.unmaskedStore() : session.openStore())
}

async function bringIn(session: Session, plan: ImportPlan, flags: Flags): Promise<boolean> {
  const { shell, locale, t } = session
  const store = await storeFor(session, flags)
  const workspace = await ensureOwnWorkspace(session, store)
  const { runImport } = await import('../ingest/index.ts')
  if (!flags.json) await session.print(`${mappingText(plan, locale)}\n`)
  const begun = performance.now()
  const bar = createProgressBar({
    stream: shell.errors,
    locale,
    expected: plan.expectedRows,
    elapsed: () => performance.now() - begun,
    quiet: flags.json ?? false,
  })
  const stop = new AbortController()
  const unlisten = shell.onStop(() => stop.abort())
  try {
    const outcome = await runImport(plan, {
      store,
      workspace,
      now: session.now,
      rejectsFolder: session.config.dataFolder,
      words: {
        line: t('import:report.rejectsLine'),
        reason: t('import:report.rejectsReason'),
        explain: (reason) => lookUp(locale, `import:reasons.${reason}`) ?? reason,
      },
      thread: {
        analysis: flags.readLater ? null : await analysisRecipe(session, workspace.id),
        onUnread: (reason) => session.log.warn('texts-unread', { error: reason }),
      },
      onProgress: (report) => bar.show(report),
      signal: stop.signal,
    })
    bar.clear()
    await session.print(flags.json ? outcomeJson(outcome) : outcomeText(outcome, plan, locale))
    if (flags.readLater && !flags.json) await session.print(`${t('import:report.readLater')}\n`)
    return !outcome.stopped
  } finally {
    bar.clear()
    unlisten()
  }
}

async function bringAllIn(session: Session, files: readonly string[], flags: Flags): Promise<void> {
  const { shell, t } = session
  if (flags.keepPersonal) shell.errors.write(`${t('import:report.keepsPersonal')}\n`)
  const { planImport } = await import('../ingest/index.ts')
  const context = { ...(await destinationOf(session)), now: session.now() }
  const plans: ImportPlan[] = []
  for (const file of files) {
    if (shell.errors.isTTY && !flags.json)
      shell.errors.write(`${t('import:report.looking', { file })}\n`)
    const { yes, readLater: _, ...options } = flags
    plans.push(
      await planImport(
        resolve(shell.directory, file),
        { ...options, acceptBadRows: yes ?? false },
        context,
      ),
    )
  }
  for (const plan of plans) {
    if (flags.dryRun) await preview(session, plan, flags)
    else if (!(await bringIn(session, plan, flags))) {
      session.exitWith(1)
      return
    }
  }
}

async function act(session: Session, files: readonly string[], flags: Flags): Promise<void> {
  if (flags.undo !== undefined) {
    if (files.length > 0)
      throw new UserError('import.undoWithFiles', {}, `cxbot import --undo ${flags.undo}`)
    await undoImport(session, flags.undo, flags)
  } else if (files.length === 0) {
    throw new UserError('import.noFileGiven', {}, 'cxbot import FILE.csv --dry-run')
  } else {
    const [first = '', ...others] = files.map((file) => resolve(session.shell.directory, file))
    if (others.length === 0 && (await holdsWorkspace(first))) {
      await bringWholeWorkspace(session, first, flags.json ?? false)
    } else await bringAllIn(session, files, flags)
  }
}

export function register(program: Command, cli: Cli): void {
  const { t } = cli
  const command = program
    .command('import')
    .argument('[file...]', t('import:cli.file'))
    .option('--kind <kind>', t('import:cli.kind'))
    .option('--scale <low..high>', t('import:cli.scale'))
    .option('--answers <words>', t('import:cli.answers'))
    .option('--reversed', t('import:cli.reversed'))
    .option('--no-reversed', t('import:cli.notReversed'))
    .option('--map <field=column>', t('import:cli.map'), collect)
    .option('--set <field=value>', t('import:cli.set'), collect)
    .option('--comma <decimals|thousands>', t('import:cli.comma'))
    .option('--date-format <format>', t('import:cli.dateFormat'))
    .option('--encoding <name>', t('import:cli.encoding'))
    .option('--delimiter <mark>', t('import:cli.delimiter'))
    .option('--sheet <name>', t('import:cli.sheet'))
    .option('--dry-run', t('import:cli.dryRun'))
    .option('--read-later', t('import:cli.readLater'))
    .option('--keep-personal', t('import:cli.keepPersonal'))
    .option('--json', t('import:cli.json'))
    .option('--undo <import>', t('import:cli.undo'))
    .option('--yes', t('import:cli.yes'))
  describe(command, t, {
    summary: 'import:cli.summary',
    description: 'import:cli.description',
    usage: 'FILE… [options]',
    examples: 'import:cli.examples',
  }).action((files: readonly string[], flags: Flags) => act(cli.session(), files, flags))
}
