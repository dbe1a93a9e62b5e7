import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { UserError } from './core/errors.ts'

/** Returns what a settings file holds; undefined where it is not there and need not be. */
export function readSettingsFile(
  path: string,
  required: boolean,
): Readonly<Record<string, unknown>> | undefined {
  try {
    return readFile(path)
  } catch (error) {
    if (!required && error instanceof UserError && error.id === 'cli.noConfigFile') return undefined
    throw error
  }
}

function readFile(path: string): Readonly<Record<string, unknown>> {
  const place = basename(path)
  let content: string
  try {
    content = readFileSync(path, 'utf8')
  } catch {
    throw new UserError('cli.noConfigFile', { place: path })
  }
  try {
    const parsed: unknown = JSON.parse(content.replace(/^\uFEFF/, ''))
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) {
      return { ...parsed }
    }
  } catch (error) {
    const at = /position (\d+)/.exec(error instanceof Error ? error.message : '')
    const line = content.slice(0, at ? Number(at[1]) : content.length).split('\n').length
    throw new UserError('cli.badConfigFile', { place, line })
  }
  throw new UserError('cli.badConfigFile', { place, line: 1 })
}
