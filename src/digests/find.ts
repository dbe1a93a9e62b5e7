import type { CommandContext } from '../core/command.ts'
import type { Digest } from '../core/digest.ts'
import { UserError } from '../core/errors.ts'
import type { DigestId } from '../core/identity.ts'
import { fold } from '../language/fold.ts'
import { nearest } from '../language/nearest.ts'

/** Returns the digest of an id (`D-3`, `3`) or a name. Throws a UserError where there is none. */
export async function findDigest(
  named: string,
  { store, workspaceId }: Pick<CommandContext, 'store' | 'workspaceId'>,
): Promise<Digest> {
  const number = /^(?:d-?)?(\d{1,9})$/i.exec(named)?.[1]
  const byId =
    number === undefined
      ? undefined
      : await store.digests.find(workspaceId, Number(number) as DigestId)
  if (byId) return byId
  const all = await store.digests.list(workspaceId)
  const wanted = fold(named.trim())
  const byName = all.find(({ name }) => fold(name) === wanted)
  if (byName) return byName
  const close = nearest(
    wanted,
    all.map(({ name }) => fold(name)),
  )
  const meant = all.find(({ name }) => fold(name) === close) ?? all[0]
  throw new UserError(
    'digests.no-such-digest',
    { name: named.slice(0, 60) },
    meant ? `digest history D-${meant.id}` : 'digest create Morning weekdays 09:00 daily',
  )
}
