import { UserError } from '../core/errors.ts'
import { fold } from '../language/fold.ts'
import { leadingVerb, verbNamed } from '../language/verb-words.ts'
import { keyedValue, tokenise } from '../parse/index.ts'
import { exampleEmoji } from './emoji.ts'

const VERB_WORDS = {
  list: 'list show all список показать тізім көрсету sąrašas rodyti',
  off: 'off remove stop delete выключить удалить өшіру жою išjungti šalinti',
} as const
const HERE: ReadonlySet<string> = new Set(
  ['here', 'on', 'здесь', 'тут', 'осында', 'мұнда', 'čia'].map(fold),
)

export type CaptureRequest =
  | { readonly verb: 'list' }
  | {
      readonly verb: 'choose'
      /** As it was typed. */
      readonly emoji: string
      /** As it was typed, `slack/T1/C1`; undefined for the place where it is asked. */
      readonly place: string | undefined
    }
  | { readonly verb: 'off'; readonly place: string | undefined }

/**
 * Reads what `/capture` is asked: an emoji for this channel, or a verb. Throws a UserError, with
 * an example for the platform on which it is asked.
 */
export function readCaptureRequest(line: string, platform: string): CaptureRequest {
  const tokens = tokenise(line)
  let verb: keyof typeof VERB_WORDS | undefined
  let place: string | undefined
  const emoji: string[] = []
  for (const token of tokens) {
    const found = token.quoted ? undefined : verbNamed(VERB_WORDS, token.text)
    if (token.key?.toLowerCase() === 'in') {
      place = keyedValue(token)
    } else if (found && verb === undefined) verb = found
    else if (!HERE.has(fold(token.text))) emoji.push(token.text)
  }
  if (tokens.length === 0 || verb === 'list') return { verb: 'list' }
  if (verb === 'off') return { verb, place }
  const [first, ...more] = emoji
  if (first === undefined) {
    throw new UserError('capture.which', {}, `capture ${exampleEmoji(platform)} here`)
  }
  if (more.length > 0) throw new UserError('capture.one', {}, `capture ${first.slice(0, 40)} here`)
  return { verb: 'choose', emoji: first, place }
}

/** Returns whether a request only looks at where reactions log; what cannot be read does not. */
export function onlyReadsCaptures(request: string): boolean {
  const asked = request.trim()
  return asked === '' || (leadingVerb(VERB_WORDS, asked) === 'list' && !/\s/.test(asked))
}
