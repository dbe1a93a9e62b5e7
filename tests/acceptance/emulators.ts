import { existsSync } from 'node:fs'
import { test } from 'vitest'

/** True where `npm run acceptance` has installed the servers of this folder. */
const hasEmulators = existsSync(new URL('node_modules/.package-lock.json', import.meta.url))

/** Returns what a package of this folder exports. Its types are named here: the package may be absent. */
export async function emulator<Exports>(name: string): Promise<Exports> {
  return (await import(/* @vite-ignore */ name)) as Exports
}

/** Describes tests against a server that may not be installed; then they are skipped under its name. */
export function withEmulator(name: string, tests: () => void): void {
  if (hasEmulators) tests()
  else test.skip(`${name} is not installed: npm run acceptance installs it`, () => undefined)
}
