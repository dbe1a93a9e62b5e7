import type { Feedback } from '../../src/core/feedback.ts'
import type { WorkspaceId } from '../../src/core/identity.ts'
import type { DeliveryStore, Store, Workspace } from '../../src/core/store.ts'
import { createAccess } from './access.ts'
import { createAlertStore } from './alerts.ts'
import { createCaptureStore } from './captures.ts'
import { correct, listCorrections, undoCorrection } from './corrections.ts'
import { Relay } from './delivery/relay.ts'
import { createDeliveryStore, deliveryWithin } from './delivery/store.ts'
import { Dictionary } from './dictionary.ts'
import { createDigestStore } from './digests.ts'
import { createEffectStore } from './effects.ts'
import type { Engine } from './engine.ts'
import { factorAnswers } from './factor-answers.ts'
import { editFeedback, exportPage, loadFeedback, removeFeedback } from './feedback.ts'
import { createFeedStore } from './feeds.ts'
import { Frames } from './frames.ts'
import { GroupCommit } from './group-commit.ts'
import { createHookStore } from './hooks.ts'
import { findImport, finishImport, listImports, openImport, undoImport } from './imports.ts'
import { ingest, ingestColumns } from './ingest.ts'
import { correctedOpinions, loadLessons, saveLessons } from './lessons.ts'
import { createListenerStore } from './listeners.ts'
import { createLoopStore } from './loop.ts'
import { createModerationStore } from './moderation.ts'
import { findName, names } from './names.ts'
import { createPortableStore } from './portable.ts'
import { prepare } from './prepare.ts'
import { createPrivacyStore } from './privacy/store.ts'
import { quotes } from './quotes.ts'
import { readingProgress, saveReadings, unreadTexts } from './readings.ts'
import { changeSettings } from './recount.ts'
import { Reports } from './reports.ts'
import { inScopes, type Scopes } from './scopes.ts'
import { listOpinions, listSeries } from './series.ts'
import { span } from './span.ts'
import * as scopes from './store-scopes.ts'
import { createSurveyStore } from './surveys.ts'
import { tallies } from './tallies.ts'
import { withToldFaults } from './told-faults.ts'
import { dataVersion, ensureWorkspace, findWorkspace, listWorkspaces } from './workspaces.ts'

/** Returns the store over a database: every question in the domain's words. */
export function createStore(engine: Engine): Store {
  const relay = engine.name === 'sqlite' ? new Relay(engine, () => engine.delivery()) : undefined
  const delivery = createDeliveryStore(() => engine.delivery(), relay)
  return createStoreOver(engine, delivery, async (work) => {
    const result = await engine.write(async (trx) => {
      const inner = engine.within(trx)
      /** Nothing that it remembers outlives the transaction. */
      const store = createStoreOver(inner, deliveryWithin(inner, delivery, relay), (nested) =>
        nested(store),
      )
      const done = await work(store)
      await store.close()
      return done
    })
    await relay?.flush().catch(() => undefined)
    return result
  })
}

