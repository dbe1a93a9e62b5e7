import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Taxonomy } from '../analysis/taxonomy.ts'
import { type Config, type Flags, loadConfig } from '../config.ts'
import { UserError } from '../core/errors.ts'
import type { Store } from '../core/store.ts'
import { withTombstoneFile } from '../privacy/tombstone-file.ts'
import {
  type AnalyzerSource,
  createReaders,
  type Readers,
  shippedAnalyzers,
} from '../reading/readers.ts'
import { readingStore } from '../reading/reading-store.ts'
import { databaseFile, keptFiles, tombstoneFile } from './kept-files.ts'
import { createLogger } from './log.ts'
import type { Cli, Session } from './shell.ts'

/** Makes room for a new database: the data folder of the program, but no folder that was named by hand. */
function prepareFolder(config: Config, path: string): void {
  if (existsSync(path)) {
    if (statSync(path).isDirectory()) {
      throw new UserError('cli.databaseIsFolder', { place: path }, `--db sqlite:${path}/cxbot.db`)
    }
    return
  }
  const folder = dirname(path)
  if (existsSync(folder)) return
  if (config.databaseGiven) throw new UserError('cli.noFolder', { place: folder })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
}

/** A database with what reads its texts. */
interface Opened {
  readonly store: Store
  /** The same, keeping texts unread. */
  readonly unread: Store
  /** The same, keeping e-mail addresses, phone numbers and payment cards in texts. */
  readonly unmasked: Store
  readonly readers: Readers
}

/** Returns the session of a run and how to close what it opened, last first. */
export function createSession(
  cli: Cli,
  flags: Flags,
): { readonly session: Session; readonly close: () => Promise<void> } {
  const { shell } = cli
  const config = loadConfig({ ...shell, flags })
  const endings: (() => Promise<void>)[] = []
  let opened: Promise<Opened> | undefined
  let taxonomy: Promise<Taxonomy | undefined> | undefined
  let analyzers: Promise<AnalyzerSource> | undefined

  async function readTaxonomy(): Promise<Taxonomy | undefined> {
    if (config.taxonomy === null) return undefined
    return (await import('../reading/taxonomy-file.ts')).readTaxonomy(config.taxonomy)
  }
  async function open(): Promise<Opened> {
    const path = databaseFile(config)
    if (path) prepareFolder(config, path)
    const bare = await cli.parts.openStore(config.database.reveal())
    endings.push(() => bare.close())
    const files = keptFiles(config, cli.parts.openStore, session.log)
    const store = await withTombstoneFile(bare, tombstoneFile(config), files)
    const readers = createReaders(store, () => session.analyzers())
    const unread = (fault: unknown): void =>
      session.log.warn('texts-unread', { error: String(fault) })
    return {
      store: readingStore(store, readers, unread),
      unread: store,
      unmasked: readingStore(store, readers, unread, true),
      readers,
    }
  }
  const session: Session = {
    ...cli,
    flags,
    config,
    log: createLogger((line) => shell.errors.write(line), 'warn'),
    now: config.now === null ? shell.clock : () => config.now ?? shell.clock(),
    async openStore() {
      await session.taxonomy()
      opened ??= open()
      return (await opened).store
    },
    async unreadStore() {
      await session.openStore()
      opened ??= open()
      return (await opened).unread
    },
    async unmaskedStore() {
      await session.openStore()
      opened ??= open()
      return (await opened).unmasked
    },
    async readers() {
      await session.openStore()
      opened ??= open()
      return (await opened).readers
    },
    taxonomy() {
      taxonomy ??= readTaxonomy()
      return taxonomy
    },
    analyzers() {
      analyzers ??= session.taxonomy().then(shippedAnalyzers)
      return analyzers
    },
    databaseExists() {
      const path = databaseFile(config)
      return path === undefined || existsSync(path)
    },
    print: (text) =>
      new Promise((done) => {
        // The callback comes also where the reader is gone, and then there is no drain.
        if (shell.output.write(text, () => done())) done()
      }),
    atEnd(work) {
      endings.push(work)
    },
  }
  return {
    session,
    async close() {
      for (const ending of endings.reverse()) await ending()
    },
  }
}
