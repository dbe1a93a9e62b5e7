import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { Analyzer } from '../analysis/index.ts'
import { UserError } from '../core/errors.ts'
import { formatCount } from '../language/format.ts'
import { analyzeLine, type LineProblem } from './analyze-line.ts'
import { describe } from './help.ts'
import { linesOf } from './lines.ts'
import type { Cli, InputStream, Session } from './shell.ts'
import { chooseWorkspace, existingStore } from './workspaces.ts'

/** Answers are written together in pieces of about this many characters. */
const PIECE = 32_768
const NAMED_LINES = 20

interface Options {
  readonly plain?: boolean
  readonly stored?: boolean
}

async function openInput(session: Session, file: string | undefined): Promise<InputStream> {
  const { shell } = session
  if (file === undefined || file === '-') {
    if (shell.input.isTTY) throw new UserError('analysis.nothingToRead', {}, 'cxbot analyze FILE')
    return shell.input
  }
  const path = resolve(shell.directory, file)
  const found = await stat(path).catch(() => undefined)
  if (!found) throw new UserError('analysis.noFile', { place: file })
  if (found.isDirectory()) throw new UserError('analysis.isFolder', { place: file })
  return createReadStream(path)
}

/** Uses the lessons of a workspace that is named; without one nothing is opened. */
async function analyzerOf(session: Session): Promise<Analyzer> {
  if (session.config.workspace !== null && session.databaseExists()) {
    const store = await session.openStore()
    const workspace = await chooseWorkspace(store, session.config.workspace)
    if (workspace) return await (await session.readers()).of(workspace.id)
  }
  return await (await session.analyzers()).create(undefined)
}

async function analyzeLines(
  session: Session,
  file: string | undefined,
  plain: boolean,
): Promise<void> {
  const { t, shell } = session
  const input = await openInput(session, file)
  const analyzer = await analyzerOf(session)
  const problems: LineProblem[] = []
  let bad = 0
  let piece = ''
  let number = 0
  for await (const line of linesOf(input)) {
    number += 1
    if (!plain && line.trim() === '') continue
    const result = analyzeLine(analyzer, line, number, plain)
    if (typeof result !== 'string') {
      bad += 1
      if (problems.length < NAMED_LINES) problems.push(result)
      continue
    }
    piece += result
    if (piece.length < PIECE) continue
    await session.print(piece)
    piece = ''
  }
  if (piece !== '') await session.print(piece)
  if (bad === 0) return
  for (const { line, problem } of problems) {
    shell.errors.write(`${t(`analysis:cli.problems.${problem}`, { line })}\n`)
  }
  if (bad > problems.length) {
    shell.errors.write(`${t('analysis:cli.moreProblems', { count: bad - problems.length })}\n`)
  }
  session.exitWith(2)
}

async function analyzeStored(session: Session): Promise<void> {
  const { shell, t, locale, config } = session
  const store = await existingStore(session)
  const workspace = store && (await chooseWorkspace(store, config.workspace))
  if (!store || !workspace)
    throw new UserError('analysis.nothingStored', {}, 'cxbot import FILE.csv')
  const { rereadStored } = await import('../reading/reread.ts')
  const stop = new AbortController()
  const unlisten = shell.onStop(() => stop.abort())
  const live = shell.errors.isTTY === true && !session.json
  const begun = performance.now()
  const { read, finished } = await rereadStored(store, await session.readers(), workspace.id, {
    signal: stop.signal,
    onProgress({ done, total }) {
      if (!live) return
      const shown = { done: formatCount(done, locale), total: formatCount(total, locale) }
      shell.errors.write(`\r\u001B[2K${t('analysis:cli.progress', shown)}`)
    },
  }).finally(unlisten)
  if (live) shell.errors.write('\r\u001B[2K')
  if (session.json) {
    await session.print(`${JSON.stringify({ workspace: workspace.name, read, finished })}\n`)
  } else {
    const shown = formatCount(read, locale)
    const seconds = formatCount(Math.round((performance.now() - begun) / 1000), locale)
    const key = finished ? 'analysis:cli.read' : 'analysis:cli.interrupted'
    await session.print(`${t(key, { count: read, shown, seconds })}\n`)
  }
  if (!finished) session.exitWith(1)
}

async function act(session: Session, file: string | undefined, options: Options): Promise<void> {
  if (!options.stored) return await analyzeLines(session, file, options.plain ?? false)
  if (file !== undefined || options.plain) {
    throw new UserError('analysis.storedAlone', {}, 'cxbot analyze --stored')
  }
  await analyzeStored(session)
}

export function register(program: Command, cli: Cli): void {
  const { t } = cli
  const command = program
    .command('analyze')
    .argument('[file]', t('analysis:cli.file'))
    .option('--plain', t('analysis:cli.plain'))
    .option('--stored', t('analysis:cli.stored'))
    .option('--json', t('analysis:cli.json'))
  describe(command, t, {
    summary: 'analysis:cli.summary',
    description: 'analysis:cli.description',
    usage: '[FILE] [--plain | --stored]',
    examples: 'analysis:cli.examples',
  }).action((file: string | undefined, options: Options) => act(cli.session(), file, options))
}
