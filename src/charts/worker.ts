import { setImmediate as turnOfLoop } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { workerData } from 'piscina'
import { draw } from './draw.ts'
import type { DrawingTask } from './drawing.ts'
import { registerFonts } from './text.ts'

registerFonts(fileURLToPath((workerData as { fonts: string }).fonts))

/** Draws one chart. The event loop turns once, because only then does Skia give its memory back. */
export async function drawChart(task: DrawingTask): Promise<Uint8Array> {
  const bytes = draw(task)
  await turnOfLoop()
  return bytes
}
