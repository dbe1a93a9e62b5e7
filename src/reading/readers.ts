import type { Analyzer, Taxonomy, WorkspaceWeights } from '../analysis/index.ts'
import type { TextAnalysis } from '../core/analysis.ts'
import type { WorkspaceId } from '../core/identity.ts'
import type { Store, UnreadText } from '../core/store.ts'
import { inTurns } from './read-texts.ts'

/** Corrections from which an analyser learns anew at most, the latest. */
const MOST_LESSONS = 2_000
/** How often somebody else may come first before a lesson waits for the next one. */
const ATTEMPTS = 5

/** Makes analysers; what it needs is loaded when it is first called. */
export interface AnalyzerSource {
  create(weights: WorkspaceWeights | undefined): Promise<Analyzer>
  weights: {
    readonly none: WorkspaceWeights
    read(bytes: Uint8Array): WorkspaceWeights
    write(weights: WorkspaceWeights): Uint8Array
  }
}

/** Loads the shipped models once and returns what makes analysers of a taxonomy. */
export async function shippedAnalyzers(taxonomy: Taxonomy | undefined): Promise<AnalyzerSource> {
  const analysis = await import('../analysis/index.ts')
  const models = analysis.openModels()
  return {
    create: async (workspaceWeights) =>
      analysis.createAnalyzer({
        models,
        ...(taxonomy && { taxonomy }),
        ...(workspaceWeights && { workspaceWeights }),
      }),
    weights: {
      none: analysis.NO_WEIGHTS,
      read: analysis.readWeights,
      write: analysis.writeWeights,
    },
  }
}

/** The analysers of workspaces: each knows what the workspace's corrections taught. */
export interface Readers {
  /** Returns the analyser of a workspace as it is now. */
  of(workspace: WorkspaceId): Promise<Analyzer>
  /** Learns from a sentiment that a person set right. */
  learn(
    workspace: WorkspaceId,
    text: UnreadText,
    sentiment: TextAnalysis['sentiment'],
  ): Promise<void>
  /** Learns anew from all corrections that hold. */
  relearn(workspace: WorkspaceId): Promise<void>
}

interface Known {
  readonly revision: number
  readonly weights: WorkspaceWeights
  readonly analyzer: Analyzer
}

/** Returns the analysers of a store's workspaces; `source` is asked when the first text comes. */
export function createReaders(store: Store, source: () => Promise<AnalyzerSource>): Readers {
  let opened: Promise<AnalyzerSource> | undefined
  const known = new Map<WorkspaceId, Known>()
  const open = (): Promise<AnalyzerSource> => {
    opened ??= source()
    return opened
  }

  async function current(workspace: WorkspaceId): Promise<Known> {
    const { create, weights } = await open()
    const before = known.get(workspace)
    const lessons = await store.lessons(workspace, before?.revision)
    if (!lessons) {
      if (before) return before
      const analyzer = await create(undefined)
      return remember(workspace, { revision: 0, weights: weights.none, analyzer })
    }
    const taught = await create(weights.read(lessons.weights))
    if (lessons.version === taught.version) {
      const { revision } = lessons
      return remember(workspace, {
        revision,
        weights: weights.read(lessons.weights),
        analyzer: taught,
      })
    }
    /** Other models see other features: what was learned with them says nothing here. */
    return await relearned(workspace, lessons.revision)
  }

  function remember(workspace: WorkspaceId, now: Known): Known {
    known.set(workspace, now)
    return now
  }

  async function keep(
    workspace: WorkspaceId,
    revision: number,
    weights: WorkspaceWeights,
  ): Promise<Known | undefined> {
    const parts = await open()
    const analyzer = await parts.create(weights)
    const bytes = parts.weights.write(weights)
    const saved = await store.saveLessons(workspace, {
      revision,
      version: analyzer.version,
      weights: bytes,
    })
    return saved ? remember(workspace, { revision: revision + 1, weights, analyzer }) : undefined
  }

  async function relearned(workspace: WorkspaceId, revision: number): Promise<Known> {
    const { create, weights: kept } = await open()
    let weights = kept.none
    const plain = await create(undefined)
    const corrections = await store.correctedSentiments(workspace, MOST_LESSONS)
    await inTurns(corrections, ({ text, lang, sentiment }) => {
      weights = plain.learn(weights, { text, sentiment, ...(lang !== null && { lang }) })
    })
    return (
      (await keep(workspace, revision, weights)) ??
      remember(workspace, { revision, weights, analyzer: await create(weights) })
    )
  }

  return {
    of: async (workspace) => (await current(workspace)).analyzer,
    async learn(workspace, { text, lang }, sentiment) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const { analyzer, weights, revision } = await current(workspace)
        const correction = { text, sentiment, ...(lang !== null && { lang }) }
        if (await keep(workspace, revision, analyzer.learn(weights, correction))) return
      }
    },
    async relearn(workspace) {
      const { revision } = await current(workspace)
      if (revision > 0) await relearned(workspace, revision)
    },
  }
}
