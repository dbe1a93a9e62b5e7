import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { UserError } from '../core/errors.ts'
import { formatCount } from '../language/format.ts'
import { bringWorkspace, type Carried } from '../portable/carry.ts'
import { readHead } from '../portable/workspace-file.ts'
import type { Session } from './shell.ts'
import { DEFAULT_WORKSPACE, SAMPLE_WORKSPACE } from './workspaces.ts'

const BEGINNING = Buffer.from('{"cxbot":"workspace"')

/** Returns whether a file is an export of a whole workspace; false where it cannot be read. */
export async function holdsWorkspace(path: string): Promise<boolean> {
  const handle = await open(path, 'r').catch(() => undefined)
  if (!handle) return false
  try {
    const { buffer } = await handle.read(Buffer.alloc(BEGINNING.length), 0, BEGINNING.length, 0)
    return buffer.equals(BEGINNING)
  } catch {
    return false
  } finally {
    await handle.close()
  }
}

/** Brings a whole workspace into an empty one and says how much it was. */
export async function bringWholeWorkspace(
  session: Session,
  path: string,
  json: boolean,
): Promise<void> {
  const { config, locale, t } = session
  const name = config.workspace ?? DEFAULT_WORKSPACE
  if (name === SAMPLE_WORKSPACE) {
    throw new UserError('cli.sampleIsClosed', {}, '--workspace default')
  }
  const store = await session.unreadStore()
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity })
  const reading = lines[Symbol.asyncIterator]()
  try {
    const first = await reading.next()
    const head = readHead(first.done ? '' : first.value)
    if (!head) throw new UserError('privacy.brokenWorkspace', { line: 1 })
    const rest: AsyncIterable<string> = { [Symbol.asyncIterator]: () => reading }
    const carried = await bringWorkspace(store, name, head, rest)
    await session.print(
      json ? `${JSON.stringify({ workspace: name, ...carried })}\n` : told(carried),
    )
  } finally {
    lines.close()
  }

  function told({ feedback, rows }: Carried): string {
    const shown = { feedback: formatCount(feedback, locale), rows: formatCount(rows, locale) }
    return `${t('privacy:whole.brought', { ...shown, name })}\n`
  }
}
