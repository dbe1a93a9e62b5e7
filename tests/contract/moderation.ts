import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { TextAnalysis } from '../../src/core/analysis.ts'
import type { Feedback, NewFeedback } from '../../src/core/feedback.ts'
import type { EpochSeconds, FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { Store } from '../../src/core/store.ts'
import { said } from '../commands/voices.ts'

const NOON = (Date.UTC(2026, 10, 16, 12) / 1000) as EpochSeconds
const by = (user: string, later = 0) => ({ user, name: user, at: (NOON + later) as EpochSeconds })

/** What every database must do with what people logged, merged and changed. */
export function describeModeration(
  open: () => Promise<{ store: Store; dispose(): Promise<void> }>,
): void {
  let opened: Awaited<ReturnType<typeof open>>
  let store: Store
  let workspace: WorkspaceId
  let made = 0
  beforeAll(async () => {
    opened = await open()
    store = opened.store
  })
  afterAll(() => opened.dispose())
  beforeEach(async () => {
    made += 1
    const settings = { zone: 'Europe/Vilnius', locale: 'en', sample: false } as const
    workspace = (await store.ensureWorkspace(`moderation-${made}`, settings)).id
  })

  async function add(): Promise<{ readonly id: FeedbackId; readonly content: NewFeedback }> {
    const [content] = said(1, 'negative', [], { at: NOON })
    if (!content) throw new Error('nothing to add')
    await store.add(workspace, content)
    const id = await store.moderation.idOf(workspace, content.source, content.externalId)
    if (id === undefined) throw new Error('not stored')
    return { id, content }
  }

  describe('what was merged', () => {
    test('is found by what it is part of, until it is back', async () => {
      const { moderation } = store
      const [kept, gone] = [await add(), await add()]
      await moderation.withdraw(workspace, gone.id, gone.content, by('U1'), kept.id)
      expect(await moderation.mergedInto(workspace, kept.id)).toEqual([gone.id])
      expect(await moderation.mergedInto(workspace, gone.id)).toEqual([])
      await moderation.restored(workspace, gone.id, gone.id, null)
      expect(await moderation.mergedInto(workspace, kept.id)).toEqual([])
      expect(await moderation.logged(workspace, gone.id)).toBeUndefined()
    })

    test('is a duplicate where it comes in again, and the rest of its batch is not', async () => {
      const { moderation } = store
      const [kept, gone] = [await add(), await add()]
      await moderation.withdraw(workspace, gone.id, gone.content, by('U1'), kept.id)
      await store.remove(workspace, [gone.id])
      const { source, externalId } = gone.content
      expect(await moderation.partOf(workspace, source, externalId)).toBe(kept.id)
      const items = [...said(1, 'negative', [], { at: NOON }), gone.content]
      const batch = { items: [...items, ...said(1, 'positive')], derivedIds: false }
      const outcome = await store.ingest(workspace, batch)
      expect(outcome).toEqual({ accepted: 2, duplicates: [1], conflicts: [] })
      await moderation.withdraw(workspace, gone.id, gone.content, by('U1'), null)
      expect(await moderation.partOf(workspace, source, externalId)).toBeUndefined()
      expect(await store.add(workspace, gone.content)).toBe('accepted')
    })

    test('is a duplicate in a file without ids too, and what equals it is not', async () => {
      const { moderation } = store
      const kept = await add()
      const [item] = said(1, 'negative', [], { at: NOON, externalId: 'content' })
      if (!item) throw new Error('nothing to add')
      const file = { items: [item, item], derivedIds: true }
      expect(await store.ingest(workspace, file)).toMatchObject({ accepted: 2 })
      const id = await moderation.idOf(workspace, item.source, 'content#1')
      const {
        id: _,
        importId: __,
        ...content
      } = (await store.feedback(workspace, id as FeedbackId)) as Feedback
      await moderation.withdraw(workspace, id as FeedbackId, content, by('U1'), kept.id)
      await store.remove(workspace, [id as FeedbackId])
      expect(await store.ingest(workspace, file)).toMatchObject({ accepted: 0, duplicates: [0, 1] })
      const longer = { items: [item, item, item], derivedIds: true }
      expect(await store.ingest(workspace, longer)).toMatchObject({
        accepted: 1,
        duplicates: [0, 1],
      })
      expect(await store.exportPage(workspace, null, 10)).toHaveLength(3)
    })

    test('comes in again where what it was part of is gone', async () => {
      const { moderation } = store
      const [top, kept, gone] = [await add(), await add(), await add()]
      const { source, externalId } = gone.content
      await moderation.withdraw(workspace, gone.id, gone.content, by('U1'), kept.id)
      await store.remove(workspace, [gone.id])
      await moderation.withdraw(workspace, kept.id, kept.content, by('U1'), top.id)
      await store.remove(workspace, [kept.id])
      expect(await store.add(workspace, gone.content)).toBe('duplicate')
      await moderation.restored(workspace, kept.id, kept.id, null)
      expect(await moderation.partOf(workspace, source, externalId)).toBeUndefined()
      expect(await store.add(workspace, gone.content)).toBe('accepted')
    })

    test('stays part of what was itself merged and is back under a new id', async () => {
      const { moderation } = store
      const [kept, gone, part, back] = [await add(), await add(), await add(), await add()]
      await moderation.withdraw(workspace, part.id, part.content, by('U1'), gone.id)
      await moderation.withdraw(workspace, gone.id, gone.content, by('U1'), kept.id)
      await moderation.restored(workspace, gone.id, back.id, by('U1'))
      expect(await moderation.mergedInto(workspace, back.id)).toEqual([part.id])
    })
  })

  describe('what people set right', () => {
    const negative = { type: 'sentiment', to: 'negative' } as const

    async function withdrawn() {
      const [content] = said(1, 'positive', ['+delivery'], { at: NOON })
      if (!content) throw new Error('nothing to add')
      await store.add(workspace, content)
      const id = await store.moderation.idOf(workspace, content.source, content.externalId)
      if (id === undefined) throw new Error('not stored')
      await store.correct(workspace, id, negative, by('U2'))
      const { id: _, importId: __, ...stored } = (await store.feedback(workspace, id)) as Feedback
      await store.moderation.withdraw(workspace, id, stored, by('U1'), null)
      await store.remove(workspace, [id])
      return { id, content: stored }
    }

    test('is still right when the feedback comes back, whatever an analyser finds then', async () => {
      const { id, content } = await withdrawn()
      expect(await store.correctedOpinions(workspace, 10)).toEqual([])
      await store.add(workspace, content)
      const back = await store.moderation.idOf(workspace, content.source, content.externalId)
      if (back === undefined) throw new Error('not stored')
      await store.moderation.restored(workspace, id, back, null)
      expect(await store.corrections(workspace, back)).toEqual([
        { part: negative, by: by('U2'), undoneBy: null },
      ])
      const analysis = content.analysis && { ...content.analysis, version: 'later' }
      const found = { ...(analysis as TextAnalysis), sentiment: 'neutral' } as const
      const text = content.text ?? ''
      await store.saveReadings(workspace, 'later', [
        { id: back, text, lang: content.lang, analysis: found },
      ])
      const read = async () => (await store.feedback(workspace, back))?.analysis
      expect(await read()).toMatchObject({ sentiment: 'negative', corrected: true })
      expect(await store.correctedOpinions(workspace, 10)).toMatchObject([{ part: negative }])
      await store.undoCorrection(workspace, back, by('U2'))
      expect(await read()).toMatchObject({ sentiment: 'neutral', corrected: false })
    })

    test('goes with feedback that is gone for good', async () => {
      const { id } = await withdrawn()
      expect(await store.corrections(workspace, id)).toHaveLength(1)
      const texts = (NOON + 1) as EpochSeconds
      await store.privacy.expire(workspace, { texts }, 50)
      expect(await store.corrections(workspace, id)).toEqual([])
    })
  })

  describe('what a person changed', () => {
    test('is known of feedback that came back', async () => {
      const { moderation } = store
      const gone = await add()
      const change = { by: by('U1'), before: { tags: [] }, after: { tags: ['late'] } }
      await moderation.noteChange(workspace, { ...change, feedback: gone.id })
      await moderation.withdraw(workspace, gone.id, gone.content, by('U1'), null)
      await store.remove(workspace, [gone.id])
      await store.add(workspace, gone.content)
      const { source, externalId } = gone.content
      const back = (await moderation.idOf(workspace, source, externalId)) as FeedbackId
      await moderation.restored(workspace, gone.id, back, null)
      expect(await moderation.changes(workspace, back)).toMatchObject([change])
      expect(await moderation.changes(workspace, gone.id)).toEqual([])
    })

    test('comes newest first, of that person and workspace alone, with its number', async () => {
      const { moderation } = store
      const { id: feedback } = await add()
      const change = { feedback, before: { store: null } }
      await moderation.noteChange(workspace, { ...change, by: by('U1'), after: { store: 'A' } })
      await moderation.noteChange(workspace, { ...change, by: by('U2'), after: { store: 'B' } })
      await moderation.noteChange(workspace, { ...change, by: by('U1', 5), after: { store: 'C' } })
      const own = await moderation.changesBy(workspace, 'U1', 10)
      expect(own.map(({ after }) => after)).toEqual([{ store: 'C' }, { store: 'A' }])
      expect(own[0]).toMatchObject({ feedback, by: by('U1', 5), id: expect.any(Number) })
      expect(own[0]?.id).toBeGreaterThan(own[1]?.id ?? Number.POSITIVE_INFINITY)
      expect(await moderation.changesBy(workspace, 'U1', 1)).toHaveLength(1)
      const settings = { zone: 'UTC', locale: 'en', sample: false } as const
      const elsewhere = (await store.ensureWorkspace(`elsewhere-${made}`, settings)).id
      expect(await moderation.changesBy(elsewhere, 'U1', 10)).toEqual([])
    })
  })
}
