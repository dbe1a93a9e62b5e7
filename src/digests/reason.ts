import type { UserError } from '../core/errors.ts'
import type { Locale } from '../core/locale.ts'
import { lookUp, type MessageParams } from '../language/translate.ts'

/** Returns why something is held as it is stored: the message's id and what fills it. */
export function reasonOf({ id, params }: Pick<UserError, 'id' | 'params'>): string {
  return Object.keys(params).length === 0 ? id : `${id} ${JSON.stringify(params)}`
}

/** Returns a stored reason in the user's language; one that no message tells as it is. */
export function reasonText(reason: string, locale: Locale): string {
  const [, namespace = '', name = '', params = '{}'] =
    /^([\w-]+)\.([\w.-]+)(?: (\{.*\}))?$/s.exec(reason) ?? []
  return (
    lookUp(locale, `${namespace}:errors.${name}`, JSON.parse(params) as MessageParams) ?? reason
  )
}
