import type { Form } from '../../src/core/reply.ts'
import { translator } from '../../src/language/translate.ts'
import { isolate, tameLine } from '../../src/report/sanitize.ts'
import { asked } from './render-notice.ts'
import { dataRun, run, type Section } from './rich-text.ts'

/**
 * Returns the question for one field of a form, the first is 0. `line` stands at its
 * head: the command with what was answered so far, or a key for it.
 */
export function fieldSection(form: Form, index: number, line: string): Section {
  const field = form.fields[index]
  const translate = translator(form.locale)
  const choices = field?.choices?.map(({ label }) => isolate(tameLine(label))).join(', ')
  return [
    ...asked(line),
    dataRun(`${tameLine(form.title)}\n`, 'b'),
    dataRun(
      translate('telegram:question.field', {
        number: index + 1,
        total: form.fields.length,
        label: tameLine(field?.label ?? ''),
      }),
    ),
    ...(choices ? [dataRun(`\n${translate('telegram:question.choices', { choices })}`)] : []),
    run(`\n\n${translate('telegram:question.answer')}`, 'i'),
    ...(field?.required ? [] : [run(` ${translate('telegram:question.optional')}`, 'i')]),
  ]
}
