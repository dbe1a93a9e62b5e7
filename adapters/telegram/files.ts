import type { Document } from 'grammy/types'
import { UserError } from '../../src/core/errors.ts'
import { type GivenFile, tableEnding } from '../../src/core/given-file.ts'
import { type Client, DEFAULT_API, within } from './client.ts'
import type { TelegramConfig } from './config.ts'
import { codeOf } from './fault.ts'
import { limits } from './limits.ts'

/** What is kept of a file that somebody sent. */
export interface StoredFile {
  readonly id: string
  readonly name: string
  readonly size: number | null
}

/** Returns a stored file as it can be read now. */
export type OpenFile = (file: StoredFile) => GivenFile

/** Returns a sent document where it is a table; null for any other. */
export function tableOf(document: Document | undefined): StoredFile | null {
  if (!document || tableEnding(document.file_name ?? '') === '') return null
  return {
    id: document.file_id,
    name: document.file_name ?? '',
    size: document.file_size ?? null,
  }
}

/** Returns how files are read: by the Bot API, which gives those up to twenty megabytes. */
export function createFiles(
  { api = DEFAULT_API, token }: Pick<TelegramConfig, 'api' | 'token'>,
  client: Client,
): OpenFile {
  const root = api.replace(/(?<!\/)\/+$/, '')

  async function pathOf(file: StoredFile): Promise<string> {
    const tooLarge = new UserError('drop.too-large', {
      name: file.name,
      most: limits.fileMegabytes,
    })
    if ((file.size ?? 0) > limits.fileMegabytes * 1024 * 1024) throw tooLarge
    let path: string | undefined
    try {
      path = (await client.getFile({ file_id: file.id }, within())).file_path
    } catch (error) {
      if (/file is too big/i.test(String(error))) throw tooLarge
      throw notFetched(codeOf(error))
    }
    // A server that keeps files on its own disk gives a path there, which is of no use here.
    if (path === undefined || !/^[\w-][\w./-]*$/.test(path) || path.includes('..')) {
      throw notFetched('no file_path')
    }
    return path
  }

  return (file) => ({
    name: file.name,
    size: file.size,
    async open() {
      const path = await pathOf(file)
      const response = await fetch(`${root}/file/bot${token.reveal()}/${path}`, {
        redirect: 'error',
        signal: AbortSignal.timeout(limits.fileMilliseconds),
        // The address holds the token: nothing of the error is told but its name.
      }).catch((error: unknown) => {
        throw notFetched(error instanceof Error ? error.name : 'error')
      })
      if (!response.ok || !response.body) throw notFetched(`HTTP ${response.status}`)
      return response.body
    },
  })
}

function notFetched(reason: string): UserError {
  return new UserError('drop.not-fetched', { platform: 'Telegram', reason })
}
