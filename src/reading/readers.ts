import type { Analyzer, Correction, Taxonomy, WorkspaceWeights } from '../analysis/index.ts'
import type { CorrectedPart } from '../core/analysis.ts'
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
  /** Learns from what a person set right in a text. */
  learn(workspace: WorkspaceId, text: UnreadText, part: CorrectedPart): Promise<void>
  /** Learns anew from all corrections that hold. */
  relearn(workspace: WorkspaceId): Promise<void>
  /** Returns the analysers as a transaction of the store sees them; what they learn there stays there until it is done. */
  within(store: Store): Readers
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
    const { version } = before?.analyzer ?? (await create(undefined))
    if (lessons.version === version) {
      const taught = weights.read(lessons.weights)
      const { revision } = lessons
      return remember(workspace, { revision, weights: taught, analyzer: await create(taught) })
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
    const corrections = await store.correctedOpinions(workspace, MOST_LESSONS)
    await inTurns(corrections, ({ part, ...text }) => {
      const correction = correctionOf(text, part)
      if (correction) weights = plain.learn(weights, correction)
    })
    return (
      (await keep(workspace, revision, weights)) ??
      remember(workspace, { revision, weights, analyzer: await create(weights) })
    )
  }

  return {
    within: (inner) => createReaders(inner, open),
    of: async (workspace) => (await current(workspace)).analyzer,
    async learn(workspace, text, part) {
      const correction = correctionOf(text, part)
      if (!correction) return
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const { analyzer, weights, revision } = await current(workspace)
        if (await keep(workspace, revision, analyzer.learn(weights, correction))) return
      }
    },
    async relearn(workspace) {
      const { revision } = await current(workspace)
      if (revision > 0) await relearned(workspace, revision)
    },
  }
}

/** Returns what a correction teaches; undefined where nothing is learned of its part. */
function correctionOf({ text, lang }: UnreadText, part: CorrectedPart): Correction | undefined {
  const said = { text, ...(lang !== null && { lang }) }
  switch (part.type) {
    case 'sentiment':
      return { ...said, sentiment: part.to }
    case 'aspect':
      return { ...said, aspect: part.aspect, polarity: part.to }
    case 'first-person':
      return undefined
  }
}
