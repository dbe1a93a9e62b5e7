import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Content, PartPayload } from '../../adapters/telegram/content.ts'
import { encodeReply } from '../../adapters/telegram/encode.ts'
import type { TelegramEvent } from '../../adapters/telegram/events.ts'
import { limits } from '../../adapters/telegram/limits.ts'
import { registry } from '../../commands/index.ts'
import type { Destination, EncodeContext, Encoded } from '../../src/core/delivery.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Block, Reply, View } from '../../src/core/reply.ts'
import { HOSTILE_STRINGS } from '../fakes/hostile-strings.ts'
import { type Entity, parseHtml } from '../fakes/telegram/html.ts'
import { liveEntities } from '../fakes/telegram/live.ts'
import { chartBlock, headline, notice, quote, report, SPEC, table } from './replies.ts'

const NOW = 1_795_000_000 as EpochSeconds

function context(over: Partial<EncodeContext> = {}): EncodeContext {
  return {
    now: NOW,
    locale: 'en',
    audience: 'channel',
    keyPrefix: 'r:telegram:4242:1',
    giveUpAt: NOW,
    ...over,
  }
}

function answerTo(event: Partial<TelegramEvent>, late = false): Destination {
  const stored = {
    type: 'line',
    chat: { id: -1001, direct: false, open: false, topic: 7 },
    message: 5,
    from: { id: 1, name: 'Ann', language: 'en', bot: false },
    at: NOW,
    line: 'nps',
    anonymous: false,
    forwarded: false,
    asked: null,
    replied: null,
    ...event,
  }
  return {
    type: 'answer',
    late,
    event: {
      platform: 'telegram',
      bot: '4242',
      externalId: '1',
      receivedAt: NOW,
      replyBy: null,
      payload: JSON.stringify(stored),
    },
  }
}

function encode(reply: Reply, destination: Destination = answerTo({}), over = {}): Encoded {
  return encodeReply(reply, destination, context(over), {
    self: { id: 4242, username: 'cx_bot' },
    registry,
  })
}

/** Returns all that a person would see of an answer, as Telegram reads it. */
function read({ parts }: Encoded) {
  const contents = parts.flatMap(({ payload }): Content[] => {
    const { content, unreachable } = JSON.parse(payload) as PartPayload
    return [...(content ? [content] : []), ...(unreachable ? [unreachable.content] : [])]
  })
  const texts = contents.flatMap((content) => {
    const most = content.type === 'text' || content.type === 'question' ? 4096 : 1024
    const own = [{ ...parseHtml(content.html), most }]
    return content.type === 'photo' ? [...own, { ...parseHtml(content.instead), most: 4096 }] : own
  })
  const buttons = contents.flatMap((content) =>
    content.type === 'question' ? [] : content.keyboard.flat(),
  )
  return { contents, texts, buttons }
}

/** A table too wide for a phone, whose rows are paragraphs. */
function wordTable(words: string): Block {
  const wide = 'nps by store week: below 30 for two days'
  return table(1, {
    columns: [words, words, 'Rule'].map((label, index) => ({
      key: `c${index}`,
      label,
      format: 'text',
    })),
    rows: [[words, words, wide]],
  })
}

/** A report in which one string stands wherever words from outside can. */
function reportOf(words: string, view: View): Reply {
  const data = { text: words, data: true } as const
  return report(
    [
      { type: 'headline', text: [{ text: 'NPS ' }, data, data], values: [] },
      { type: 'paragraph', text: [{ ...data, style: 'strong' }, { text: ' and ' }, data] },
      chartBlock({ ...SPEC, alt: words }),
      table(2, { caption: words, rows: [[words, 1, 2]] }),
      wordTable(words),
      { type: 'quotes', quotes: [quote(words, { source: words }), quote(`${words}${words}`)] },
      { type: 'notes', notes: [[data], [{ ...data, style: 'code' }]] },
      { type: 'actions', actions: [{ label: words, command: `nps store:"${words}"` }] },
    ],
    { view, title: words, definition: words, filters: { store: [words] } },
  )
}

function check(reply: Reply, destination?: Destination): readonly Entity[] {
  const seen = read(encode(reply, destination))
  for (const { entities, most, text } of seen.texts) {
    expect(liveEntities(text, entities)).toEqual([])
    expect(text.length).toBeLessThanOrEqual(most)
    expect(text).not.toMatch(/[\p{Surrogate}\u202A-\u202E]|(?!\n)\p{Cc}/u)
    expect(entities.length).toBeLessThanOrEqual(limits.entities)
  }
  for (const button of seen.buttons) {
    expect(button.text.length).toBeGreaterThan(0)
    if ('callback_data' in button) {
      expect(Buffer.byteLength(button.callback_data)).toBeLessThanOrEqual(64)
    }
  }
  return seen.texts.flatMap(({ entities }) => entities)
}

function counted(entities: readonly Entity[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { type } of entities) counts.set(type, (counts.get(type) ?? 0) + 1)
  return counts
}

const VIEWS: readonly View[] = ['chart', 'table', 'text', 'csv']

