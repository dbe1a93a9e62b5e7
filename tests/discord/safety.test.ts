import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodePress, encodePress } from '../../adapters/discord/custom-id.ts'
import { toModal } from '../../adapters/discord/form.ts'
import { intentOf } from '../../adapters/discord/intent.ts'
import { asInteraction } from '../../adapters/discord/interaction.ts'
import { limits } from '../../adapters/discord/limits.ts'
import { escapeMarkdown } from '../../adapters/discord/markdown.ts'
import type { Message } from '../../adapters/discord/payload.ts'
import { render } from '../../adapters/discord/render.ts'
import { registry } from '../../commands/index.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Reply } from '../../src/core/reply.ts'
import { tame } from '../../src/report/sanitize.ts'
import { checkCall, checkMessage } from '../fakes/discord/api-checks.ts'
import { countNodes, readMarkdown, wordsIn } from '../fakes/discord/markdown-reader.ts'
import { HOSTILE_STRINGS } from '../fakes/hostile-strings.ts'
import { formOf, noticeOf, reportOf } from './replies.ts'

const OPTIONS = {
  page: 0,
  canShare: true,
  mark: '#mark',
  fileBytes: 10_000_000,
  lead: null,
  refused: null,
}
const HARMLESS = 'Harmless words'

function messageOf(reply: Reply): Message {
  return render(reply, OPTIONS).message
}

/** The message as it is sent, every picture drawn. */
function bodyOf({ embeds, files, pictures, rows }: Message) {
  const names = [...pictures.map(({ name }) => name), ...files.map(({ name }) => name)]
  const shown = embeds.map((embed, index) => {
    const picture = pictures.find((each) => each.embed === index)
    return picture ? { ...embed, image: { url: `attachment://${picture.name}` } } : embed
  })
  const attachments = names.map((filename, id) => {
    const alt = pictures.find(({ name }) => name === filename)?.alt
    return { id: String(id), filename, ...(alt === undefined ? {} : { description: alt }) }
  })
  const allowed_mentions = { parse: [], replied_user: false }
  return { body: { embeds: shown, components: rows, attachments, allowed_mentions }, names }
}

function violationsOf(message: Message): readonly string[] {
  const { body, names } = bodyOf(message)
  const plain = bodyOf({ ...message, embeds: message.plainEmbeds, pictures: [] })
  return [body, plain.body].flatMap((each) => [
    ...checkCall('PATCH', '/webhooks/1/token/messages/@original', new URLSearchParams(), each),
    ...checkMessage(each, each === body ? names : plain.names),
  ])
}

/** What is Markdown to Discord's clients: titles and descriptions. */
function nodesOf({ embeds, plainEmbeds }: Message) {
  return [...embeds, ...plainEmbeds].flatMap(({ description = '', title = '' }) => [
    ...readMarkdown(title),
    ...readMarkdown(description),
  ])
}

const BORN = ['mention', 'link', 'emoji', 'timestamp', 'heading', 'list', 'emphasis', 'underline']

function bornFrom(reply: (words: string) => Reply, words: string): Record<string, number> {
  const counts = countNodes(nodesOf(messageOf(reply(words))))
  return Object.fromEntries(
    [...BORN, 'spoiler', 'strike'].flatMap((type) => (counts[type] ? [[type, counts[type]]] : [])),
  )
}

const REPLIES = {
  report: (words: string) => reportOf(words),
  chart: (words: string) => reportOf(words, { view: 'chart' }),
  csv: (words: string) => reportOf(words, { view: 'csv' }),
  text: (words: string) => reportOf(words, { view: 'text' }),
  'table read row by row': (words: string) =>
    reportOf(words, {
      blocks: [
        {
          type: 'table',
          columns: ['a', 'b', 'c'].map((key) => ({ key, label: words, format: 'text' })),
          rows: [
            [words, words, words],
            ['Harmless', 'x'.repeat(limits.codeWidth), 'words'],
          ],
        },
      ],
    }),
  notice: noticeOf,
  form: formOf,
}

test('there are more than three hundred hostile strings', () => {
  expect(HOSTILE_STRINGS.length).toBeGreaterThanOrEqual(300)
})

