import { createWriteStream, existsSync, statSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import { UserError } from '../core/errors.ts'
import type { FeedbackId, WorkspaceId } from '../core/identity.ts'
import type { Store } from '../core/store.ts'
import { formatCount } from '../language/format.ts'
import { nearest } from '../language/nearest.ts'
import { linesOfWorkspace } from '../portable/carry.ts'
import { EXPORT_FORMATS, type ExportFormat, exportWriter } from './export-format.ts'
import { describe } from './help.ts'
import type { Cli, Session } from './shell.ts'
import { targetPath } from './target-path.ts'
import { chooseWholeWorkspace, chooseWorkspace, existingStore } from './workspaces.ts'

const PAGE = 1000

interface ExportOptions {
  readonly format?: string
  readonly out?: string
  readonly everything?: boolean
}

function checkFormat({ format, out }: ExportOptions): ExportFormat {
  const wanted = format ?? (/\.csv$/i.test(out ?? '') ? 'csv' : 'jsonl')
  const known = EXPORT_FORMATS.find((each) => each === wanted.toLowerCase())
  if (known) return known
  throw new UserError(
    'cli.unknownFormat',
    { value: wanted, known: EXPORT_FORMATS.join(', ') },
    nearest(wanted, EXPORT_FORMATS),
  )
}

function checkTarget(out: string, directory: string): string {
  const path = targetPath(directory, out)
  if (!existsSync(dirname(path))) throw new UserError('cli.noFolder', { place: dirname(path) })
  if (existsSync(path) && statSync(path).isDirectory()) {
    throw new UserError('cli.isFolder', { place: path }, `--out ${out}/feedback.jsonl`)
  }
  return path
}

/** Yields the whole workspace as text, a page of feedback at a time. */
async function* pages(
  store: Store,
  workspace: WorkspaceId,
  format: ExportFormat,
  onPage: (count: number) => void,
): AsyncGenerator<string> {
  const writer = exportWriter(format, { followUps: await store.loop.used(workspace) })
  if (writer.head) yield writer.head
  let after: FeedbackId | null = null
  for (;;) {
    const page = await store.exportPage(workspace, after, PAGE)
    const last = page.at(-1)
    if (!last) return
    onPage(page.length)
    const isFirst = after === null
    yield page.map((feedback, at) => writer.line(feedback, isFirst && at === 0)).join('')
    after = last.id
  }
}

/** Writes beside the target first, so that a broken export never looks like a whole one. */
async function writeWhole(source: AsyncGenerator<string>, path: string): Promise<void> {
  const unfinished = `${path}.part`
  try {
    await pipeline(Readable.from(source), createWriteStream(unfinished, { mode: 0o600 }))
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EACCES' || code === 'EROFS') {
      throw new UserError('cli.notWritable', { place: path })
    }
    throw error
  }
}

async function exportAll(session: Session, options: ExportOptions): Promise<void> {
  const format = checkFormat(options)
  const everything = options.everything ?? false
  if (everything && format !== 'jsonl') {
    throw new UserError('privacy.everythingCsv', {}, 'cxbot export --everything --out all.jsonl')
  }
  const { shell, t, locale } = session
  const path = options.out === undefined ? undefined : checkTarget(options.out, shell.directory)
  const store = await existingStore(session)
  const choose = everything ? chooseWholeWorkspace : chooseWorkspace
  const workspace = store && (await choose(store, session.config.workspace))
  if (!store || !workspace) throw new UserError('cli.nothingToExport', {}, 'cxbot import FILE.csv')
  let count = 0
  let rows = 0
  const source = everything
    ? linesOfWorkspace(store, workspace, (carried) => {
        count += carried.feedback
        rows += carried.rows
      })
    : pages(store, workspace.id, format, (more) => {
        count += more
      })
  if (path === undefined) {
    for await (const text of source) await session.print(text)
    return
  }
  await writeWhole(source, path)
  if (session.json) {
    const more = everything ? { rows } : {}
    await session.print(`${JSON.stringify({ file: path, format, count, ...more })}\n`)
    return
  }
  if (everything) {
    const amounts = { feedback: formatCount(count, locale), rows: formatCount(rows, locale) }
    await session.print(`${t('privacy:whole.done', { ...amounts, file: options.out ?? '' })}\n`)
    return
  }
  const shown = formatCount(count, locale)
  await session.print(`${t('cli:export.done', { count, shown, file: options.out ?? '' })}\n`)
}

export function register(program: Command, cli: Cli): void {
  const { t } = cli
  const command = program
    .command('export')
    .option('--format <name>', t('cli:export.format'))
    .option('--out <file>', t('cli:export.out'))
    .option('--everything', t('privacy:whole.option'))
    .option('--json', t('cli:export.json'))
  describe(command, t, {
    summary: 'cli:export.summary',
    description: 'cli:export.description',
    usage: '[--format jsonl|csv] [--everything] [--out FILE] [--json]',
    examples: 'cli:export.examples',
  }).action((options: ExportOptions) => exportAll(cli.session(), options))
}
