import type { CommandRegistry } from '../../src/core/command.ts'
import type { Form } from '../../src/core/reply.ts'
import { translator } from '../../src/language/translate.ts'
import { draftOf } from '../../src/report/form-draft.ts'
import { tameLine } from '../../src/report/sanitize.ts'
import { boardOf } from './keyboard.ts'
import { limits } from './limits.ts'
import { cutRuns } from './pack.ts'
import type { Question } from './questions.ts'
import { dataRun, guarded, mixedRun, type Run, run, toHtml } from './rich-text.ts'

/**
 * Returns what a form that is filled in will do, field by field, with a button that does it
 * and one that begins again: nobody sees their answers together before.
 */
export function formPreview(
  form: Form,
  line: string,
  registry: Pick<CommandRegistry, 'find'>,
): Question {
  const translate = translator(form.locale)
  const values = draftOf(line, registry)?.values
  const fields = form.fields.flatMap(({ name, label, choices }): readonly Run[] => {
    const value = values?.get(name)
    if (value === undefined) return []
    const shown = choices?.find((choice) => choice.value === value)?.label ?? value
    return [run('\n'), mixedRun(`${tameLine(label)}: `), dataRun(tameLine(shown), 'b')]
  })
  const shown = [
    mixedRun(tameLine(form.title), 'b'),
    run('\n'),
    ...(values ? fields : [run('\n'), dataRun(`/${line}`, 'code')]),
    run('\n\n'),
    run(translate('telegram:question.check'), 'i'),
  ]
  const [first = []] = cutRuns(guarded(shown), limits.text)
  const { keyboard, lines } = boardOf([
    { label: translate('telegram:question.submit'), command: line },
    { label: translate('telegram:question.again'), command: form.command },
  ])
  return { content: { type: 'text', html: toHtml(first), keyboard }, lines }
}