describe.each(Object.entries(REPLIES))('hostile words in a %s', (_, reply) => {
  test('T8: mention nobody, link nothing and format nothing', () => {
    const found = HOSTILE_STRINGS.flatMap((words) => {
      const born = bornFrom(reply, words)
      return Object.keys(born).length === 0 ? [] : [[words.slice(0, 60), born]]
    })
    expect(found).toEqual([])
  })

  test('leave bold, code and quotes as many as the bot meant', () => {
    const expected = countNodes(nodesOf(messageOf(reply(HARMLESS))))
    const oneLine = HOSTILE_STRINGS.filter((words) => words.length < 60 && /\w/.test(words))
    for (const words of oneLine.filter((each) => !/[\n\r\u2028\u2029]/.test(each))) {
      const counts = countNodes(nodesOf(messageOf(reply(words))))
      for (const type of ['strong', 'quote', 'block', 'small']) {
        expect([words, type, counts[type]]).toEqual([words, type, expected[type]])
      }
    }
  })

  test('break no limit of Discord', () => {
    const found = HOSTILE_STRINGS.flatMap((words) => {
      const wrong = violationsOf(messageOf(reply(words)))
      return wrong.length === 0 ? [] : [[words.slice(0, 60), wrong]]
    })
    expect(found).toEqual([])
  })

  test('T10: stand nowhere as a mention, a control or a half letter', () => {
    for (const words of HOSTILE_STRINGS) {
      const { files, ...message } = messageOf(reply(words))
      const text =
        JSON.stringify(message.embeds) +
        JSON.stringify(message.rows.map(({ components }) => components.map(({ label }) => label))) +
        JSON.stringify(message.pictures.map(({ alt }) => alt))
      expect(text).not.toMatch(/@everyone|@here|<@[!&]?\d|\\ud[89a-f]/)
      expect(text).not.toMatch(/[\u202A-\u202E\u2066\u2067]/)
      expect(files.length).toBeLessThanOrEqual(1)
    }
  })
})

test('T9: words read the same after they were escaped', () => {
  const short = HOSTILE_STRINGS.filter((words) => words.length < 500)
  for (const words of short) {
    const shown = wordsIn(readMarkdown(escapeMarkdown(words)))
    expect(shown.replace(/[\u2068\u2069]/g, '')).toBe(tame(words).replace(/[\u2068\u2069]/g, ''))
  }
})

const anyWords = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        ...'*_~`|<>[]()#-+.:@/\\ \n1a',
        '@everyone',
        'https://',
        '<@1>',
        '```',
        '-# ',
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
)

test('T9: no words at all are born as a format, and none is lost', () => {
  fc.assert(
    fc.property(anyWords, (words) => {
      const nodes = readMarkdown(escapeMarkdown(words))
      expect(countNodes(nodes)).toEqual({})
      expect(wordsIn(nodes).replace(/[\u2068\u2069]/g, '')).toBe(
        tame(words).replace(/[\u2068\u2069]/g, ''),
      )
    }),
    { numRuns: 2000 },
  )
})

test('fault 53: no words at all break a limit of Discord', () => {
  const kinds = fc.constantFrom(...Object.values(REPLIES))
  fc.assert(
    fc.property(kinds, anyWords, (reply, words) => {
      expect(violationsOf(messageOf(reply(words)))).toEqual([])
      expect(bornFrom(reply, words)).toEqual({})
    }),
    { numRuns: 300 },
  )
})

test('a form of any words is one that Discord opens', () => {
  for (const words of HOSTILE_STRINGS) {
    const data: unknown = JSON.parse(JSON.stringify(toModal(formOf(words))))
    const path = '/interactions/1/token/callback'
    expect(checkCall('POST', path, new URLSearchParams(), { type: 9, data })).toEqual([])
  }
})

test('a button’s id says what it does, or which line is meant', () => {
  const does = fc.constantFrom('ask', 'page', 'share', 'form' as const)
  fc.assert(
    fc.property(does, fc.string({ maxLength: 200 }), fc.nat(999), (what, line, page) => {
      const { id, kept } = encodePress(what, line, page)
      expect(id.length).toBeLessThanOrEqual(limits.customId)
      const press = decodePress(id)
      expect(press?.does).toBe(what)
      if (what === 'page') expect(press?.page).toBe(page)
      expect(press?.asked).toEqual(kept ? { type: 'key', key: kept.key } : { type: 'line', line })
    }),
  )
})

test('fault 37: whatever the gateway sends is read or passed over, and never a fault', () => {
  const pieces = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.string(),
      fc.integer(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom(
          'id',
          'name',
          'type',
          'value',
          'options',
          'components',
          'custom_id',
          'user',
          'resolved',
          'messages',
          'roles',
          'permissions',
        ),
        tie('value'),
        { maxKeys: 6 },
      ),
    ),
  }))
  const interaction = fc.record(
    {
      id: fc.oneof(fc.constant('1'), fc.string(), pieces.value),
      application_id: fc.constantFrom('2', '', 'x'),
      token: fc.oneof(fc.constant('token'), pieces.value),
      type: fc.oneof(fc.constantFrom(1, 2, 3, 4, 5, 99), pieces.value),
      data: pieces.value,
      member: pieces.value,
      user: pieces.value,
      channel: pieces.value,
      message: pieces.value,
      guild_id: pieces.value,
      authorizing_integration_owners: pieces.value,
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(fc.oneof(interaction, pieces.value), (data) => {
      const read = asInteraction(data)
      if (read) expect(() => intentOf(read, registry, 0 as EpochSeconds)).not.toThrow()
    }),
    { numRuns: 2000 },
  )
})
