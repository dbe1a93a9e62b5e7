import type { Form } from '../../src/core/reply.ts'
import { fold } from '../../src/language/fold.ts'
import { quoteName } from '../../src/parse/index.ts'
import { limits } from './limits.ts'
import type { Asked } from './question.ts'

/** Says nothing, which leaves a field at its own value. */
const SKIP = /^[-–—−.]$/

/** How far a form has come: the line with what was answered, and the field to ask for; null at the end. */
export interface FormStep {
  readonly line: string
  readonly next: number | null
}

/** Returns the line that opens the form again: a form's own command has no fields in it. */
export function formCommandOf(line: string): string {
  return /^[^:]*?(?= [a-z0-9_]+:|$)/.exec(line)?.[0] ?? line
}

/**
 * Returns the step after an answer; an answer that cannot be is asked for again. A line
 * that no question could repeat any more ends the form.
 */
export function formStep(form: Form, asked: Asked, answer: string): FormStep {
  const index = asked.field ?? 0
  const field = form.fields[index]
  if (!field) return { line: asked.line, next: null }
  const given = answer.trim()
  const value = SKIP.test(given) ? (field.value ?? '') : given
  const chosen = field.choices
    ? field.choices.find((choice, place) =>
        [choice.value, choice.label, String(place + 1)].some((word) => fold(word) === fold(value)),
      )?.value
    : value
  const missing = chosen === undefined || (chosen === '' && field.required)
  if (missing) return { line: asked.line, next: index }
  const line = chosen === '' ? asked.line : `${asked.line} ${field.name}:${quoteName(chosen)}`
  const more = index + 1 < form.fields.length && line.length <= limits.formLine
  return { line, next: more ? index + 1 : null }
}
