import { checkBlocks } from './block-check.ts'

/** What a reader of a message meets besides plain words. */
export interface Found {
  readonly mentions: readonly string[]
  readonly links: readonly string[]
  readonly formats: readonly string[]
  readonly breaches: readonly string[]
}

const DOMAIN = /[\p{L}\p{N}-]\.(com|org|net|lt|kz|ru|io|app|dev|me|zip|mov|рф)\b/iu

/** Reads mrkdwn as Slack does: `<…>` is a mention or a link, and so are bare addresses; marks format. */
export function readMrkdwn(text: string, ownStrong = 0): Found {
  const marked = [...text.matchAll(/<([^>]*)>/g)].map(([, inner = '']) => inner)
  const dates = marked.filter((inner) => inner.startsWith('!date^'))
  const rest = marked.filter((inner) => !inner.startsWith('!date^'))
  const strong = (text.match(/\*/g) ?? []).length
  return {
    mentions: [
      ...rest.filter((inner) => /^[@#!]/.test(inner)),
      ...(text.match(/@(everyone|here|channel|group)\b/gi) ?? []),
    ],
    links: [
      ...rest.filter((inner) => !/^[@#!]/.test(inner)),
      ...(text.match(/\b\w+:\/\/\S+|\bmailto:\S+|\btel:\S+/gi) ?? []),
      ...(text.match(DOMAIN)?.slice(0, 1) ?? []),
      ...(text.match(/[\w.]@[\w.]/) ?? []),
    ],
    formats: [
      ...(strong > ownStrong * 2 ? [`${strong} asterisks`] : []),
      ...(text.match(/[_~`]/g) ?? []).slice(0, dates.length > 0 ? 0 : undefined),
      ...(text.match(/^\s*(>|&gt;)/gm) ?? []),
      ...(text.match(/:[\p{L}\p{N}_+'-]+:/gu) ?? []),
    ],
    breaches: [
      ...(text.length > 4000 ? [`${text.length} letters`] : []),
      ...(/\p{Surrogate}/u.test(text) ? ['half a surrogate'] : []),
      ...(text === '' ? ['no text'] : []),
    ],
  }
}

/** Reads the words of blocks, which Slack shows letter by letter. */
export function readBlocks(blocks: unknown): Found {
  const words: string[] = []
  const kinds: string[] = []
  collect(blocks, words, kinds)
  const all = words.join('\n')
  const wrong = checkBlocks(blocks)
  return {
    mentions: [
      ...(all.match(/<[@#!][^>]*>?/g) ?? []),
      ...(all.match(/@(everyone|here|channel|group)\b/gi) ?? []),
      ...kinds.filter((kind) => /^(user|usergroup|channel|broadcast|team)$/.test(kind)),
    ],
    links: [
      ...(all.match(/\b\w+:\/\/\S+|\bmailto:\S+/gi) ?? []),
      ...kinds.filter((kind) => kind === 'link'),
    ],
    formats: kinds.filter((kind) => /^(mrkdwn|markdown|emoji)$/.test(kind)),
    breaches: [
      ...(wrong ? [wrong] : []),
      ...(/\p{Surrogate}/u.test(all) ? ['half a surrogate'] : []),
    ],
  }
}

function collect(value: unknown, words: string[], kinds: string[]): void {
  if (Array.isArray(value)) {
    for (const each of value) collect(each, words, kinds)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) {
      if (key === 'type') kinds.push(String(each))
      else if (key === 'value' || key === 'action_id' || key === 'block_id') continue
      else if (typeof each === 'string') words.push(each)
      else collect(each, words, kinds)
    }
  }
}
