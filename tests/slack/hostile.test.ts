import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formView } from '../../adapters/slack/form.ts'
import { readIntake } from '../../adapters/slack/intake.ts'
import type { PartPayload } from '../../adapters/slack/payload.ts'
import { encodeReply } from '../../adapters/slack/render.ts'
import { readWords } from '../../adapters/slack/words.ts'
import type { EncodeContext } from '../../src/core/delivery.ts'
import type { Reply } from '../../src/core/reply.ts'
import { isolate } from '../../src/report/sanitize.ts'
import { HOSTILE_STRINGS } from '../fakes/hostile-strings.ts'
import { checkView } from '../fakes/slack/block-check.ts'
import { type Found, readBlocks, readMrkdwn } from '../fakes/slack/read-payload.ts'
import { formOf, inbound, noticeOf, reportOf, STORED } from './hostile-report.ts'

const SPEAKER = { bot: 'U0CXBOT', registry: { find: () => undefined } }
const CONTEXT: EncodeContext = {
  now: STORED.at as never,
  locale: 'en',
  audience: 'channel',
  keyPrefix: 'r:slack:U0CXBOT:x',
  giveUpAt: (STORED.at + 3600) as never,
}

function payloadsOf(
  reply: Reply,
  audience: 'caller' | 'channel',
  late = false,
  line = STORED.line,
): readonly PartPayload[] {
  const event = inbound({ line })
  const destination = { type: 'answer', event, late } as const
  const { parts } = encodeReply(reply, destination, { ...CONTEXT, audience }, SPEAKER)
  return parts.map(({ payload }) => JSON.parse(payload) as PartPayload)
}

/** All that stands in the payloads of every form of an answer with these words in it. */
function foundIn(words: string): readonly Found[] {
  const payloads = [
    ...payloadsOf(reportOf(words), 'channel'),
    ...payloadsOf(reportOf(words), 'caller'),
    ...payloadsOf(reportOf(words, 'table'), 'channel', true, `nps ${words}`),
    ...payloadsOf(reportOf(words), 'channel', true, `nps ${words}`),
    ...payloadsOf(reportOf(words, 'csv'), 'caller'),
    ...payloadsOf(noticeOf(words), 'caller'),
    ...payloadsOf(formOf(words), 'caller'),
  ]
  return payloads.flatMap((payload) => {
    const { text, blocks } = payload.kind === 'message' ? payload.message : payload.instead
    const said = [readMrkdwn(text), readBlocks(blocks)]
    if (payload.kind === 'message' || payload.comment === '') return said
    return [...said, readMrkdwn(payload.comment, 1)]
  })
}

function expectHarmless(words: string): void {
  for (const found of foundIn(words)) {
    expect(found).toEqual({ mentions: [], links: [], formats: [], breaches: [] })
  }
  expect(checkView(formView(formOf(words), STORED))).toBeNull()
}

describe('words from outside', () => {
  test('there are enough of them', () => {
    expect(HOSTILE_STRINGS.length).toBeGreaterThanOrEqual(300)
  })

  test('T8: mention nobody, link nothing, format nothing and pass no limit', () => {
    for (const words of HOSTILE_STRINGS) expectHarmless(words)
  })

  test('T9: stay what they were in a quote, but for breaks that nobody sees', () => {
    for (const words of HOSTILE_STRINGS.filter((each) => each.trim() !== '' && each.length < 900)) {
      const [payload] = payloadsOf(reportOf(words, 'text'), 'channel')
      if (payload?.kind !== 'message') throw new Error('no message')
      const quoted = payload.message.blocks.flatMap((block) =>
        block.type === 'rich_text'
          ? block.elements.filter(({ type }) => type === 'rich_text_quote')
          : [],
      )
      const [element] = quoted[0]?.elements ?? []
      const shown = element && 'text' in element ? element.text : ''
      const plain = isolate(words)
      expect(shown.replaceAll('\u200B', '')).toBe(plain.trim() === '' ? '–' : plain)
    }
  })

  test('T9: of any kind are as harmless', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (words) => expectHarmless(words)),
      { numRuns: 60 },
    )
    const marks = fc.constantFrom(
      '<',
      '>',
      '@',
      '!',
      '*',
      '_',
      '~',
      '`',
      ':',
      '/',
      '.',
      '&',
      ' ',
      'here',
      'com',
      'http',
      '\n',
    )
    fc.assert(
      fc.property(fc.array(marks, { maxLength: 40 }), (words) => expectHarmless(words.join(''))),
      { numRuns: 100 },
    )
  })

  test('fault 53: of any length are split or cut, and never refused', () => {
    for (const length of [1, 150, 151, 2001, 3001, 30_000]) {
      expectHarmless('ы'.repeat(length))
      expectHarmless('👩‍👩‍👧‍👦'.repeat(Math.ceil(length / 11)))
      expectHarmless('&<>"'.repeat(Math.ceil(length / 4)))
    }
  })
})

describe('what Slack sends', () => {
  test('fault 37: is read or ignored, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), (body) => {
        expect(['event', 'revoked', 'ignored']).toContain(readIntake(body, 1, 'U0').type)
      }),
    )
    const value = fc.oneof(fc.string(), fc.constant(null), fc.integer(), fc.object({ maxDepth: 2 }))
    const body = fc.record(
      {
        type: fc.constantFrom(
          'event_callback',
          'block_actions',
          'message_action',
          'view_submission',
        ),
        command: value,
        event: fc.oneof(
          value,
          fc.record({ type: value, user: value, channel: value, ts: value, text: value }),
        ),
        actions: fc.oneof(value, fc.array(fc.record({ value, action_ts: value }))),
        user: fc.oneof(value, fc.record({ id: value })),
        channel: fc.oneof(value, fc.record({ id: value })),
        container: fc.oneof(value, fc.record({ message_ts: value, channel_id: value })),
        view: fc.oneof(
          value,
          fc.record({ callback_id: fc.constant('cx-form'), private_metadata: value, state: value }),
        ),
        message: value,
        event_id: value,
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(body, (each) => {
        expect(['event', 'revoked', 'ignored']).toContain(readIntake(each, 1, 'U0').type)
      }),
      { numRuns: 300 },
    )
  })

  test('is read as the words that people see', () => {
    expect(readWords('a &lt;b&gt; &amp;amp; <https://x.lt/a|x.lt> <@U1|anna> <#C1|general>')).toBe(
      'a <b> &amp; x.lt anna general',
    )
  })
})
