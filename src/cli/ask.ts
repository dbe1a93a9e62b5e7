import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Command } from 'commander'
import type { AdapterHost } from '../core/adapter.ts'
import type { Command as Asked } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Notice, Reply } from '../core/reply.ts'
import { isFault } from '../dispatch/failure-notice.ts'
import { openConversation } from './conversation.ts'
import { describe } from './help.ts'
import { databaseFile } from './kept-files.ts'
import type { Cli, Session } from './shell.ts'
import { targetPath } from './target-path.ts'
import { terminalTraits } from './terminal.ts'

/** With what commands answer where nothing was ever imported. */
const NOTHING_IMPORTED = 'commands.no-data-at-all'

/**
 * Returns the words as one command line. The shell has taken the quotes away, so
 * a word with a space in it gets them back: `store:Old Town` → `store:"Old Town"`.
 */
export function joinLine(words: readonly string[]): string {
  if (words.length === 1) return words[0] ?? ''
  return words
    .map((word) => (/\s/.test(word) ? word.replace(/^([a-z]+:)?(.*)$/su, '$1"$2"') : word))
    .join(' ')
}

/** Returns the path of a picture that can be written. Throws a UserError where it cannot. */
function checkPicture(file: string, directory: string): string {
  const path = targetPath(directory, file)
  if (!/\.png$/i.test(file)) {
    throw new UserError('cli.notPng', { place: file }, `${file.replace(/\.[^./]*$/, '')}.png`)
  }
  const folder = dirname(path)
  if (!existsSync(folder)) throw new UserError('cli.noFolder', { place: folder })
  try {
    accessSync(existsSync(path) ? path : folder, constants.W_OK)
  } catch {
    throw new UserError('cli.notWritable', { place: path })
  }
  if (existsSync(path) && statSync(path).isDirectory()) {
    throw new UserError('cli.isFolder', { place: path }, `--chart ${file}/chart.png`)
  }
  return path
}

/** Throws where there is no feedback at all and the question was about some. */
function refuseEmpty(session: Session, reply: Reply, needsData: boolean): void {
  if (!needsData || (isMistake(reply) && reply.errorId !== NOTHING_IMPORTED)) return
  const place = databaseFile(session.config)
  if (place !== undefined && session.config.databaseGiven && !session.databaseExists()) {
    throw new UserError('cli.noDatabase', { place })
  }
  throw new UserError('cli.emptyDatabase', {}, 'cxbot import FILE.csv')
}

/** Returns whether a command tells of feedback; a word that is no command may have meant one. */
function isAboutFeedback(command: Asked | undefined): boolean {
  return command === undefined || (command.period !== null && !command.unscoped)
}

function isMistake(reply: Reply): reply is Notice {
  return reply.kind === 'notice' && reply.errorId !== undefined
}

interface Drawing {
  readonly png: Uint8Array | null
  readonly fault?: unknown
}

async function draw(session: Session, host: AdapterHost, reply: Reply): Promise<Drawing> {
  const { drawChart } = await session.parts.console()
  try {
    return { png: await drawChart(host.charts, reply) }
  } catch (fault) {
    session.log.warn('chart-failed', { error: String(fault) })
    return { png: null, fault }
  }
}

/** Prints the reply; a picture that was asked for and is not there is told after it. */
async function show(
  session: Session,
  host: AdapterHost,
  reply: Reply,
  picture: { readonly path: string; readonly name: string } | undefined,
): Promise<void> {
  const { output, environment } = session.shell
  const traits = terminalTraits(environment)
  const pictures = output.isTTY && !session.json ? traits.pictures : null
  const inline = pictures !== null && reply.kind === 'report' && reply.view === 'chart'
  const { png, fault }: Drawing =
    picture || inline ? await draw(session, host, reply) : { png: null }
  if (picture && png) await writeFile(picture.path, png)
  const missing = picture !== undefined && png === null && !isMistake(reply)
  if (!missing || !session.json) {
    const { presentReply } = await session.parts.console()
    const text = presentReply(reply, {
      form: session.json ? 'json' : 'text',
      width: output.columns,
      colours: Boolean(output.isTTY) && traits.colours,
      pictures,
      picture: inline ? png : null,
      chartFile: png && picture ? picture.name : null,
    })
    await session.print(text)
  }
  if (missing) throw fault ?? new UserError('cli.noChart', { place: picture.name })
}

/** Answers a command line as the person at the shell, and prints the answer. */
export async function ask(session: Session, line: string, chartFile?: string): Promise<void> {
  const picture =
    chartFile === undefined
      ? undefined
      : { path: checkPicture(chartFile, session.shell.directory), name: chartFile }
  const { host, empty, invocation } = await openConversation(session)
  const reply = await host.answer(invocation(line))
  const name = line.trim().replace(/^\//, '').split(/\s/)[0] ?? ''
  if (empty) refuseEmpty(session, reply, isAboutFeedback(host.registry.find(name)))
  if (isMistake(reply)) session.exitWith(isFault(reply) ? 1 : 2)
  await show(session, host, reply, picture)
}

export function register(program: Command, cli: Cli): void {
  const { t } = cli
  const command = program
    .command('ask')
    .argument('<line...>', t('cli:ask.line'))
    .option('--json', t('cli:ask.json'))
    .option('--chart <file>', t('cli:ask.chart'))
  describe(command, t, {
    summary: 'cli:ask.summary',
    description: 'cli:ask.description',
    usage: '"<command line>" [--json] [--chart FILE.png]',
    examples: 'cli:ask.examples',
  }).action((words: readonly string[], options: { readonly chart?: string }) =>
    ask(cli.session(), joinLine(words), options.chart),
  )
}
