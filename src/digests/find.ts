import { accountOf } from '../core/access.ts'
import type { CommandContext } from '../core/command.ts'
import type { Digest } from '../core/digest.ts'
import { UserError } from '../core/errors.ts'
import type { DigestId } from '../core/identity.ts'
import { fold } from '../language/fold.ts'
import { nearest } from '../language/nearest.ts'
import { numberOfId } from '../parse/index.ts'

/** Whose digests are meant: a manager looks after all, everybody else after their own. */
export type Whose = 'everyone' | 'own'

type Asked = Pick<CommandContext, 'store' | 'workspaceId' | 'invocation'>

/** Returns the digests of the workspace, or those of the one who asks. */
export async function digestsOf(context: Asked, whose: Whose): Promise<readonly Digest[]> {
  const all = await context.store.digests.list(context.workspaceId)
  return all.filter((digest) => isOf(digest, whose, context))
}

function isOf({ owner }: Digest, whose: Whose, { invocation }: Asked): boolean {
  if (whose === 'everyone') return true
  const { platform, user, place } = invocation
  const asker = accountOf(platform, user, place)
  return (
    owner.platform === asker.platform &&
    owner.community === asker.community &&
    owner.user === asker.user
  )
}

/** Returns the digest of an id (`D-3`, `3`) or a name. Throws a UserError where there is none. */
export async function findDigest(
  named: string,
  context: Asked,
  whose: Whose = 'everyone',
): Promise<Digest> {
  const { store, workspaceId } = context
  const number = numberOfId('D', named)
  const byId =
    number === undefined ? undefined : await store.digests.find(workspaceId, number as DigestId)
  if (byId && isOf(byId, whose, context)) return byId
  const all = await digestsOf(context, whose)
  const wanted = fold(named.trim())
  const byName = all.find(({ name }) => fold(name) === wanted)
  if (byName) return byName
  const close = nearest(
    wanted,
    all.map(({ name }) => fold(name)),
  )
  const meant = all.find(({ name }) => fold(name) === close)
  throw new UserError(
    'digests.no-such-digest',
    { name: named.slice(0, 60) },
    meant ? `digest history D-${meant.id}` : 'digest list',
  )
}
