import type { ButtonLine } from '../../src/core/delivery.ts'
import { lineKey } from '../../src/report/line-key.ts'
import { limits } from './limits.ts'

/** What a press asks for. */
export interface Press {
  readonly line: string
  readonly key: string | null
  readonly page: number
  readonly share: boolean
  /** Opens the form that the line came of, filled as it was. */
  readonly form: boolean
}

const LEADS = { run: 'r', share: 's', form: 'f' } as const

/**
 * Returns the value of a button: `r` runs a line, `s` shares its answer, `f` opens its form, a
 * number after it is the page; `=` leads a line and `#` the key of one that is too long.
 */
export function buttonValue(
  line: string,
  options: { readonly does?: keyof typeof LEADS; readonly page?: number } = {},
): { readonly value: string; readonly kept: ButtonLine | null } {
  const lead = `${LEADS[options.does ?? 'run']}${options.page ?? ''}`
  if (line.length <= limits.buttonValue) return { value: `${lead}=${line}`, kept: null }
  const key = lineKey(line)
  return { value: `${lead}#${key}`, kept: { key, line } }
}

/** Reads the value of a button; undefined where it is none of ours. */
export function readButton(value: string): Press | undefined {
  const found = /^([rsf])(\d{1,4})?([=#])([\s\S]*)$/.exec(value)
  if (!found) return undefined
  const [, lead, page, sign, rest = ''] = found
  return {
    line: sign === '=' ? rest : '',
    key: sign === '#' ? rest : null,
    page: Number(page ?? 0),
    share: lead === LEADS.share,
    form: lead === LEADS.form,
  }
}
