import type { Form } from '../../src/core/reply.ts'
import { translator } from '../../src/language/translate.ts'
import { isolate, tameLine } from '../../src/report/sanitize.ts'
import { asked } from './render-notice.ts'
import { mixedRun, run, type Section } from './rich-text.ts'

/**
 * Returns the question for one field of a form, the first is 0. `line` stands at its
 * head: the command with what was answered so far, or a key for it.
 */
export function fieldSection(form: Form, index: number, line: string): Section {
  const { fields, locale, title } = form
  const field = fields[index]
  const translate = translator(locale)
  const choices = field?.choices?.map(({ label }, place) => `${place + 1} – ${tameLine(label)}`)
  const given = field?.value === undefined || field.value === '' ? null : tameLine(field.value)
  const shown = field?.choices?.find(({ value }) => value === field.value)?.label ?? given
  return [
    ...asked(line, ` (${index + 1}/${fields.length})`),
    ...(index === 0 ? [mixedRun(tameLine(title), 'b'), run('\n')] : []),
    mixedRun(isolate(tameLine(field?.label ?? ''))),
    ...(choices ? [mixedRun(`\n${choices.join('\n')}`)] : []),
    run('\n\n'),
    run(translate('telegram:question.answer'), 'i'),
    ...(shown === null
      ? field?.required
        ? []
        : [run(` ${translate('telegram:question.optional')}`, 'i')]
      : [mixedRun(` ${translate('telegram:question.keep', { value: shown })}`, 'i')]),
  ]
}
