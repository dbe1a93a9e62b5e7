import { setImmediate as turnOfLoop } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { move, workerData } from 'piscina'
import type { DrawingTask } from './drawing.ts'

type Draw = (task: DrawingTask) => Uint8Array

let loading: Promise<Draw> | undefined

/** Loads what draws with the first chart, so that a missing font or library fails that chart with its reason. */
async function load(): Promise<Draw> {
  const [{ draw }, { registerFonts }] = await Promise.all([
    import('./draw.ts'),
    import('./text.ts'),
  ])
  registerFonts(fileURLToPath((workerData as { fonts: string }).fonts))
  return draw
}

/**
 * Draws one chart, whose bytes are handed over and not copied. The event loop turns once, because
 * only then does Skia give its memory back.
 */
export async function drawChart(task: DrawingTask): Promise<ReturnType<typeof move>> {
  loading ??= load()
  const draw = await loading
  const bytes = draw(task)
  await turnOfLoop()
  return move(bytes)
}
