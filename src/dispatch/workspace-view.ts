import { UserError } from '../core/errors.ts'
import type { EpochSeconds, WorkspaceId } from '../core/identity.ts'
import type { Locale } from '../core/locale.ts'
import type { Store, Workspace } from '../core/store.ts'

/** A workspace at one data version, with a store that reads what changes rarely once a version. */
export interface WorkspaceView {
  readonly workspace: Workspace
  readonly dataVersion: number
  readonly store: Store
}

interface Remembered {
  readonly workspace: Workspace
  readonly dataVersion: number
  /** What the store answered at this version, by question. */
  readonly answers: Map<string, Promise<unknown>>
  /** The most used names of dimensions: they hold for a while, whatever is added meanwhile. */
  readonly names: Map<string, { readonly names: readonly string[]; readonly at: EpochSeconds }>
}

const NAMES_SECONDS = 60

/**
 * Returns a reader of workspaces. While a workspace's data version stays the same,
 * reading it again costs one statement.
 */
export function createWorkspaceReader(
  store: Store,
  defaults: { readonly workspace: string; readonly zone: string; readonly locale: Locale },
  clock: () => EpochSeconds,
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
    const before = known.get(name)
    /** Read before the rest, which may only be newer than it. */
    const version = await store.dataVersion((before?.workspace ?? (await find(name))).id)
    let remembered = known.get(name)
    if (!remembered || remembered.dataVersion !== version) {
      const names = remembered?.names ?? new Map()
      remembered = { workspace: await find(name), dataVersion: version, answers: new Map(), names }
      known.set(name, remembered)
      askAhead(rememberingStore(store, remembered, clock), remembered.workspace.id)
    }
    return {
      workspace: remembered.workspace,
      dataVersion: remembered.dataVersion,
      store: rememberingStore(store, remembered, clock),
    }
  }
}

/** Asks at once for what nearly every command is going to ask for, one thing after another. */
function askAhead(store: Store, workspace: WorkspaceId): void {
  /** Who asks again is told of a failure. */
  for (const asked of [store.span(workspace), store.series(workspace), store.opinions(workspace)]) {
    asked.catch(() => undefined)
  }
}

/** Returns the store, which asks for series, spans and the most used names less often. */
function rememberingStore(
  store: Store,
  { workspace, answers, names }: Remembered,
  clock: () => EpochSeconds,
): Store {
  const once = <Answer>(question: string, ask: () => Promise<Answer>): Promise<Answer> => {
    const known = answers.get(question)
    if (known !== undefined) return known as Promise<Answer>
    const asked = ask()
    answers.set(question, asked)
    asked.catch(() => answers.delete(question))
    return asked
  }
  const remembering: Pick<Store, 'series' | 'opinions' | 'span' | 'names'> = {
    series: (id) =>
      id === workspace.id ? once('series', () => store.series(id)) : store.series(id),
    opinions: (id) =>
      id === workspace.id ? once('opinions', () => store.opinions(id)) : store.opinions(id),
    span: (id, kind) =>
      id === workspace.id
        ? once(`span ${kind ?? ''}`, () => store.span(id, kind))
        : store.span(id, kind),
    async names(id, dimension, options) {
      if (id !== workspace.id || options.prefix) return store.names(id, dimension, options)
      const question = `${dimension} ${options.limit}`
      const known = names.get(question)
      const age = clock() - (known?.at ?? 0)
      if (known && age >= 0 && age < NAMES_SECONDS) return known.names
      const found = await once(`names ${question}`, () => store.names(id, dimension, options))
      if (found.length === options.limit) names.set(question, { names: found, at: clock() })
      return found
    },
  }
  return new Proxy(store, {
    get(target, property) {
      const answer = Reflect.get(remembering, property) ?? Reflect.get(target, property)
      return typeof answer === 'function' ? answer.bind(target) : answer
    },
  })
}