test('a key and an address in code can be copied as they stand', () => {
  const key = 'whsec_fGP/3Mj1ReyBnIMhZ7H058CMI0f3Ke+08aCKCSO7QTg='
  const said = notice('', {
    text: [
      { text: 'Let the tool post to:\n' },
      { text: '/hooks/1-4-8j_NTJNyBODZgV5LfwuTUw', style: 'code' },
      { text: '\nKey: ' },
      { text: key, style: 'code' },
    ],
  })
  const shown = read(encode(said))
    .texts.map(({ text }) => text)
    .join('\n')
  expect(shown).toContain('/hooks/1-4-8j_NTJNyBODZgV5LfwuTUw')
  expect(shown).toContain(key)
})

describe('words from outside', { timeout: 240_000 }, () => {
  test('are at least three hundred of the worst', () => {
    expect(HOSTILE_STRINGS.length).toBeGreaterThanOrEqual(300)
  })

  test.each(VIEWS)('T8: mention nobody, link nothing and format nothing in the view %s', (view) => {
    const usual = counted(check(reportOf('harmless', view)))
    for (const words of HOSTILE_STRINGS) {
      const born = counted(check(reportOf(words, view)))
      // A format that is cut between two messages begins anew in the second one.
      const cuts = words.length > 500 ? 8 : 0
      for (const [kind, count] of born) {
        expect(count, `${kind} from ${words}`).toBeLessThanOrEqual((usual.get(kind) ?? -99) + cuts)
      }
    }
  })

  test('do no harm in notices, late answers, private answers and questions', () => {
    for (const words of HOSTILE_STRINGS) {
      const said = notice(words, {
        text: [{ text: words, data: true }],
        level: 'error',
        suggestion: words,
        actions: [{ label: words, command: words }],
      })
      check(said)
      check(said, answerTo({ line: words }, true))
      check(said, answerTo({ chat: { id: 1, direct: true, open: false, topic: null } }))
      check({ ...said, errorId: 'parse.missing_subject' }, answerTo({ line: 'why' }))
      check({
        kind: 'form',
        locale: 'en',
        title: words,
        command: 'log',
        fields: [
          {
            name: 'text',
            label: words,
            type: 'choice',
            required: true,
            value: words,
            choices: [{ value: words, label: words }],
          },
        ],
      })
    }
  })

  test('T9: are read by Telegram as they were written, but for what was tamed', () => {
    for (const words of ['a < b & c > d "e"', '<b>bold</b>', '&amp;lt;', '`code` *x* _y_ [a](b)']) {
      const { texts } = read(encode(reportOf(words, 'chart')))
      const all = texts.map(({ text }) => text.replaceAll('\u200B', '')).join('\n')
      expect(all).toContain(words)
    }
  })
})

const anyText = fc.string({ unit: 'binary', maxLength: 400 })
const nasty = fc.array(
  fc.oneof(
    anyText,
    fc.constantFrom(...HOSTILE_STRINGS),
    fc.constantFrom('<', '>', '&', '@', '/', '#', '$', '.', ':', '//', '\u200B', '\uD800', '\n'),
    fc.constantFrom('a', '1', 'com', 'Ж', '漢', '👩‍👩‍👧', '\u0301'),
  ),
  { maxLength: 30 },
)

describe('a text one unit around a limit', () => {
  const LETTERS = ['x', '😀', '&', '<b>', '👩‍👩‍👧', 'ә́']
  const lengths = [limits.caption, limits.text].flatMap((limit) =>
    [-2, -1, 0, 1, 2].map((off) => limit + off),
  )

  /** So many units of whole letters. */
  function words(letter: string, units: number): string {
    const whole = letter.repeat(Math.floor(units / letter.length))
    return 'x'.repeat(units - whole.length) + whole
  }

  test.each(LETTERS)(
    'fault 53: of %s is split between letters, and nothing of it is lost',
    (letter) => {
      for (const length of lengths) {
        const text = words(letter, length)
        const said = notice(text)
        check(said)
        const pieces = read(encode(said)).texts.map((each) => each.text)
        expect(pieces.join('')).toContain(text)
        for (const piece of pieces) expect(piece.endsWith('\u200D')).toBe(false)
        check(report([headline(text), chartBlock()]))
        check(report([headline(text), chartBlock(), table(3)], { view: 'csv' }))
      }
    },
  )
})

describe('any words at all', { timeout: 240_000 }, () => {
  test('T9: stay within the limits and mean nothing to Telegram', () => {
    fc.assert(
      fc.property(nasty, fc.constantFrom(...VIEWS), (pieces, view) => {
        check(reportOf(pieces.join(''), view))
      }),
      { numRuns: 200 },
    )
  })

  test('give the same parts each time', () => {
    fc.assert(
      fc.property(nasty, fc.constantFrom(...VIEWS), (pieces, view) => {
        const reply = reportOf(pieces.join(''), view)
        expect(encode(reply)).toEqual(encode(reply))
      }),
      { numRuns: 50 },
    )
  })
})