function createStoreOver(
  engine: Engine,
  delivery: DeliveryStore,
  atomically: Store['atomically'],
): Store {
  const { db } = engine
  const dictionaries = new Map<WorkspaceId, Dictionary>()
  const dictionaryOf = (workspace: WorkspaceId): Dictionary => {
    let dictionary = dictionaries.get(workspace)
    if (!dictionary) {
      dictionary = new Dictionary()
      dictionaries.set(workspace, dictionary)
    }
    return dictionary
  }
  const frames = new Frames()
  const reports = new Reports(engine)
  const group = new GroupCommit((workspace, items) =>
    ingest(engine, dictionaryOf, workspace, { items, derivedIds: false }),
  )
  const getWorkspace = async (id: WorkspaceId): Promise<Workspace> => {
    const found = (await listWorkspaces(db)).find((workspace) => workspace.id === id)
    if (!found) throw new Error(`no workspace ${id}`)
    return found
  }

  const underWay = new Set<Promise<unknown>>()
  const told = <Part extends object>(part: Part, seen: Scopes<Part>): Part =>
    withToldFaults(engine, inScopes(engine, part, seen), underWay)
  const store: Store = {
    engine: {
      name: engine.name,
      version: engine.version,
      ...(engine.rowSecurity && { rowSecurity: engine.rowSecurity }),
    },
    workspaces: () => listWorkspaces(db),
    findWorkspace: (name) => findWorkspace(db, name),
    ensureWorkspace: (name, settings) => ensureWorkspace(engine, name, settings),
    async updateWorkspace(workspace, settings) {
      await changeSettings(engine, workspace, settings)
      return await getWorkspace(workspace)
    },
    close: () => engine.close(),
    atomically,
    delivery: told(delivery, scopes.DELIVERY_SCOPES),
    loop: told(createLoopStore(engine, dictionaryOf), scopes.LOOP_SCOPES),
    moderation: told(createModerationStore(engine), scopes.MODERATION_SCOPES),
    portable: inScopes(engine, createPortableStore(engine), scopes.PORTABLE_SCOPES),
    privacy: told(
      createPrivacyStore(engine, {
        of: dictionaryOf,
        clear: (workspace) => dictionaries.delete(workspace),
      }),
      scopes.PRIVACY_SCOPES,
    ),
    alerts: told(createAlertStore(engine), scopes.ALERT_SCOPES),
    digests: told(createDigestStore(engine), scopes.DIGEST_SCOPES),
    effects: told(createEffectStore(engine), scopes.EFFECT_SCOPES),
    surveys: told(createSurveyStore(engine), scopes.SURVEY_SCOPES),
    feeds: told(createFeedStore(engine), scopes.FEED_SCOPES),
    hooks: told(createHookStore(engine), scopes.HOOK_SCOPES),
    listeners: told(createListenerStore(engine), scopes.LISTENER_SCOPES),
    captures: told(createCaptureStore(engine), scopes.CAPTURE_SCOPES),
    access: told(createAccess(engine), scopes.ACCESS_SCOPES),

    ingest: (workspace, batch) => ingest(engine, dictionaryOf, workspace, batch),
    ingestColumns: (workspace, batch) => ingestColumns(engine, dictionaryOf, workspace, batch),
    async add(workspace, item) {
      prepare(item)
      return await group.add(workspace, item)
    },
    edit: (workspace, id, patch) =>
      editFeedback(engine, dictionaryOf(workspace), workspace, id, patch),
    remove: (workspace, ids) => removeFeedback(engine, workspace, ids),
    async feedback(workspace, id): Promise<Feedback | undefined> {
      const [found] = await loadFeedback(engine, db, dictionaryOf(workspace), workspace, [id])
      return found
    },

    dataVersion: (workspace) => dataVersion(db, workspace),
    span: (workspace, kind) => span(db, workspace, kind),
    series: (workspace) => listSeries(db, workspace),
    opinions: (workspace) => listOpinions(db, workspace),
    tallies: (workspace, query) =>
      tallies(engine, dictionaryOf(workspace), frames, workspace, query),
    quotes: (workspace, query) => quotes(engine, dictionaryOf(workspace), workspace, query),
    factorAnswers: (workspace, query) =>
      factorAnswers(engine, dictionaryOf(workspace), workspace, query),
    names: (workspace, dimension, options) => names(engine, workspace, dimension, options),
    findName: (workspace, dimension, name) => findName(engine, workspace, dimension, name),

    correct: (workspace, id, part, by) =>
      correct(engine, dictionaryOf(workspace), workspace, id, part, by),
    undoCorrection: (workspace, id, by) =>
      undoCorrection(engine, dictionaryOf(workspace), workspace, id, by),
    corrections: (workspace, id) => listCorrections(db, workspace, id),
    correctedOpinions: (workspace, limit) => correctedOpinions(engine, workspace, limit),
    lessons: (workspace, known) => loadLessons(db, workspace, known),
    saveLessons: (workspace, lessons) => saveLessons(engine, workspace, lessons),

    unreadTexts: (workspace, version, limit) =>
      unreadTexts(engine, dictionaryOf(workspace), workspace, version, limit),
    saveReadings: (workspace, version, readings) =>
      saveReadings(engine, dictionaryOf(workspace), workspace, version, readings),
    readingProgress: (workspace, version) => readingProgress(db, workspace, version),

    openImport: (workspace, start) => openImport(engine, workspace, start),
    finishImport: (workspace, id, at) => finishImport(engine, workspace, id, at),
    imports: (workspace, limit) => listImports(db, workspace, limit),
    findImport: (workspace, id) => findImport(db, workspace, id),
    undoImport: (workspace, id, onProgress) =>
      undoImport(engine, workspace, id, onProgress ?? (() => undefined)),

    reserveReport: (workspace) => reports.reserve(workspace),
    saveReport: (workspace, report) => reports.save(workspace, report),
    findReport: (workspace, id) => reports.find(workspace, id),

    exportPage: (workspace, after, limit) =>
      exportPage(engine, dictionaryOf(workspace), workspace, after, limit),
  }
  return withFaults(engine, underWay, inScopes(engine, store, scopes.STORE_SCOPES))
}

/**
 * Makes every call reject with what a caller is to be told, and closing wait for the calls that
 * are under way.
 */
function withFaults(engine: Engine, underWay: Set<Promise<unknown>>, store: Store): Store {
  const { close, ...calls } = store
  return {
    ...withToldFaults(engine, calls, underWay, () => engine.refuseDamaged()),
    async close() {
      await Promise.allSettled(underWay)
      await close()
    },
  }
}
