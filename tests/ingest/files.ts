import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { UserError } from '../../src/core/errors.ts'
import type { NewFeedback } from '../../src/core/feedback.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { ImportReason } from '../../src/core/store.ts'
import {
  type ImportOptions,
  type ImportPlan,
  planImport,
  previewImport,
} from '../../src/ingest/index.ts'

/** 2026-11-21, noon in UTC. */
export const NOW = (Date.UTC(2026, 10, 21, 12) / 1000) as EpochSeconds

const folder = mkdtempSync(join(tmpdir(), 'cxbot-import-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Writes a file into a folder of its own, which goes with the test file, and returns its path. */
export function fileWith(content: string | Uint8Array, name = 'answers.csv'): string {
  const path = join(mkdtempSync(join(folder, 'file-')), name)
  writeFileSync(path, content)
  return path
}

/** The same text in the bytes of CP1251. */
export function cp1251(text: string): Uint8Array {
  const table = new TextDecoder('windows-1251').decode(
    Uint8Array.from({ length: 256 }, (_, byte) => byte),
  )
  return Uint8Array.from([...text], (letter) => table.indexOf(letter))
}

export function utf16(text: string, order: 'le' | 'be', mark = true): Uint8Array {
  const bytes = Buffer.from(mark ? `\uFEFF${text}` : text, 'utf16le')
  return order === 'le' ? bytes : bytes.swap16()
}

export interface Reading {
  readonly plan: ImportPlan
  readonly items: readonly NewFeedback[]
  readonly rows: number
  readonly rejected: number
  readonly reasons: readonly ImportReason[]
}

/** Plans the import of a file and reads all of it as it would be stored. */
export async function read(
  content: string | Uint8Array,
  options: ImportOptions & { readonly name?: string; readonly zone?: string } = {},
): Promise<Reading> {
  const { name, zone = 'UTC', ...rest } = options
  const plan = await planImport(fileWith(content, name), rest, { zone, now: NOW })
  const preview = await previewImport(plan, { shown: Number.POSITIVE_INFINITY })
  return { plan, ...preview, items: preview.first.map(({ item }) => item) }
}

/** Returns the mistake that a file or a flag leads to. */
export async function refusal(
  content: string | Uint8Array,
  options: ImportOptions & { readonly name?: string } = {},
): Promise<{ id: string; params: UserError['params']; suggestion: string | undefined }> {
  try {
    await read(content, options)
  } catch (error) {
    if (error instanceof UserError) {
      return { id: error.id, params: error.params, suggestion: error.suggestion }
    }
    throw error
  }
  throw new Error('the file was read without a question')
}

/** The reasons with their counts and first lines, as `reason count@line`. */
export function short(reasons: readonly ImportReason[]): readonly string[] {
  return reasons.map(({ reason, count, firstLine }) => `${reason} ${count}@${firstLine}`)
}

export function isoTimes(items: readonly NewFeedback[]): readonly string[] {
  return items.map(({ at }) => new Date(at * 1000).toISOString().replace('.000Z', 'Z'))
}
