import type { Filter } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Dimension, Feedback } from '../core/feedback.ts'
import type { EpochSeconds, FeedbackId, SeriesId, WorkspaceId } from '../core/identity.ts'
import type { DataSpan, Store, TallyRow, TimeRange } from '../core/store.ts'
import { fold } from '../language/fold.ts'
import { isInScope, isScopeWithin, narrowed } from './scope.ts'
import { scopedLoop } from './scoped-loop.ts'
import { scopedModeration } from './scoped-moderation.ts'
import { spanWithin } from './scoped-span.ts'

/** Remembers what a store answered at one version of the data, by question. */
export type Once = <Answer>(question: string, ask: () => Promise<Answer>) => Promise<Answer>

/**
 * Returns the store as it is seen from a place with a scope: feedback outside it is not
 * there, neither in counts and quotes nor in names and times. What cannot be cut so,
 * and every call that is not known here, throws a UserError.
 */
export function scopedStore(
  store: Store,
  workspace: WorkspaceId,
  scope: readonly Filter[],
  once: Once,
): Store {
  const isOwn = (id: WorkspaceId): void => {
    if (id !== workspace) throw new UserError('access.whole-workspace')
  }
  const visible = async (id: FeedbackId): Promise<Feedback | undefined> => {
    const found = await store.feedback(workspace, id)
    return found && isInScope(found, scope) ? found : undefined
  }
  const counts = async (
    series: readonly SeriesId[],
    more: { readonly by?: Dimension; readonly filters?: readonly Filter[] } = {},
  ): Promise<readonly TallyRow[]> => {
    const span = await store.span(workspace)
    const filters = narrowed(more.filters ?? [], scope)
    if (!span || !filters) return []
    const range: TimeRange = { start: span.first, end: (span.last + 1) as EpochSeconds }
    const by = more.by === undefined ? {} : { by: more.by }
    return await store.tallies(workspace, { series, ranges: [range], filters, ...by })
  }
  const used = async <Series extends { readonly id: SeriesId }>(
    all: readonly Series[],
  ): Promise<readonly Series[]> => {
    const there = new Set((await counts(all.map(({ id }) => id))).map(({ series }) => series))
    return all.filter(({ id }) => there.has(id))
  }
  const series = () => once('series', async () => used(await store.series(workspace)))
  const everything = async (): Promise<readonly SeriesId[]> => (await series()).map(({ id }) => id)
  /** Names with how often they are used, the most used first. */
  const namesOf = (dimension: Dimension): Promise<readonly string[]> =>
    once(`names ${dimension}`, async () => {
      const uses = new Map<string, number>()
      for (const { value, tally } of await counts(await everything(), { by: dimension })) {
        if (value !== null) uses.set(value, (uses.get(value) ?? 0) + tally.n)
      }
      return [...uses]
        .sort(([left, one], [right, other]) => other - one || (left < right ? -1 : 1))
        .map(([name]) => name)
    })

  const seen: Partial<Store> = {
    engine: store.engine,
    // They hold no feedback: what they show is narrowed again when it is read for a place.
    digests: store.digests,
    privacy: store.privacy,
    alerts: store.alerts,
    captures: store.captures,
    delivery: store.delivery,
    loop: scopedLoop(store.loop, workspace, scope, visible),
    moderation: scopedModeration(store.moderation, workspace, scope, visible),
    dataVersion: (id) => store.dataVersion(id),
    async span(id, kind): Promise<DataSpan | undefined> {
      isOwn(id)
      return await once(`span ${kind ?? ''}`, async () => {
        const asked = (await series()).filter((each) => kind === undefined || each.kind === kind)
        return await spanWithin(store, workspace, asked, scope)
      })
    },
    async series(id) {
      isOwn(id)
      return await series()
    },
    async opinions(id) {
      isOwn(id)
      return await once('opinions', async () => used(await store.opinions(workspace)))
    },
    async tallies(id, query) {
      isOwn(id)
      const filters = narrowed(query.filters, scope)
      return filters ? await store.tallies(workspace, { ...query, filters }) : []
    },
    async factorAnswers(id, query) {
      isOwn(id)
      const filters = narrowed(query.filters, scope)
      if (!filters) return query.ranges.map(() => ({ total: 0, answers: [] }))
      return await store.factorAnswers(workspace, { ...query, filters })
    },
    async quotes(id, query) {
      isOwn(id)
      const filters = narrowed(query.filters, scope)
      if (!filters) return { quotes: [], next: null }
      return await store.quotes(workspace, { ...query, filters })
    },
    async names(id, dimension, { prefix = '', limit }) {
      isOwn(id)
      const begun = fold(prefix)
      const all = await namesOf(dimension)
      return all.filter((name) => fold(name).startsWith(begun)).slice(0, limit)
    },
    async findName(id, dimension, name) {
      isOwn(id)
      const all = await namesOf(dimension)
      return all.find((each) => each === name) ?? all.find((each) => fold(each) === fold(name))
    },
    async feedback(id, item) {
      isOwn(id)
      return await visible(item)
    },
    async corrections(id, item) {
      isOwn(id)
      return (await visible(item)) ? await store.corrections(workspace, item) : []
    },
    async correct(id, item, part, by) {
      isOwn(id)
      return (await visible(item)) && (await store.correct(workspace, item, part, by))
    },
    async undoCorrection(id, item, by) {
      isOwn(id)
      return (await visible(item)) && (await store.undoCorrection(workspace, item, by))
    },
    async add(id, item) {
      isOwn(id)
      if (!isInScope(item, scope)) throw new UserError('access.add-outside-scope')
      return await store.add(workspace, item)
    },
    async edit(id, item, patch) {
      isOwn(id)
      const before = await visible(item)
      if (!before) return undefined
      if (!isInScope({ ...before, ...patch }, scope)) {
        throw new UserError('access.add-outside-scope')
      }
      return await store.edit(workspace, item, patch)
    },
    async remove(id, items) {
      isOwn(id)
      const found = await Promise.all(items.map(visible))
      return await store.remove(
        workspace,
        found.flatMap((feedback) => (feedback ? [feedback.id] : [])),
      )
    },
    reserveReport: (id) => store.reserveReport(id),
    saveReport: (id, report) => store.saveReport(id, report),
    async findReport(id, report) {
      isOwn(id)
      const found = await store.findReport(workspace, report)
      if (!found) return undefined
      const { scope: seenFrom = {}, filters } = found.report
      const told = Object.entries({ ...filters, ...seenFrom }).map(([dimension, names]) => ({
        dimension: dimension as Dimension,
        names,
      }))
      return isScopeWithin(told, scope) ? found : undefined
    },
    atomically: (work) =>
      store.atomically((inner) => work(scopedStore(inner, workspace, scope, once))),
  }
  const refuse = () => Promise.reject(new UserError('access.whole-workspace'))
  /** People, digests and whatever else has a part of its own in the store. */
  const refusing = new Proxy({}, { get: () => refuse })
  return new Proxy(store, {
    get(target, property) {
      const own: unknown = Reflect.get(seen, property)
      if (own !== undefined) return own
      const whole: unknown = Reflect.get(target, property)
      if (typeof whole === 'function') return refuse
      return typeof whole === 'object' && whole !== null ? refusing : undefined
    },
  })
}
