import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, symlinkSync, writeFileSync } from 'node:fs'
import * as modules from 'node:module'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { emptyFolder } from './shell.ts'

/** Returns a copy of the built program in a folder of its own. */
function copied(): string {
  const folder = emptyFolder()
  cpSync('dist', join(folder, 'dist'), {
    recursive: true,
    filter: (path) => !path.endsWith('.map') && path !== join('dist', 'compiled'),
  })
  cpSync('package.json', join(folder, 'package.json'))
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  return join(folder, 'dist')
}

function version(dist: string): string {
  const { stdout } = spawnSync(process.execPath, [join(dist, 'cxbot.js'), '--version'])
  return String(stdout).trim()
}

test('the built program keeps beside itself what Node compiled, where Node can', () => {
  const dist = copied()
  expect(version(dist)).toMatch(/^\d+\.\d+\.\d+$/)
  expect(existsSync(join(dist, 'compiled'))).toBe('enableCompileCache' in modules)
  expect(version(dist)).toMatch(/^\d+\.\d+\.\d+$/)
})

test('the built program runs where nothing can be kept beside it', () => {
  const dist = copied()
  writeFileSync(join(dist, 'compiled'), 'in the way')
  expect(version(dist)).toMatch(/^\d+\.\d+\.\d+$/)
})
