import { UserError } from '../core/errors.ts'
import type { FeedbackKind } from '../core/feedback.ts'
import type { WorkspaceId } from '../core/identity.ts'
import type { Locale } from '../core/locale.ts'
import type { DataSpan, Series, Store, Workspace } from '../core/store.ts'

/** A workspace at one data version, with a store that reads its series and span once a version. */
export interface WorkspaceView {
  readonly workspace: Workspace
  readonly dataVersion: number
  readonly store: Store
}

interface Remembered {
  workspace: Workspace
  dataVersion: number
  series: Promise<readonly Series[]> | undefined
  spans: Map<FeedbackKind | 'any', Promise<DataSpan | undefined>>
}

/**
 * Returns a reader of workspaces. While a workspace's data version stays the same,
 * reading it again costs one statement.
 */
export function createWorkspaceReader(
  store: Store,
  defaults: { readonly workspace: string; readonly zone: string; readonly locale: Locale },
): (name: string) => Promise<WorkspaceView> {
  const known = new Map<string, Remembered>()

  async function find(name: string): Promise<Workspace> {
    const workspace = await store.findWorkspace(name)
    if (workspace) return workspace
    const names = (await store.workspaces()).map((each) => each.name)
    if (names.length === 0 && name === defaults.workspace) {
      return store.ensureWorkspace(name, {
        zone: defaults.zone,
        locale: defaults.locale,
        sample: false,
      })
    }
    throw new UserError(
      'errors.unknown-workspace',
      { name, names: names.slice(0, 10).join(', ') },
      `--workspace ${names[0] ?? defaults.workspace}`,
    )
  }

  return async (name) => {
    let remembered = known.get(name)
    const version = remembered && (await store.dataVersion(remembered.workspace.id))
    if (!remembered || remembered.dataVersion !== version) {
      const workspace = await find(name)
      remembered = {
        workspace,
        dataVersion: await store.dataVersion(workspace.id),
        series: undefined,
        spans: new Map(),
      }
      known.set(name, remembered)
    }
    return {
      workspace: remembered.workspace,
      dataVersion: remembered.dataVersion,
      store: rememberingStore(store, remembered),
    }
  }
}

function rememberingStore(store: Store, remembered: Remembered): Store {
  const own = remembered.workspace.id
  const answers: Partial<Store> = {
    series(workspace: WorkspaceId) {
      if (workspace !== own) return store.series(workspace)
      remembered.series ??= forgetFailure(store.series(own), () => {
        remembered.series = undefined
      })
      return remembered.series
    },
    span(workspace: WorkspaceId, kind?: FeedbackKind) {
      if (workspace !== own) return store.span(workspace, kind)
      const key = kind ?? 'any'
      const span =
        remembered.spans.get(key) ??
        forgetFailure(store.span(own, kind), () => remembered.spans.delete(key))
      remembered.spans.set(key, span)
      return span
    },
  }
  return new Proxy(store, {
    get(target, property) {
      const answer = Reflect.get(answers, property) ?? Reflect.get(target, property)
      return typeof answer === 'function' ? answer.bind(target) : answer
    },
  })
}

function forgetFailure<Value>(promise: Promise<Value>, forget: () => void): Promise<Value> {
  promise.catch(forget)
  return promise
}
