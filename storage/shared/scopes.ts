import type { WorkspaceId } from '../../src/core/identity.ts'
import type { Engine } from './engine.ts'

/**
 * Whose rows a call may see in a database that keeps workspaces apart by itself: those of one
 * workspace, of every one, or none, as where it reads only tables that belong to no workspace.
 */
export type Scope = WorkspaceId | 'every' | 'none'

type Call = (...parameters: never[]) => unknown

/** The workspace that the first parameter is or bears. */
type Own<Parameters> = Parameters extends readonly [
  WorkspaceId | { readonly workspace: WorkspaceId },
  ...unknown[],
]
  ? 'own'
  : never

type ScopeOf<Method> = Method extends (...parameters: infer Parameters) => unknown
  ? Own<Parameters> | 'every' | 'none' | ((...parameters: Parameters) => WorkspaceId)
  : never

/** Whose rows each call of a part of the store may see. */
export type Scopes<Part> = {
  readonly [Name in keyof Part as Part[Name] extends Call ? Name : never]-?: ScopeOf<Part[Name]>
}

/** Returns a part of the store whose calls see no rows but those of their scope. */
export function inScopes<Part extends object>(
  engine: Pick<Engine, 'inScope'>,
  part: Part,
  scopes: Scopes<Part>,
): Part {
  const { inScope } = engine
  if (!inScope) return part
  const known: Readonly<Record<string, Scope | 'own' | Call>> = scopes
  const scoped = Object.entries(part).map(([name, call]) => {
    if (typeof call !== 'function') return [name, call]
    const scope = known[name] ?? 'none'
    const asked = (...parameters: unknown[]): unknown => {
      const seen = scopeOfCall(scope, parameters)
      const answer: unknown = inScope(seen, () => call(...parameters))
      return isAsyncIterable(answer) ? eachInScope(answer, (next) => inScope(seen, next)) : answer
    }
    return [name, asked]
  })
  return Object.fromEntries(scoped) as Part
}

function scopeOfCall(scope: Scope | 'own' | Call, parameters: readonly unknown[]): Scope {
  if (typeof scope === 'function') return scope(...(parameters as never[])) as WorkspaceId
  if (scope !== 'own') return scope
  const [first] = parameters as [WorkspaceId | { readonly workspace: WorkspaceId }]
  return typeof first === 'object' ? first.workspace : first
}

function isAsyncIterable(answer: unknown): answer is AsyncIterable<unknown> {
  return typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer
}

/** A generator goes on in the scope of whoever asks for the next, so each is asked for in its own. */
async function* eachInScope<Item>(
  items: AsyncIterable<Item>,
  inOwn: (next: () => Promise<IteratorResult<Item>>) => Promise<IteratorResult<Item>>,
): AsyncGenerator<Item> {
  const iterator = items[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await inOwn(() => iterator.next())
      if (next.done) return
      yield next.value
    }
  } finally {
    await iterator.return?.()
  }
}
