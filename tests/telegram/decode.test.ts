import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buttonData, placedData, readData } from '../../adapters/telegram/callback-data.ts'
import { decodeEvent, localeOf } from '../../adapters/telegram/decode.ts'
import { readUpdate } from '../../adapters/telegram/events.ts'
import { formCommandOf, formStep } from '../../adapters/telegram/form-steps.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Form } from '../../src/core/reply.ts'

const SELF = { id: 4242, username: 'cx_bot' }

function read(text: string, over: Record<string, unknown> = {}) {
  const message = {
    message_id: 5,
    date: 1,
    chat: { id: 1, type: 'private', first_name: 'Ann' },
    from: { id: 1, is_bot: false, first_name: 'Ann' },
    text,
    ...over,
  }
  return readUpdate({ update_id: 1, message } as never, SELF, 1)
}

describe('a line', () => {
  test('keeps all words behind the command as they were written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (words) => {
        const entities = [{ type: 'bot_command', offset: 0, length: 11 }]
        const event = read(`/nps@cx_bot ${words}`, { entities })
        expect(event).toMatchObject({ type: 'line', line: `nps ${words}`.trim() })
      }),
    )
  })

  test('fault 37: from any words at all is stored and decoded without a fault', async () => {
    const lookups = {
      standing: async () => 'member' as const,
      shared: async () => false,
      buttonLine: async () => undefined,
      isCommand: () => false,
      openFile: () => expect.fail('no file was given'),
      answer: async () => ({
        kind: 'notice' as const,
        level: 'error' as const,
        locale: 'en' as const,
        text: [],
        actions: [],
      }),
    }
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.array(
          fc.record({
            type: fc.constantFrom('bot_command', 'mention', 'code'),
            offset: fc.nat(300),
            length: fc.nat(300),
          }),
        ),
        async (words, entities) => {
          const stored = read(words, { entities })
          if (!stored) return
          const invocation = await decodeEvent(
            {
              platform: 'telegram',
              bot: '4242',
              externalId: '1',
              receivedAt: 1 as EpochSeconds,
              replyBy: null,
              payload: JSON.stringify(stored),
            },
            lookups,
          )
          expect(invocation?.text.length ?? 1).toBeGreaterThan(0)
        },
      ),
    )
  })
})

describe('the data of a button', () => {
  test('fits, and says the line and the page that it was made for', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
        fc.nat(500),
        (line, page) => {
          const { button, data } = buttonData(line, page)
          expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64)
          const read = readData(data)
          expect(read).toEqual(
            button ? { type: 'key', key: button.key, page } : { type: 'line', line, page },
          )
        },
      ),
    )
  })

  test('of a private answer names the group and the topic', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('share' as const, 'there' as const),
        fc.integer({ min: -9_999_999_999_999, max: -1 }),
        fc.option(fc.integer({ min: 2, max: 2_000_000_000 })),
        (type, chat, topic) => {
          const { button, data } = placedData(type, 'nps by store', { chat, topic })
          expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64)
          expect(readData(data)).toEqual({
            type,
            chat: String(chat),
            topic: topic === null ? null : String(topic),
            key: button.key,
          })
        },
      ),
    )
  })

  test('that was made up means nothing, or no more than words would', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 64 }), (data) => {
        const read = readData(data)
        if (read?.type === 'line') expect(data.endsWith(read.line)).toBe(true)
        else if (read) expect(read.key).toMatch(/^[\w-]{1,22}$/)
      }),
    )
  })
})

test('languages are told from IETF tags', () => {
  expect(['ru-RU', 'kk', 'LT', 'en-GB', 'de', '', null].map(localeOf)).toEqual([
    'ru',
    'kk',
    'lt',
    'en',
    null,
    null,
    null,
  ])
})

describe('a form in steps', () => {
  const form: Form = {
    kind: 'form',
    locale: 'en',
    title: 'Log',
    command: 'log',
    fields: [
      { name: 'text', label: 'Words', type: 'long-text', required: true },
      { name: 'note', label: 'Note', type: 'text', required: false, value: 'none' },
    ],
  }

  test('knows the command again in a line with answers', () => {
    expect(formCommandOf('digest create name:"a b: c" days:daily')).toBe('digest create')
    expect(formCommandOf('log')).toBe('log')
  })

  test('keeps a value that a dash leaves as it is, and asks again for what is required', () => {
    expect(formStep(form, { line: 'log', field: 0 }, '–')).toEqual({ line: 'log', next: 0 })
    expect(formStep(form, { line: 'log', field: 0 }, 'slow "app"')).toEqual({
      line: 'log text:"slow \\"app\\""',
      next: 1,
    })
    expect(formStep(form, { line: 'log text:x', field: 1 }, '-')).toEqual({
      line: 'log text:x note:none',
      next: null,
    })
  })

  test('ends with a line that no question could repeat', () => {
    const { line, next } = formStep(form, { line: 'log', field: 0 }, 'ж'.repeat(3000))
    expect(line).toContain('ж'.repeat(3000))
    expect(next).toBeNull()
  })
})
