import type { CommandRegistry } from '../../src/core/command.ts'
import type { ButtonLine } from '../../src/core/delivery.ts'
import type { Form, Reply } from '../../src/core/reply.ts'
import { translator } from '../../src/language/translate.ts'
import type { Content } from './content.ts'
import type { TelegramEvent } from './events.ts'
import { formPreview } from './form-preview.ts'
import { formStep } from './form-steps.ts'
import { limits } from './limits.ts'
import { cutRuns } from './pack.ts'
import { fieldSection } from './render-form.ts'
import { missingSection } from './render-notice.ts'
import { guarded, type Section, toHtml } from './rich-text.ts'

/** What is asked, with the lines that keys on its buttons stand for. */
export interface Question {
  readonly content: Content
  readonly lines: readonly ButtonLine[]
}

/**
 * Returns the question that a reply is on Telegram, which has no forms: the next field of
 * a form, whether all is right at its end, or the rest of a line that lacks what it is about;
 * null for all other replies.
 */
export function questionFor(
  reply: Reply,
  event: TelegramEvent | null,
  registry: CommandRegistry,
): Question | null {
  if (reply.kind === 'form') return fieldQuestion(reply, event, registry)
  if (reply.kind !== 'notice' || reply.errorId !== 'parse.missing_subject') return null
  if (event?.type !== 'line' || event.asked !== null) return null
  const command = event.line.split(/\s/)[0] ?? ''
  if (!registry.find(command)) return null
  const hint = translator(reply.locale)('telegram:question.hint', { command })
  return question(missingSection(reply, command), hint)
}

function fieldQuestion(
  form: Form,
  event: TelegramEvent | null,
  registry: CommandRegistry,
): Question | null {
  const asked = event?.type === 'line' ? event.asked : null
  const answers = asked !== null && asked.field !== null && event?.type === 'line'
  const step = answers ? formStep(form, asked, event.line) : { line: form.command, next: 0 }
  if (step.next === null) return formPreview(form, step.line, registry)
  const field = form.fields[step.next]
  if (!field) return null
  return question(fieldSection(form, step.next, `/${step.line}`), field.label)
}

function question(section: Section, hint: string): Question {
  const [shown = []] = cutRuns(guarded(section), limits.text)
  const words = [...hint].slice(0, limits.inputPlaceholder).join('').trim()
  return { content: { type: 'question', html: toHtml(shown), hint: words || '…' }, lines: [] }
}
