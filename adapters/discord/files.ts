import { UserError } from '../../src/core/errors.ts'
import type { GivenFile } from '../../src/core/given-file.ts'
import type { DiscordConfig } from './config.ts'
import { limits } from './limits.ts'

/** What is kept of a file that was given to a command. */
export interface StoredFile {
  readonly name: string
  readonly size: number | null
  /** Signed by Discord, for a day. */
  readonly url: string
}

/** Returns a stored file as it can be read now. */
export type OpenFile = (file: StoredFile) => GivenFile

const OWN_HOSTS: ReadonlySet<string> = new Set(['cdn.discordapp.com', 'media.discordapp.net'])

/** Returns how files are read: from Discord's own hosts alone. */
export function createFiles({ api }: Pick<DiscordConfig, 'api'>): OpenFile {
  const isOwn = ({ hostname, origin, protocol }: URL): boolean =>
    (protocol === 'https:' && OWN_HOSTS.has(hostname)) ||
    (api !== undefined && origin === new URL(api).origin)
  return (file) => ({
    name: file.name,
    size: file.size,
    async open() {
      const url = URL.canParse(file.url) ? new URL(file.url) : undefined
      if (!url || !isOwn(url)) throw new UserError('drop.foreign-host', { platform: 'Discord' })
      const response = await fetch(url, {
        redirect: 'error',
        signal: AbortSignal.timeout(limits.fileMilliseconds),
      }).catch((error: unknown) => {
        throw notFetched(error instanceof Error ? error.name : 'error')
      })
      if (!response.ok || !response.body) throw notFetched(`HTTP ${response.status}`)
      return response.body
    },
  })
}

function notFetched(reason: string): UserError {
  return new UserError('drop.not-fetched', { platform: 'Discord', reason })
}
