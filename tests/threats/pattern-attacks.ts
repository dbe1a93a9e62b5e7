/** Strings that make a pattern slow if anything does: `head`, then `pump` again and again, then `tail`. */
export interface Attack {
  readonly head: string
  readonly pump: string
  readonly tail: string
}

/** One character that a piece of the pattern takes, and what leads there. */
interface Step {
  readonly before: string
  readonly sign: string
}

const SIGNS = [
  ...'aяėӘ1 \t\n\r-_.,:;/@#<>[](){}"\'`*+=!?&|\\~^$%',
  '\u0301',
  '\u200b',
  '\u2028',
  '\u0000',
  '😀',
]
const LONGEST_PUMP = 6
const MOST_SIGNS = 4
const TAILS = ['', '\u0000\n']

/** Returns signs that a piece such as `[^"]`, `\s` or `.` takes. */
function signsOf(piece: string, flags: string): readonly string[] {
  const single = new RegExp(`^(?:${piece})$`, flags.replace(/[gy]/g, ''))
  const taken = SIGNS.filter((sign) => single.test(sign))
  const literal = single.test(piece) ? [piece] : []
  return [...literal, ...taken].slice(0, MOST_SIGNS)
}

/** A class, an escape or a single character, at the beginning of what is left of a pattern. */
const PIECE =
  /^(?:\[(?:\\[\s\S]|[^\]\\])*\]|\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[\s\S])|[\s\S])/u
const GROUP = /^\((?:\?(?:[:=!]|<[=!]|<\w+>))?/
const QUANTIFIER = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/

/** Walks through a pattern, branch by branch. */
function stepsOf(source: string, flags: string): readonly Step[] {
  const steps: Step[] = []
  const groups: string[] = []
  let start = ''
  let path = ''
  let rest = source
  const take = (length: number) => {
    rest = rest.slice(length)
  }
  while (rest !== '') {
    const group = GROUP.exec(rest)?.[0]
    if (group !== undefined) {
      groups.push(start)
      start = path
      take(group.length)
    } else if (rest.startsWith(')')) {
      start = groups.pop() ?? ''
      take(1)
    } else if (rest.startsWith('|')) {
      path = start
      take(1)
    } else if (/^(?:[$^]|\\[bB]|\\k<\w+>|\\[1-9])/.test(rest)) {
      take(/^(?:[$^]|\\[bB]|\\k<\w+>|\\[1-9])/.exec(rest)?.[0].length ?? 1)
    } else {
      const piece = PIECE.exec(rest)?.[0] ?? ''
      take(piece.length)
      const signs = signsOf(piece, flags)
      for (const sign of signs) steps.push({ before: path, sign })
      path += signs[0] ?? ''
    }
    take(QUANTIFIER.exec(rest)?.[0].length ?? 0)
  }
  return steps
}

/** Returns attacks on a pattern: whatever leads up to a piece of it, repeated in lengths of one to six. */
export function attacksOn(source: string, flags: string): readonly Attack[] {
  const attacks = new Map<string, Attack>()
  for (const { before, sign } of stepsOf(source, flags)) {
    const path = before + sign
    for (let length = sign.length; length <= Math.min(path.length, LONGEST_PUMP); length += 1) {
      const pump = path.slice(-length)
      for (const head of new Set(['', '\u0000', path.slice(0, -length)])) {
        for (const tail of TAILS) {
          attacks.set(JSON.stringify([head, pump, tail]), { head, pump, tail })
        }
      }
    }
  }
  return [...attacks.values()]
}
