import { describe, expect, test } from 'vitest'
import { registry } from '../../commands/index.ts'
import { LOCALES } from '../../src/core/locale.ts'
import { describe as descriptionOf, examples } from '../../src/dispatch/command-help.ts'
import { lookUp } from '../../src/language/translate.ts'
import { parseCommandLine } from '../../src/parse/index.ts'
import { at } from './made-workspace.ts'

const environment = {
  registry,
  now: at('2026-11-18T10:00:00Z'),
  zone: 'Asia/Almaty',
  span: undefined,
}

/** The longest description that every platform shows whole. */
const LONGEST = 80

describe.each(registry.commands)('the declaration of $name', (command) => {
  test.each(LOCALES)('has a description in %s that fits a menu', (locale) => {
    expect(lookUp(locale, `commands:${command.name}.description`)).toBeTruthy()
    expect(descriptionOf(command.name, locale).length).toBeLessThanOrEqual(LONGEST)
  })

  test.each(LOCALES)('has examples in %s that are understood', (locale) => {
    const lines = examples(command, locale)
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) {
      expect(parseCommandLine(line, { ...environment, locale }).command.name).toBe(command.name)
    }
  })

  test.each(LOCALES)('asks in %s for the same as in English', (locale) => {
    const meaning = (language: (typeof LOCALES)[number]) =>
      examples(command, language).map((line) => {
        const { period, by, baseline, view } = parseCommandLine(line, {
          ...environment,
          locale: language,
        }).arguments
        return { from: period?.from, to: period?.to, by, baseline: baseline?.type, view }
      })
    expect(meaning(locale)).toEqual(meaning('en'))
  })

  test.each(LOCALES)('has a word in %s for its subject and each option', (locale) => {
    if (command.subject) {
      expect(lookUp(locale, `commands:subjects.${command.subject.name}`)).toBeTruthy()
    }
    for (const option of command.options) {
      expect(lookUp(locale, `commands:options.${option.name}`)).toBeTruthy()
    }
  })

  test('says who may use it, who sees it and where help lists it', () => {
    expect(command.needs).toBeTruthy()
    expect(command.audience).toMatch(/^(caller|channel)$/)
    expect(command.group).toBeTruthy()
  })

  test("shows customers' words and names to the caller alone", () => {
    if (command.name === 'quotes') expect(command.audience).toBe('caller')
    expect(command.breakdowns).not.toContain('customer')
    expect(command.breakdowns).not.toContain('author')
  })
})

test('no two options of a command share a word', () => {
  for (const command of registry.commands) {
    const words = command.options.flatMap((option) =>
      option.type === 'choice' ? option.values : [option.name],
    )
    expect(new Set(words).size).toBe(words.length)
  }
})
