import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = new URL('../../shared/data/', import.meta.url)

/** True where the folder of real data stands beside the checkout; tests that need it are skipped elsewhere. */
export const hasSharedData = existsSync(folder)

/** Returns the path of a file of real data. */
export function sharedData(name: string): string {
  return fileURLToPath(new URL(name, folder))
}
