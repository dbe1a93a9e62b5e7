import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CapturedPlace } from '../../src/core/capture.ts'
import type { EpochSeconds, FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { Store } from '../../src/core/store.ts'

const NOON = (Date.UTC(2026, 10, 18, 12) / 1000) as EpochSeconds
const later = (seconds: number) => (NOON + seconds) as EpochSeconds
const TELEGRAM = { platform: 'telegram', community: null, channel: '-1001' }

/** What every database must do with channels in which reactions log messages. */
export function describeCaptures(
  open: () => Promise<{ store: Store; dispose(): Promise<void> }>,
): void {
  let opened: Awaited<ReturnType<typeof open>>
  let store: Store
  let workspace: WorkspaceId
  let elsewhere: WorkspaceId
  let made = 0
  beforeAll(async () => {
    opened = await open()
    store = opened.store
  })
  afterAll(() => opened.dispose())
  beforeEach(async () => {
    made += 1
    const settings = { zone: 'UTC', locale: 'en', sample: false } as const
    workspace = (await store.ensureWorkspace(`captures-${made}`, settings)).id
    elsewhere = (await store.ensureWorkspace(`elsewhere-${made}`, settings)).id
  })

  const place = (more: Partial<CapturedPlace> = {}): CapturedPlace => ({
    platform: 'slack',
    community: 'T1',
    channel: `C${made}`,
    ...more,
  })
  const choose = (emoji: string, where = place(), ws = workspace) =>
    store.captures.choose(ws, where, emoji, NOON)

  describe('channels', () => {
    test('have one emoji each, the last that was chosen', async () => {
      await choose('memo')
      await choose('bug')
      await choose('✍', TELEGRAM)
      expect(await store.captures.list(workspace)).toEqual([
        { ...TELEGRAM, workspace, emoji: '✍', createdAt: NOON, items: 0, lastSuccess: null },
        { ...place(), workspace, emoji: 'bug', createdAt: NOON, items: 0, lastSuccess: null },
      ])
    })

    test('are told by platform, of every workspace', async () => {
      await choose('memo')
      await choose('bug', place(), elsewhere)
      await choose('✍', TELEGRAM)
      const own = (await store.captures.on('slack')).filter(({ channel }) => channel === `C${made}`)
      expect(own.map(({ workspace: ws, emoji }) => [ws, emoji])).toEqual([
        [workspace, 'memo'],
        [elsewhere, 'bug'],
      ])
    })

    test('are removed from one workspace alone', async () => {
      await choose('memo')
      await choose('bug', place(), elsewhere)
      expect(await store.captures.remove(workspace, place())).toBe(true)
      expect(await store.captures.remove(workspace, place())).toBe(false)
      expect(await store.captures.list(workspace)).toEqual([])
      expect(await store.captures.list(elsewhere)).toHaveLength(1)
    })
  })

  describe('messages', () => {
    const note = (message: string, feedback: number, at = NOON) =>
      store.captures.note(
        workspace,
        place(),
        message,
        { feedback: feedback as FeedbackId, at },
        (at - 600) as EpochSeconds,
      )
    const captured = (message: string, where = place(), ws = workspace) =>
      store.captures.captured(ws, where, message)

    test('that were logged by a reaction are known, and counted', async () => {
      await choose('memo')
      await note('1700.1', 7)
      await note('1700.1', 8, later(60))
      expect(await captured('1700.1')).toEqual({ feedback: 8, at: later(60) })
      expect(await store.captures.list(workspace)).toMatchObject([
        { items: 2, lastSuccess: later(60) },
      ])
    })

    test('are known in their place and workspace alone', async () => {
      await note('1700.1', 7)
      expect(await captured('1700.2')).toBeUndefined()
      expect(await captured('1700.1', place({ community: 'T2' }))).toBeUndefined()
      expect(await captured('1700.1', place(), elsewhere)).toBeUndefined()
    })

    test('are forgotten when it is too late to take them back', async () => {
      await note('1700.1', 7)
      await note('1700.2', 8, later(601))
      expect(await captured('1700.1')).toBeUndefined()
      expect(await captured('1700.2')).toBeDefined()
    })
  })
}
