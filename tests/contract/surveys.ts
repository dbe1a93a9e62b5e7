import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { EpochSeconds, SurveyId, WorkspaceId } from '../../src/core/identity.ts'
import type { Store, WaveKey } from '../../src/core/store.ts'
import { CHANGE_SECONDS, LEAST_ANSWERS, type SurveySettings } from '../../src/core/survey.ts'

const NINE = (Date.UTC(2026, 10, 16, 9) / 1000) as EpochSeconds
const later = (seconds: number) => (NINE + seconds) as EpochSeconds
const channel = (name: string) =>
  ({ type: 'place', platform: 'slack', community: 'T1', channel: name, thread: null }) as const

export const recommend: SurveySettings = {
  name: 'Team',
  kind: 'nps',
  question: 'Would you recommend us?',
  scale: { min: 0, max: 10, reversed: false },
  why: 'Why?',
  owner: { platform: 'slack', community: 'T1', user: 'U1', name: 'Ona' },
  locale: 'lt',
  closes: { type: 'after', seconds: 86_400 },
  cooldownSeconds: 30 * 86_400,
  place: null,
}

/** What every database must do with surveys. */
export function describeSurveys(
  open: () => Promise<{
    store: Store
    /** A second process on the same database. */
    other: Store
    dispose(): Promise<void>
  }>,
): void {
  let opened: Awaited<ReturnType<typeof open>>
  let store: Store
  let other: Store
  let workspace: WorkspaceId
  let made = 0
  beforeAll(async () => {
    opened = await open()
    ;({ store, other } = opened)
  })
  afterAll(async () => {
    await opened.dispose()
  })
  beforeEach(async () => {
    made += 1
    const settings = { zone: 'Europe/Vilnius', locale: 'en', sample: false } as const
    workspace = (await store.ensureWorkspace(`surveys-${made}`, settings)).id
  })

  const opening = async (): Promise<WaveKey> => {
    const { id } = await store.surveys.create(workspace, recommend, NINE)
    return await store.surveys.openWave(workspace, id, NINE, later(86_400))
  }
  const press = (wave: WaveKey, person: string, score: number, at = NINE, from = store) =>
    from.surveys.answer(wave, { person, score, platform: 'slack', at }, CHANGE_SECONDS)

  test('a survey is found as it was made, until it is removed', async () => {
    const survey = await store.surveys.create(workspace, recommend, NINE)
    const expected = { ...recommend, workspace, id: survey.id, createdAt: NINE }
    expect(await store.surveys.find(workspace, survey.id)).toEqual(expected)
    expect(await store.surveys.list(workspace)).toEqual([expected])
    const wave = await store.surveys.openWave(workspace, survey.id, NINE, later(60))
    await store.surveys.invite(wave, ['a'], NINE)
    await press(wave, 'a', 9)
    expect(await store.surveys.remove(workspace, survey.id)).toBe(true)
    expect(await store.surveys.remove(workspace, survey.id)).toBe(false)
    expect(await store.surveys.waves(workspace, survey.id)).toEqual([])
    expect(await store.surveys.answerOf(wave, 'a')).toBeUndefined()
    expect((await store.surveys.create(workspace, recommend, NINE)).id).not.toBe(survey.id)
  })

  test('the key for pseudonyms is made once, whoever asks first', async () => {
    const keys = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        (index % 2 ? store : other).surveys.key(workspace, `fresh-${index}`),
      ),
    )
    expect(new Set(keys).size).toBe(1)
  })

  test('one wave is open at a time, and the next has the next number', async () => {
    const { id } = await store.surveys.create(workspace, recommend, NINE)
    const opened = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        (index % 2 ? store : other).surveys.openWave(workspace, id, NINE, later(60)),
      ),
    )
    expect(opened.map(({ wave }) => wave)).toEqual([1, 1, 1, 1, 1, 1])
    const first = opened[0] as WaveKey
    expect(await store.surveys.closeWave(first, later(60), 1)).toBeDefined()
    expect(await other.surveys.closeWave(first, later(60), 1)).toBeUndefined()
    const second = await store.surveys.openWave(workspace, id, later(70), later(90))
    expect(second.wave).toBe(2)
    expect((await store.surveys.waves(workspace, id)).map(({ wave }) => wave)).toEqual([2, 1])
  })

  test('people are invited once to a wave, and when they were last is known', async () => {
    const wave = await opening()
    expect(await store.surveys.invite(wave, ['a', 'b'], NINE)).toBe(2)
    expect(await other.surveys.invite(wave, ['b', 'c'], later(9))).toBe(1)
    expect(await store.surveys.isInvited(wave, 'b')).toBe(true)
    expect(await store.surveys.isInvited(wave, 'd')).toBe(false)
    expect(await store.surveys.lastInvited(workspace, ['a', 'c', 'd'])).toEqual(
      new Map([
        ['a', NINE],
        ['c', later(9)],
      ]),
    )
    expect(await store.surveys.lastInvited(workspace, [])).toEqual(new Map())
  })

  test('a message goes to a target once, and one process ends it', async () => {
    const wave = await opening()
    const question = { what: 'question', target: channel('C1'), people: 20 } as const
    expect(await store.surveys.addMessage(wave, question)).toBe('new')
    expect(await other.surveys.addMessage(wave, question)).toBe('known')
    const person = { type: 'person', platform: 'slack', user: 'U7' } as const
    await store.surveys.addMessage(wave, { what: 'question', target: person, people: 1 })
    const mine = async () =>
      (await store.surveys.dueMessages(later(100), 1000)).filter(
        (each) => each.workspace === workspace,
      )
    const [first, second] = await mine()
    if (!first || !second) throw new Error('two messages wait')
    expect(first).toMatchObject({ ...question, number: 1, state: 'due' })
    const ends = await Promise.all([
      store.surveys.endMessage(first, { state: 'queued' }),
      other.surveys.endMessage(first, { state: 'queued' }),
    ])
    expect(ends.filter(Boolean)).toHaveLength(1)
    await store.surveys.postponeMessage(second, later(200))
    expect(await mine()).toEqual([])
    await store.surveys.closeWave(wave, later(10), LEAST_ANSWERS)
    const left = await store.surveys.messages(wave)
    expect(left.map(({ state }) => state)).toEqual(['queued', 'due'])
    expect(JSON.stringify(left)).not.toContain('U7')
  })

  test('answers are counted when the wave closes, and kept no longer', async () => {
    const wave = await opening()
    for (const [index, score] of [9, 9, 10, 3, 7].entries()) await press(wave, `p${index}`, score)
    await store.surveys.explain(wave, { person: 'p3', why: 'Slow', at: NINE }, CHANGE_SECONDS)
    expect(await store.surveys.waves(workspace, wave.survey)).toMatchObject([
      { answers: 5, scores: null },
    ])
    const closed = await store.surveys.closeWave(wave, later(5), LEAST_ANSWERS)
    expect(closed?.wave).toMatchObject({ answers: 5, scores: { 9: 2, 10: 1, 3: 1, 7: 1 } })
    expect(closed?.answers.map(({ person, why }) => [person, why])).toEqual([
      ['p0', null],
      ['p1', null],
      ['p2', null],
      ['p3', 'Slow'],
      ['p4', null],
    ])
    expect(await store.surveys.answerOf(wave, 'p3')).toBeUndefined()
    expect(await press(wave, 'p9', 1, later(6))).toBe('closed')
  })

  test('answers of too few people are shown to nobody', async () => {
    const wave = await opening()
    for (const person of ['a', 'b', 'c', 'd']) await press(wave, person, 2)
    const closed = await store.surveys.closeWave(wave, later(5), LEAST_ANSWERS)
    expect(closed).toMatchObject({ answers: [], wave: { answers: 4, scores: null } })
    expect(await store.surveys.answerOf(wave, 'a')).toBeUndefined()
  })

  test('a wave is due when its time is over, until it is closed', async () => {
    const wave = await opening()
    const due = async (at: EpochSeconds) =>
      (await store.surveys.dueWaves(at, 1000)).filter((each) => each.workspace === workspace).length
    expect(await due(later(86_399))).toBe(0)
    expect(await due(later(86_400))).toBe(1)
    await store.surveys.closeWave(wave, later(86_400), LEAST_ANSWERS)
    expect(await due(later(86_401))).toBe(0)
  })

  test('why may be said later once, and changed as long as the score', async () => {
    const wave = await opening()
    const say = (why: string, at: number) =>
      store.surveys.explain(wave, { person: 'a', why, at: later(at) }, CHANGE_SECONDS)
    expect(await say('too early', 0)).toBe('same')
    await press(wave, 'a', 9)
    expect(await say('Fast', 5000)).toBe('changed')
    expect(await say('Fast', 5001)).toBe('same')
    expect(await say('Slow', 5002)).toBe('too-late')
  })

  test('any presses by anyone, repeated and in two processes, give one answer a person: the last in time', async () => {
    const presses = fc.array(
      fc.record({
        person: fc.constantFrom('a', 'b', 'c'),
        score: fc.integer({ min: 0, max: 10 }),
        after: fc.integer({ min: 0, max: 900 }),
        repeats: fc.integer({ min: 1, max: 3 }),
        elsewhere: fc.boolean(),
      }),
      { maxLength: 25 },
    )
    await fc.assert(
      fc.asyncProperty(presses, async (unsorted) => {
        const wave = await opening()
        const inTime = [...unsorted].sort((left, right) => left.after - right.after)
        const expected = new Map<string, { score: number; first: number }>()
        for (const { person, score, after, repeats, elsewhere } of inTime) {
          for (let time = 0; time < repeats; time += 1) {
            await press(wave, person, score, later(after), elsewhere ? other : store)
          }
          const known = expected.get(person)
          if (!known) expected.set(person, { score, first: after })
          else if (after <= known.first + CHANGE_SECONDS) known.score = score
        }
        const closed = await store.surveys.closeWave(wave, later(1000), 1)
        expect(closed?.answers.map(({ person, score }) => [person, score])).toEqual(
          [...expected].map(([person, { score }]) => [person, score]).sort(),
        )
      }),
      { numRuns: 25 },
    )
  })

  test('a press that comes late changes nothing that was pressed after it', async () => {
    const wave = await opening()
    await press(wave, 'a', 5, later(0))
    await press(wave, 'a', 9, later(60))
    expect(await press(wave, 'a', 5, later(30))).toBe('same')
    expect(await store.surveys.answerOf(wave, 'a')).toMatchObject({ score: 9 })
    await press(wave, 'a', 9, later(90))
    expect(await press(wave, 'a', 5, later(70))).toBe('same')
    expect(await store.surveys.answerOf(wave, 'a')).toMatchObject({ score: 9 })
  })

  test('presses at the same moment count once', async () => {
    const wave = await opening()
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        press(wave, 'a', 8, NINE, index % 2 ? store : other),
      ),
    )
    expect(outcomes.filter((each) => each === 'counted')).toHaveLength(1)
    expect((await store.surveys.waves(workspace, wave.survey as SurveyId))[0]?.answers).toBe(1)
  })
}
