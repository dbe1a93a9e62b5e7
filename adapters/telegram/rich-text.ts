import type { Text } from '../../src/core/reply.ts'
import { isolate, spanText } from '../../src/report/sanitize.ts'
import { liveSpots, numberSpots, ZERO_WIDTH_BREAK } from './live-text.ts'

export type Tag = 'b' | 'i' | 'code' | 'pre' | 'blockquote' | 'blockquote expandable'

/** Words with one format; tags stand outermost first. */
export interface Run {
  readonly text: string
  readonly tags: readonly Tag[]
  /** From outside: numbers in it must not be dialled. */
  readonly data?: true
  /** The bot's own words that are meant to be live, such as a command. */
  readonly live?: true
}

/** What is not torn apart where it can be helped: a paragraph, a table, a quote. */
export type Section = readonly Run[]

const STYLES: Readonly<Record<string, Tag>> = { strong: 'b', muted: 'i', code: 'code' }

/** Returns words in one format. */
export function run(text: string, ...tags: readonly Tag[]): Run {
  return { text, tags }
}

/** Returns the bot's own words, with names from outside among them, in one format. */
export function mixedRun(text: string, ...tags: readonly Tag[]): Run {
  return { text: isolate(text), tags }
}

/** Returns words from outside, tamed, in one format. */
export function dataRun(text: string, ...tags: readonly Tag[]): Run {
  return { text: isolate(text), tags, data: true }
}

/** Returns the runs of a text inside of `outer` tags. */
export function runsOf(text: Text, ...outer: readonly Tag[]): readonly Run[] {
  return text.map((span): Run => {
    const style = span.style === undefined ? undefined : STYLES[span.style]
    const tags = style === undefined || outer.includes(style) ? outer : [...outer, style]
    return { text: spanText(span), tags, ...(span.data ? { data: true } : {}) }
  })
}

/** Returns the runs with breaks in all that Telegram would make live by itself. */
export function guarded(runs: readonly Run[]): readonly Run[] {
  const whole = runs.map(({ text }) => text).join('')
  const spots = new Set(liveSpots(whole))
  let start = 0
  return runs.map((each) => {
    const from = start
    start += each.text.length
    if (each.live || isToCopy(each)) return each
    const numbers = numberSpots(each.text, each.data ?? false)
    const inside = [...spots].flatMap((at) => (at > from && at <= start ? [at - from] : []))
    const cuts = [...new Set([...inside, ...numbers])].sort((one, other) => one - other)
    if (cuts.length === 0) return each
    const pieces = [0, ...cuts].map((at, index) => each.text.slice(at, cuts[index]))
    return { ...each, text: pieces.join(ZERO_WIDTH_BREAK) }
  })
}

/** The bot's own words in code, such as a key, are copied as they stand; Telegram makes nothing live of them. */
function isToCopy({ data, tags }: Run): boolean {
  return !data && tags.includes('code')
}

/** Returns the length that Telegram counts: UTF-16 units of the text without its tags. */
export function lengthOf(runs: readonly Run[]): number {
  return runs.reduce((sum, { text }) => sum + text.length, 0)
}

function escaped(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

const nameOf = (tag: Tag): string => tag.split(' ')[0] ?? tag

/** Returns runs as the HTML that Telegram reads, every tag closed. */
export function toHtml(runs: readonly Run[]): string {
  let html = ''
  let open: readonly Tag[] = []
  const close = (kept: number): void => {
    for (const tag of open.slice(kept).reverse()) html += `</${nameOf(tag)}>`
    open = open.slice(0, kept)
  }
  for (const { text, tags } of runs) {
    if (text === '') continue
    let kept = 0
    while (kept < open.length && open[kept] === tags[kept]) kept += 1
    close(kept)
    for (const tag of tags.slice(kept)) html += `<${tag}>`
    open = tags
    html += escaped(text)
  }
  close(0)
  return html
}

/** Returns the words of HTML made by {@link toHtml}, for when Telegram cannot read it. */
export function withoutTags(html: string): string {
  return html
    .replace(/<[^<>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
}
