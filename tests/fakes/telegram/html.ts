import { Parser } from 'htmlparser2'

export interface Entity {
  readonly type: string
  readonly offset: number
  readonly length: number
}

/** The tags of Telegram's HTML mode that this project has a use for, with what each stands for. */
const TAGS: Readonly<Record<string, string>> = {
  b: 'bold',
  i: 'italic',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
}

/**
 * Returns the text and the entities of Telegram's HTML (https://core.telegram.org/bots/api#html-style).
 * Throws where Telegram would refuse it, or would read something other than what was meant.
 */
export function parseHtml(html: string): { readonly text: string; readonly entities: Entity[] } {
  checkCharacters(html)
  let text = ''
  const entities: Entity[] = []
  const open: { readonly name: string; readonly type: string; readonly offset: number }[] = []
  const closed: string[] = []
  const parser = new Parser(
    {
      onopentag(name, attributes, implied) {
        const type = TAGS[name]
        if (!type || implied) throw new Error(`Unsupported start tag "${name}"`)
        const names = Object.keys(attributes)
        const allowed = name === 'blockquote' ? ['expandable'] : []
        if (names.some((each) => !allowed.includes(each))) throw new Error(`attribute in <${name}>`)
        if (open.some((each) => ['pre', 'code'].includes(each.name))) {
          throw new Error(`<${name}> inside of code`)
        }
        if (name === 'blockquote' && open.length > 0) throw new Error('a nested blockquote')
        open.push({ name, type, offset: text.length })
      },
      ontext(data) {
        text += data
      },
      onclosetag(name, implied) {
        const last = open.pop()
        if (implied || last?.name !== name) throw new Error(`Unmatched end tag "${name}"`)
        closed.push(name)
        const length = text.length - last.offset
        if (length === 0) throw new Error(`an empty <${name}>`)
        entities.push({ type: last.type, offset: last.offset, length })
      },
      oncomment() {
        throw new Error('a comment')
      },
      onprocessinginstruction() {
        throw new Error('a processing instruction')
      },
    },
    { decodeEntities: true, lowerCaseTags: false, recognizeSelfClosing: false },
  )
  parser.write(html)
  parser.end()
  if (closed.length !== [...html.matchAll(/<\//g)].length) throw new Error('Unmatched end tag')
  return { text, entities }
}

/** Telegram knows four named entities; every other sign of HTML must be escaped. */
function checkCharacters(html: string): void {
  for (const { 0: entity } of html.matchAll(/&[^\s;&]*;?/g)) {
    if (!/^&(lt|gt|amp|quot|#\d+|#x[\da-f]+);$/i.test(entity)) {
      throw new Error(`can't parse entities: ${entity}`)
    }
  }
  const outside = html.replace(/<\/?[a-z]+(?: expandable)?>/g, '')
  if (/[<>]/.test(outside)) throw new Error("can't parse entities: a bare < or >")
  if (/\p{Surrogate}/u.test(html)) throw new Error('text must be encoded in UTF-8')
}
