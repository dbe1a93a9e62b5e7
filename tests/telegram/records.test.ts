import { describe, expect, test } from 'vitest'
import { limits } from '../../adapters/telegram/limits.ts'
import { render } from '../../adapters/telegram/render.ts'
import type { Locale } from '../../src/core/locale.ts'
import type { Block, Cell, Column } from '../../src/core/reply.ts'
import { translator } from '../../src/language/translate.ts'
import { parseHtml } from '../fakes/telegram/html.ts'
import { report, table } from './replies.ts'

type Text = Column['format']

/** A table under words of the locale files, such as a command makes it. */
function tableOf(
  columns: readonly (readonly [key: string, label: string, format?: Text])[],
  ...rows: readonly (readonly Cell[])[]
): Block {
  const made = columns.map(([key, label, format = 'text']) => ({ key, label, format }))
  return { type: 'table', columns: made, rows }
}

function audit(locale: Locale): Block {
  const translate = translator(locale)
  return tableOf(
    [
      ['at', translate('access:audit.at'), 'date'],
      ['who', translate('access:audit.who')],
      ['command', translate('access:audit.command')],
      ['outcome', translate('access:audit.outcome')],
      ['detail', translate('access:audit.detail')],
      ['place', translate('access:audit.place')],
    ],
    [
      '22 Nov 2026, 08:12',
      'Ann (telegram:1)',
      'alert add',
      translate('access:audit.outcomes.denied'),
      '',
      'telegram:-1001',
    ],
    [
      '22 Nov 2026, 08:10',
      '–',
      'role give',
      translate('access:audit.outcomes.answered'),
      'viewer → manager',
      'telegram:-1001',
    ],
  )
}

function history(locale: Locale): Block {
  const translate = translator(locale)
  const keys = ['date', 'state', 'due', 'sent', 'retries', 'message', 'detail'] as const
  return tableOf(
    keys.map((key) => [
      key,
      translate(`digests:columns.${key}`),
      key === 'retries' ? 'count' : 'text',
    ]),
    ['2026-11-16', 'sent', '16 Nov, 09:00', '16 Nov, 09:01', 0, 'https://chat.test/c/1/77', ''],
  )
}

function alerts(locale: Locale): Block {
  const translate = translator(locale)
  const keys = ['id', 'state', 'rule', 'last', 'where'] as const
  return tableOf(
    keys.map((key) => [key, translate(`alerts:columns.${key}`)]),
    ['A-1', 'active', 'nps by store day: below 30', '–', 'telegram:-1001'],
    ['A-2', 'paused', 'csat week: drops by 10', '20 Nov, 07:00', 'telegram:-1001'],
  )
}

/** Returns what a person reads, without the breaks that keep words from becoming links. */
function shown(block: Block, locale: Locale, page = 0) {
  const { messages } = render(report([block], { locale, view: 'table', commandLine: 'audit' }), {
    page,
    header: [],
    hasTableView: true,
    more: [],
    origin: null,
  })
  const texts = messages.flatMap((content) => (content.type === 'text' ? [content] : []))
  return {
    html: texts.map(({ html }) => html).join('\n'),
    text: texts
      .map(({ html }) => parseHtml(html).text)
      .join('\n')
      .replaceAll('\u200B', ''),
    buttons: texts.flatMap(({ keyboard }) => keyboard.flat().map(({ text }) => text)),
  }
}

describe('a table of words that a phone has no room for', () => {
  test('audit is read entry by entry, with all that is known of each', () => {
    const { html, text } = shown(audit('en'), 'en')
    expect(text).toContain(
      [
        '22 Nov 2026, 08:12',
        'Who: Ann (telegram:1) · Command: alert add · Outcome: denied · Place: telegram:-1001',
        '',
        '22 Nov 2026, 08:10',
        'Command: role give · Outcome: answered · Detail: viewer → manager · Place: telegram:-1001',
      ].join('\n'),
    )
    expect(html).not.toContain('<pre>')
    expect(html.replaceAll('\u200B', '')).toContain('<b>22 Nov 2026, 08:12</b>')
  })

  test('audit in Russian is labelled in Russian', () => {
    expect(shown(audit('ru'), 'ru').text).toContain(
      'Кто: Ann (telegram:1) · Команда: alert add · Итог: ',
    )
  })

  test.each([
    ['en', 'Retries: 0 · Message: https://chat.test/c/1/77'],
    ['ru', 'Повторы: 0 · Сообщение: https://chat.test/c/1/77'],
  ] as const)('digest history keeps the link to the message (%s)', (locale, link) => {
    expect(shown(history(locale), locale).text).toContain(link)
  })

  test.each([
    ['en', 'A-1\nState: active · Rule: nps by store day: below 30 · Where: telegram:-1001'],
    ['ru', 'A-1\nСостояние: active · Правило: nps by store day: below 30 · Куда: telegram:-1001'],
  ] as const)(
    'alert list keeps the whole rule, and says nothing of what is not known (%s)',
    (locale, record) => {
      expect(shown(alerts(locale), locale).text).toContain(record)
    },
  )

  test('is read a page at a time', () => {
    const rows = Array.from({ length: 40 }, (_, index) => [
      `A-${index + 1}`,
      'active',
      'nps by store day: below 30',
    ])
    const many = tableOf(
      [
        ['id', 'Alert'],
        ['state', 'State'],
        ['rule', 'Rule'],
      ],
      ...rows,
    )
    const last = shown(many, 'en', 2)
    expect(last.text).toContain('A-31\n')
    expect(last.text).toContain('A-40\n')
    expect(last.text).not.toContain('A-30\n')
    expect(last.text).toContain(translator('en')('chat:rows', { first: 31, last: 40, total: 40 }))
    expect(last.buttons).toEqual([translator('en')('chat:previousPage')])
    expect(shown(many, 'en', 99).text).toBe(last.text)
  })

  test('cuts a value that would fill the message', () => {
    const long = tableOf(
      [
        ['a', 'A'],
        ['b', 'B'],
        ['c', 'C'],
      ],
      ['1', '2', 'word '.repeat(500)],
    )
    const { text } = shown(long, 'en')
    expect(text).toContain('word…')
    expect(text.length).toBeLessThan(2 * limits.recordLetters)
  })
})

describe('a table stays one', () => {
  test('where its words fit beside each other', () => {
    const small = tableOf(
      [
        ['a', 'Id'],
        ['b', 'Role'],
        ['c', 'Since'],
      ],
      ['1', 'viewer', 'May'],
    )
    expect(shown(small, 'en').html).toContain('<pre>Id')
  })

  test('where it is one of numbers, however wide', () => {
    const columns: readonly Column[] = [
      { key: 'store', label: 'Store', format: 'text' },
      { key: 'nps', label: 'Net promoter score', format: 'points' },
      { key: 'low', label: 'Lower end', format: 'points' },
      { key: 'n', label: 'Answers', format: 'count' },
      { key: 'verdict', label: 'Verdict', format: 'text' },
    ]
    const wide = table(1, { columns, rows: [['Store 1', 40, 30, 60, 'no clear change']] })
    expect(shown(wide, 'en').html).toContain('<pre>')
  })
})
