import type { SKRSContext2D } from '@napi-rs/canvas'
import { font, type Weight } from './text.ts'

/** What the plugins draw with. */
export type Context = SKRSContext2D

export interface TextStyle {
  readonly colour: string
  readonly size: number
  readonly weight?: Weight
  readonly align?: 'left' | 'center' | 'right'
  readonly baseline?: 'alphabetic' | 'middle'
  /** The colour behind the letters, so that lines under them do not cross them. */
  readonly halo?: string
}

/** Writes one line of text. */
export function write(
  context: Context,
  text: string,
  x: number,
  y: number,
  style: TextStyle,
): void {
  context.font = font(style.size, style.weight)
  context.fillStyle = style.colour
  context.textAlign = style.align ?? 'left'
  // The canvas's own 'middle' follows the font's tallest letters; half the x-height looks centred.
  context.textBaseline = 'alphabetic'
  const line = style.baseline === 'middle' ? y + style.size * 0.36 : y
  if (style.halo) {
    context.strokeStyle = style.halo
    context.lineWidth = 6
    context.lineJoin = 'round'
    context.strokeText(text, x, line)
  }
  context.fillText(text, x, line)
}

export interface StrokeStyle {
  readonly colour: string
  readonly width: number
  readonly dash?: readonly number[]
  readonly round?: boolean
}

/** Draws a straight line. */
export function stroke(
  context: Context,
  from: readonly [number, number],
  to: readonly [number, number],
  style: StrokeStyle,
): void {
  context.save()
  context.strokeStyle = style.colour
  context.lineWidth = style.width
  context.lineCap = style.round ? 'round' : 'butt'
  context.setLineDash([...(style.dash ?? [])])
  context.beginPath()
  context.moveTo(...from)
  context.lineTo(...to)
  context.stroke()
  context.restore()
}

/** Fills a rectangle with rounded corners. */
export function box(
  context: Context,
  [x, y, width, height]: readonly [number, number, number, number],
  colour: string,
  radius: number,
): void {
  context.fillStyle = colour
  context.beginPath()
  context.roundRect(x, y, width, height, radius)
  context.fill()
}
