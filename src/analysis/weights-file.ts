import { DENSE_COUNT } from './features.ts'
import { type Judgement, WORD_BUCKETS } from './judgement.ts'
import { BUCKETS, emptyHead, type OnlineHead } from './online-head.ts'
import { POLARITIES } from './types.ts'
import type { WorkspaceWeights } from './workspace-weights.ts'

const MAGIC = 0x43585733
const NOT_WEIGHTS = 'not workspace weights'

/** Writes numbers one after the other into bytes that grow. */
class Writer {
  private bytes = new Uint8Array(1_024)
  private view = new DataView(this.bytes.buffer)
  private at = 0

  private place(size: number): number {
    const at = this.at
    this.at += size
    if (this.at > this.bytes.length) {
      const before = this.bytes
      this.bytes = new Uint8Array(2 * this.at)
      this.bytes.set(before)
      this.view = new DataView(this.bytes.buffer)
    }
    return at
  }

  count(value: number): void {
    const at = this.place(4)
    this.view.setUint32(at, value)
  }

  real(value: number): void {
    const at = this.place(4)
    this.view.setFloat32(at, value)
  }

  word(value: number): void {
    const at = this.place(2)
    this.view.setUint16(at, value)
  }

  text(value: string): void {
    const bytes = new TextEncoder().encode(value)
    this.count(bytes.length)
    const at = this.place(bytes.length)
    this.bytes.set(bytes, at)
  }

  done(): Uint8Array {
    return this.bytes.slice(0, this.at)
  }
}

/** Reads what a `Writer` wrote. Throws where the bytes end too early. */
class Parser {
  private readonly bytes: Uint8Array
  private readonly view: DataView
  private at = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  private place(size: number): number {
    const at = this.at
    if (at + size > this.bytes.length) throw new Error(NOT_WEIGHTS)
    this.at += size
    return at
  }

  /** A number up to a limit. */
  count(most: number): number {
    const value = this.view.getUint32(this.place(4))
    if (value > most) throw new Error(NOT_WEIGHTS)
    return value
  }

  /** As many items as are counted, each of which takes bytes of its own. */
  list<Item>(item: () => Item): Item[] {
    return Array.from({ length: this.count(this.bytes.length) }, item)
  }

  real(): number {
    return this.view.getFloat32(this.place(4))
  }

  word(): number {
    return this.view.getUint16(this.place(2))
  }

  text(): string {
    const length = this.count(this.bytes.length)
    const at = this.place(length)
    return new TextDecoder().decode(this.bytes.subarray(at, at + length))
  }

  end(): void {
    if (this.at !== this.bytes.length) throw new Error(NOT_WEIGHTS)
  }
}

/** Places of a head where something was learned. */
function touched({ n }: OnlineHead): number[] {
  const places: number[] = []
  n.forEach((sum, at) => {
    if (sum !== 0) places.push(at)
  })
  return places
}

function writeHead(writer: Writer, name: string, head: OnlineHead): void {
  const places = touched(head)
  writer.text(name)
  writer.count(places.length)
  for (const place of places) {
    writer.count(place)
    writer.real(head.z[place] as number)
    writer.real(head.n[place] as number)
  }
}

function readHead(parser: Parser): [string, OnlineHead] {
  const name = parser.text()
  const head = emptyHead()
  parser.list(() => {
    const place = parser.count(BUCKETS - 1)
    head.z[place] = parser.real()
    head.n[place] = parser.real()
  })
  return [name, head]
}

function writeJudgement(writer: Writer, { right, base, dense, words }: Judgement): void {
  writer.count(right)
  for (const value of base) writer.real(value)
  for (const value of dense) writer.real(value)
  writer.count(words.length)
  for (const word of words) writer.word(word)
}

function readJudgement(parser: Parser): Judgement {
  const right = parser.count(POLARITIES.length - 1)
  const reals = (length: number) => Float32Array.from({ length }, () => parser.real())
  const base = reals(POLARITIES.length)
  const dense = reals(DENSE_COUNT)
  const words = Uint16Array.from(parser.list(() => parser.word()))
  if (words.some((word) => word >= WORD_BUCKETS)) throw new Error(NOT_WEIGHTS)
  return { right, base, dense, words, count: words.length }
}

function readNamed(parser: Parser): [string, Judgement[]] {
  return [parser.text(), parser.list(() => readJudgement(parser))]
}

/** Returns the bytes that store weights: the heads, each with its places, then the judgements. */
export function writeWeights({ heads, judgements }: WorkspaceWeights): Uint8Array {
  const writer = new Writer()
  writer.count(MAGIC)
  writer.count(heads.size)
  for (const [name, head] of heads) writeHead(writer, name, head)
  writer.count(judgements.size)
  for (const [name, list] of judgements) {
    writer.text(name)
    writer.count(list.length)
    for (const judgement of list) writeJudgement(writer, judgement)
  }
  return writer.done()
}

/** Reads what `writeWeights` wrote. Throws where the bytes are something else. */
export function readWeights(bytes: Uint8Array): WorkspaceWeights {
  const parser = new Parser(bytes)
  if (parser.count(2 ** 32 - 1) !== MAGIC) throw new Error(NOT_WEIGHTS)
  const heads = new Map(parser.list(() => readHead(parser)))
  const judgements = new Map(parser.list(() => readNamed(parser)))
  parser.end()
  return { heads, judgements }
}
