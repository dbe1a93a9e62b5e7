import type { Locale } from '../core/locale.ts'
import { DENSE_COUNT } from './features.ts'
import { emptyHead, type OnlineHead, type OnlineShape, sizeOf } from './online-head.ts'

/** What a workspace's corrections taught: heads by name, stored as bytes. */
export interface WorkspaceWeights {
  readonly heads: ReadonlyMap<string, OnlineHead>
}

export const NO_WEIGHTS: WorkspaceWeights = { heads: new Map() }

/** The polarity of whole texts. */
export const SENTIMENT_SHAPE: OnlineShape = { classes: 3, dense: DENSE_COUNT, rate: 0.1 }
/** The polarity of aspects: what is wrong is corrected and what is right is not, so less is believed. */
export const OPINION_SHAPE: OnlineShape = { ...SENTIMENT_SHAPE, rate: 0.05 }
/** Whether a sentence speaks of an aspect. */
export const PRESENCE_SHAPE: OnlineShape = { classes: 1, dense: 0, rate: 0.1 }

const SHAPES = {
  sentiment: SENTIMENT_SHAPE,
  opinion: OPINION_SHAPE,
  presence: PRESENCE_SHAPE,
} as const

/** Returns the name of the head that corrects the sentiment of whole texts in a language. */
export function sentimentHead(lang: Locale): string {
  return `sentiment ${lang}`
}

/** Returns the name of the head that corrects the polarity of aspects in a language. */
export function opinionHead(lang: Locale): string {
  return `opinion ${lang}`
}

/** Returns the name of the head that corrects whether a text in a language speaks of an aspect. */
export function presenceHead(lang: Locale, aspect: string): string {
  return `presence ${lang} ${aspect}`
}

function shapeOf(name: string): OnlineShape {
  const kind = name.split(' ')[0]
  return kind === 'sentiment' || kind === 'opinion' ? SHAPES[kind] : SHAPES.presence
}

/** Returns the head of a name, new where nothing was learned yet. */
export function headNamed(weights: WorkspaceWeights, name: string): OnlineHead {
  return weights.heads.get(name) ?? emptyHead(shapeOf(name))
}

/** Returns the weights with one head replaced. */
export function withHead(
  weights: WorkspaceWeights,
  name: string,
  head: OnlineHead,
): WorkspaceWeights {
  return { heads: new Map(weights.heads).set(name, head) }
}

const MAGIC = 0x43585732
const CELL_BYTES = 12

/** Places of a head where something was learned. */
function touched({ n }: OnlineHead): number[] {
  const places: number[] = []
  n.forEach((sum, at) => {
    if (sum !== 0) places.push(at)
  })
  return places
}

/**
 * Returns the bytes that store weights. Head after head: the name and its length, the number of
 * examples by class, the number of cells, and each cell's place, z and n.
 */
export function writeWeights(weights: WorkspaceWeights): Uint8Array {
  const parts = [...weights.heads].map(([name, head]) => ({
    name: new TextEncoder().encode(name),
    head,
    places: touched(head),
  }))
  const size = parts.reduce(
    (sum, { name, head, places }) =>
      sum + 8 + name.length + 4 * head.examples.length + CELL_BYTES * places.length,
    4,
  )
  const bytes = new Uint8Array(size)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, MAGIC)
  let at = 4
  const put = (value: number): void => {
    view.setUint32(at, value)
    at += 4
  }
  for (const { name, head, places } of parts) {
    put(name.length)
    bytes.set(name, at)
    at += name.length
    head.examples.forEach(put)
    put(places.length)
    for (const place of places) {
      put(place)
      view.setFloat32(at, head.z[place] as number)
      view.setFloat32(at + 4, head.n[place] as number)
      at += 8
    }
  }
  return bytes
}

const NOT_WEIGHTS = 'not workspace weights'

/** Reads what `writeWeights` wrote. Throws where the bytes are something else. */
export function readWeights(bytes: Uint8Array): WorkspaceWeights {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const heads = new Map<string, OnlineHead>()
  let at = 0
  const take = (): number => {
    if (at + 4 > bytes.length) throw new Error(NOT_WEIGHTS)
    at += 4
    return view.getUint32(at - 4)
  }
  if (take() !== MAGIC) throw new Error(NOT_WEIGHTS)
  while (at < bytes.length) {
    const length = take()
    const name = new TextDecoder().decode(bytes.subarray(at, at + length))
    at += length
    const head = emptyHead(shapeOf(name))
    const examples = head.examples.map(take)
    const cells = take()
    if (at + cells * CELL_BYTES > bytes.length) throw new Error(NOT_WEIGHTS)
    for (let cell = 0; cell < cells; cell++) {
      const place = take()
      if (place >= sizeOf(head.shape)) throw new Error(NOT_WEIGHTS)
      head.z[place] = view.getFloat32(at)
      head.n[place] = view.getFloat32(at + 4)
      at += 8
    }
    heads.set(name, { ...head, examples })
  }
  return { heads }
}
