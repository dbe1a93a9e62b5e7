import type { Filter } from '../core/command.ts'
import type { WorkspaceId } from '../core/identity.ts'
import type { Store } from '../core/store.ts'
import { scopedStore } from './scoped-store.ts'

const REMEMBERED = 64

/** Returns a store as it is seen from a place with a scope. */
export type ScopeViews = (
  store: Store,
  workspace: WorkspaceId,
  dataVersion: number,
  scope: readonly Filter[],
) => Store

/** Returns a maker of scoped stores, which asks what changes rarely once for each version of the data. */
export function createScopeViews(): ScopeViews {
  const known = new Map<string, { version: number; answers: Map<string, Promise<unknown>> }>()
  return (store, workspace, version, scope) => {
    const key = JSON.stringify([workspace, scope])
    let remembered = known.get(key)
    if (remembered?.version !== version) remembered = { version, answers: new Map() }
    known.delete(key)
    known.set(key, remembered)
    for (const oldest of known.keys()) {
      if (known.size <= REMEMBERED) break
      known.delete(oldest)
    }
    const { answers } = remembered
    return scopedStore(store, workspace, scope, (question, ask) => {
      type Answer = Awaited<ReturnType<typeof ask>>
      const before = answers.get(question)
      if (before !== undefined) return before as Promise<Answer>
      const asked = ask()
      answers.set(question, asked)
      asked.catch(() => answers.delete(question))
      return asked
    })
  }
}
