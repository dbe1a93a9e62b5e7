import { open } from 'node:fs/promises'
import { Kysely } from 'kysely'
import { deliveryFile } from '../migrations/0003-delivery.ts'
import { migrate } from '../migrations/index.ts'
import { clockOf, type DeliveryBase } from '../shared/delivery/base.ts'
import type { Schema } from '../shared/schema.ts'
import { HandlesDialect } from './dialect.ts'
import { type OpenMode, openHandle, type SqliteHandle } from './driver.ts'
import { asStorageError } from './faults.ts'
import { overwriteDeleted } from './scrub.ts'
import { tune } from './tune.ts'

const MEBIBYTES = 8

/** The inbox and the outbox beside a database. */
export interface DeliveryFile extends DeliveryBase {
  /** Overwrites what was deleted. */
  scrub(): Promise<void>
  close(): Promise<void>
}

/** A file that is there is not opened: closing it again would take away the locks of this process on it. */
async function createFile(file: string): Promise<void> {
  try {
    await (await open(file, 'ax', 0o600)).close()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}

/** Opens the file, made for its owner only where there is none. Rejects with a StorageError. */
export async function openDeliveryFile(
  file: string,
  mode: OpenMode,
  options: { readonly busyMilliseconds?: number; readonly clock?: () => number },
): Promise<DeliveryFile> {
  const place = `sqlite:${file}`
  const handles: SqliteHandle[] = []
  try {
    if (mode === 'read-write') await createFile(file)
    const writer = await openHandle(file, mode)
    handles.push(writer)
    await tune(writer, MEBIBYTES, mode, options)
    const reader = await openHandle(file, mode)
    handles.push(reader)
    await tune(reader, MEBIBYTES, mode, options)
    const db = new Kysely<Schema>({ dialect: new HandlesDialect({ writer, readers: [reader] }) })
    const base: DeliveryFile = {
      name: 'sqlite',
      db,
      now: clockOf('sqlite', options.clock),
      write: (work) => db.transaction().execute(work),
      scrub: () => overwriteDeleted(writer),
      async close() {
        await db.destroy()
        for (const handle of handles) await handle.close()
      },
    }
    await migrate(base, place, deliveryFile)
    return base
  } catch (error) {
    for (const handle of handles) await handle.close().catch(() => undefined)
    throw asStorageError(error, place)
  }
}
