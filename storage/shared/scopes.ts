import type { WorkspaceId } from '../../src/core/identity.ts'
import type { Engine } from './engine.ts'

/**
 * Whose rows a call may see in a database that keeps workspaces apart by itself: those of one
 * workspace, of every one, or none, as where it reads only tables that belong to no workspace.
 */
export type Scope = WorkspaceId | 'every' | 'none'

type Call = (...parameters: never[]) => unknown
type Calls<Part> = {
  [Name in keyof Part]: Part[Name] extends Call ? Name : never
}[keyof Part]

/** What a call says of its workspace by itself, as its first parameter or in it. */
type Saying = WorkspaceId | { readonly workspace: WorkspaceId }

/** Calls that say their workspace. */
type SayingCalls<Part> = {
  [Name in Calls<Part>]: Part[Name] extends (first: infer First, ...rest: never[]) => unknown
    ? [First] extends [Saying]
      ? Name
      : never
    : never
}[Calls<Part>]

type ScopeOf<Method> = Method extends (...parameters: infer Parameters) => unknown
  ? 'every' | 'none' | ((...parameters: Parameters) => WorkspaceId)
  : never

/**
 * Whose rows each call of a part of the store may see. A call that says its workspace sees that
 * one's, unless it is named here; one that does not has to be.
 */
export type Scopes<Part> = {
  readonly [Name in Exclude<Calls<Part>, SayingCalls<Part>>]-?: ScopeOf<Part[Name]>
} & { readonly [Name in SayingCalls<Part>]?: ScopeOf<Part[Name]> }

/** Returns a part of the store whose calls see no rows but those of their scope. */
export function inScopes<Part extends object>(
  engine: Pick<Engine, 'inScope'>,
  part: Part,
  scopes: Scopes<Part>,
): Part {
  const { inScope } = engine
  if (!inScope) return part
  const named: Readonly<Record<string, 'every' | 'none' | Call | undefined>> = scopes
  const scoped = Object.entries(part).map(([name, call]) => {
    if (typeof call !== 'function') return [name, call]
    const asked = (...parameters: unknown[]): unknown => {
      const seen = scopeOf(named[name], parameters)
      const answer: unknown = inScope(seen, () => call(...parameters))
      return isAsyncIterable(answer) ? eachInScope(answer, (next) => inScope(seen, next)) : answer
    }
    return [name, asked]
  })
  return Object.fromEntries(scoped) as Part
}

function scopeOf(
  named: 'every' | 'none' | Call | undefined,
  parameters: readonly unknown[],
): Scope {
  if (typeof named === 'function') return named(...(parameters as never[])) as WorkspaceId
  if (named !== undefined) return named
  const [saying] = parameters as [Saying]
  return typeof saying === 'object' ? saying.workspace : saying
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
