import { type CommandRegistry, opensForm } from '../core/command.ts'
import type { Form } from '../core/reply.ts'

/** What somebody filled in, as it stands in the line that {@link formLine} made of it. */
export interface FormDraft {
  /** The command line that opens the form; it changes nothing. */
  readonly opens: string
  /** By the names of the fields. */
  readonly values: ReadonlyMap<string, string>
}

const FIELD = /\s+([\w-]+):(?:"((?:[^"\\]|\\.)*)"|(\S*))/gsy

/** Returns what a submitted form held; undefined for a line that came of no form, or of one that cannot be opened. */
export function draftOf(
  line: string,
  registry: Pick<CommandRegistry, 'find'>,
): FormDraft | undefined {
  const start = line.search(/\s[\w-]+:/)
  if (start < 0) return undefined
  const command = line.slice(0, start).trim()
  const [name = ''] = command.split(/\s/, 1)
  const declared = registry.find(name)
  const values = valuesIn(line.slice(start))
  return declared && opensForm(declared, command) && values ? { opens: command, values } : undefined
}

/** Returns the fields that stand one behind the other; undefined where something else is between them. */
function valuesIn(text: string): ReadonlyMap<string, string> | undefined {
  const values = new Map<string, string>()
  let end = 0
  for (const { 0: whole, 1: name = '', 2: quoted, 3: plain = '' } of text.matchAll(FIELD)) {
    values.set(name, quoted?.replace(/\\(.)/gs, '$1') ?? plain)
    end += whole.length
  }
  return end === text.length ? values : undefined
}

/** Returns a form filled as the draft was; what was left empty is empty. */
export function withDraft(form: Form, { values }: FormDraft): Form {
  return {
    ...form,
    fields: form.fields.map((field) => ({ ...field, value: values.get(field.name) ?? '' })),
  }
}
