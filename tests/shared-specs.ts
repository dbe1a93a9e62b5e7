import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = new URL('../../shared/specs/', import.meta.url)

/** True where the platforms' specifications stand beside the checkout; what needs them is skipped elsewhere. */
export const hasSharedSpecs = existsSync(folder)

/** Returns the path of a file or folder of the specifications, such as `slack/methods`. */
export function sharedSpec(name: string): string {
  return fileURLToPath(new URL(name, folder))
}
