import { keep, recall } from './memory.ts'

const NAME = 'cxbot-history'
const MOST = 100

export interface History {
  add(line: string): void
  /** Returns an older line; undefined at the oldest. `current` is what stands in the box. */
  older(current: string): string | undefined
  /** Returns a newer line, at last what stood in the box before; undefined past it. */
  newer(): string | undefined
  /** Starts from the newest again. */
  leave(): void
}

/** Returns the lines asked before, kept from one visit to the next. */
export function createHistory(): History {
  let lines = [...recall(NAME)]
  let place = lines.length
  let draft = ''
  return {
    add(line) {
      lines = [...lines.filter((other) => other !== line), line].slice(-MOST)
      place = lines.length
      keep(NAME, lines)
    },
    older(current) {
      if (place === 0) return undefined
      if (place === lines.length) draft = current
      place -= 1
      return lines[place]
    },
    newer() {
      if (place === lines.length) return undefined
      place += 1
      return lines[place] ?? draft
    },
    leave() {
      place = lines.length
    },
  }
}
