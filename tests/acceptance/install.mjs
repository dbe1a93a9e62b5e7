// Installs the servers of this folder from its lockfile: node tests/acceptance/install.mjs
// Where no registry can be reached it says so and succeeds; the tests are then skipped by name.

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'

/** Runs npm in this folder and returns whether it succeeded. */
function succeeds(words, stdio) {
  return spawnSync(npm, words, { cwd: folder, stdio }).status === 0
}

// Nothing of these packages runs while they are installed.
const install = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
if (!succeeds(install, 'inherit')) {
  const look = ['view', 'emulate@0.12.2', 'version', '--fetch-retries=0']
  if (succeeds(look, 'ignore')) {
    console.error('The servers of the acceptance tests could not be installed.')
    process.exitCode = 1
  } else {
    console.log('No registry can be reached: the acceptance tests will be skipped.')
  }
}
