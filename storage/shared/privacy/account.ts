import { readKey } from '../../../src/core/access.ts'
import { storable } from '../text.ts'

/** An account as columns hold it. */
export interface Account {
  readonly platform: string
  readonly community: string
  readonly user: string
  /** As columns with accounts hold it. */
  readonly written: readonly string[]
}

/** Reads an account as `writtenKey` writes it. */
export function accountIn(written: string): Account {
  const { platform, community, user } = readKey(storable(written))
  return {
    platform,
    community: community ?? '',
    user,
    written: [storable(written), `${platform}:${user}`],
  }
}
