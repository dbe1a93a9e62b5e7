import { UserError } from '../../src/core/errors.ts'
import { type GivenFile, tableEnding } from '../../src/core/given-file.ts'
import { type SlackApi, SlackFault } from './api.ts'
import type { SlackConfig } from './config.ts'
import { isRecord, type Json, list, record, text } from './json.ts'
import { limits } from './limits.ts'

/** What is kept of a file that somebody dropped. */
export interface StoredFile {
  readonly id: string
  readonly name: string
  readonly size: number | null
  /** Null where Slack tells it only when asked. */
  readonly url: string | null
}

/** Returns a stored file as it can be read now. */
export type OpenFile = (file: StoredFile) => GivenFile

function readFile(file: Json): StoredFile | null {
  const id = text(file['id'])
  if (id === null) return null
  const { size } = file
  return {
    id,
    name: text(file['name']) ?? text(file['title']) ?? '',
    size: typeof size === 'number' ? size : null,
    url: text(file['url_private_download']) ?? text(file['url_private']),
  }
}

/** Returns the first table that came with a message; null where there is none. */
export function tableOf(event: Json): StoredFile | null {
  const files = list(event['files']).flatMap((file) => (isRecord(file) ? [readFile(file)] : []))
  // Of a file from another organisation only the id is told.
  return files.find((file) => file && (file.url === null || tableEnding(file.name) !== '')) ?? null
}

/** Returns how files are read: with the bot's token, from Slack's own hosts alone. */
export function createFiles({ api: base, botToken }: SlackConfig, api: SlackApi): OpenFile {
  const isOwn = ({ hostname, origin, protocol }: URL): boolean =>
    (protocol === 'https:' && /(?:^|\.)slack\.com$/.test(hostname)) ||
    (base !== undefined && origin === new URL(base).origin)
  const refused = (): UserError =>
    new UserError('drop.no-access', { platform: 'Slack', right: 'files:read' })

  async function urlOf(file: StoredFile): Promise<string> {
    if (file.url !== null) return file.url
    try {
      const answer = await api.call('files.info', { file: file.id }, 'step')
      const url = readFile(record(answer['file']))?.url
      if (url) return url
    } catch (error) {
      if (!(error instanceof SlackFault)) throw error
      if (error.fault.type !== 'refused') throw notFetched(error.fault.type)
    }
    throw refused()
  }

  return (file) => ({
    name: file.name,
    size: file.size,
    async open() {
      const address = await urlOf(file)
      const url = URL.canParse(address) ? new URL(address) : undefined
      if (!url || !isOwn(url)) throw new UserError('drop.foreign-host', { platform: 'Slack' })
      const response = await fetch(url, {
        headers: { authorization: `Bearer ${botToken.reveal()}` },
        redirect: 'manual',
        signal: AbortSignal.timeout(limits.fileMilliseconds),
      }).catch((error: unknown) => {
        throw notFetched(error instanceof Error ? error.name : 'error')
      })
      // Whoever may not read it is led to the page where people sign in.
      const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false
      if ((response.status >= 300 && response.status < 400) || isPage || response.status === 403) {
        throw refused()
      }
      if (!response.ok || !response.body) throw notFetched(`HTTP ${response.status}`)
      return response.body
    },
  })
}

function notFetched(reason: string): UserError {
  return new UserError('drop.not-fetched', { platform: 'Slack', reason })
}
