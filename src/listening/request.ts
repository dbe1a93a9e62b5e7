import { UserError } from '../core/errors.ts'
import { leadingVerb, verbNamed } from '../language/verb-words.ts'
import { breakdownOf, keyedValue, tokenise } from '../parse/index.ts'

const VERB_WORDS = {
  list: 'list show all список показать тізім көрсету sąrašas rodyti',
  remove: 'remove delete stop удалить жою šalinti ištrinti',
} as const
const HERE = new Set(['here', 'здесь', 'тут', 'осында', 'мұнда', 'čia', 'cia'])
const MOST_WORDS = 20
const LONGEST_WORD = 60
const SHORTEST_WORD = 3

export type ListenRequest =
  | { readonly verb: 'list' }
  | {
      readonly verb: 'add'
      readonly words: readonly string[]
      readonly brand: string | null
      /** As it was typed, `slack/T1/C1`; undefined for the place where it is asked. */
      readonly place: string | undefined
    }
  | { readonly verb: 'remove'; readonly listener: string }

/** Reads what `/listen` is asked: words to listen for here, or a verb. Throws a UserError. */
export function readListenRequest(line: string): ListenRequest {
  const tokens = tokenise(line)
  const [first, second] = tokens
  if (!first) return { verb: 'list' }
  const verb = first.quoted ? undefined : verbNamed(VERB_WORDS, first.text)
  if (verb === 'list' && !second) return { verb }
  if (verb === 'remove') {
    if (!second) throw new UserError('listening.which', {}, 'listen remove E-1')
    return { verb, listener: second.text }
  }
  let brand: string | null = null
  let place: string | undefined
  const words: string[] = []
  for (const token of tokens) {
    const value = keyedValue(token)
    if (token.key?.toLowerCase() === 'in') place = value
    else if (token.key !== undefined && breakdownOf(token.key) === 'brand') brand = value
    else if (token.quoted || !HERE.has(token.text.toLowerCase())) {
      words.push(...token.text.split(',').map((each) => each.trim()))
    }
  }
  const wanted = [...new Set(words.filter((each) => each !== ''))]
  if (wanted.length === 0) throw new UserError('listening.no-words', {}, 'listen here "norda"')
  if (wanted.length > MOST_WORDS)
    throw new UserError('listening.too-many-words', { most: MOST_WORDS })
  const wrong = wanted.find((each) => !isWord(each))
  if (wrong !== undefined) {
    throw new UserError('listening.bad-word', { word: wrong.slice(0, 40), least: SHORTEST_WORD })
  }
  return { verb: 'add', words: wanted, brand, place }
}

/** Returns whether a request only looks at what is listened to; what cannot be read does not. */
export function onlyReadsListeners(request: string): boolean {
  const verb = leadingVerb(VERB_WORDS, request)
  return request.trim() === '' || (verb === 'list' && !/\s/.test(request.trim()))
}

function isWord(text: string): boolean {
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  return letters >= SHORTEST_WORD && text.length <= LONGEST_WORD
}
