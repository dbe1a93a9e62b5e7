import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ChartRenderer } from '../../src/core/chart.ts'
import type { Reply } from '../../src/core/reply.ts'
import { limits } from './limits.ts'

const ESCAPE = '\u001B'

/** Returns the PNG of the reply's chart at double resolution; null where it has none. */
export async function drawChart(charts: ChartRenderer, reply: Reply): Promise<Uint8Array | null> {
  const block =
    reply.kind === 'report' ? reply.blocks.find((each) => each.type === 'chart') : undefined
  return block?.type === 'chart' ? charts.render(block.spec, { scale: 2 }) : null
}

/**
 * Returns a picture as the terminal takes it: kitty's graphics protocol, in
 * pieces, or iTerm2's inline images. Ends with a line break.
 */
export function inlinePicture(png: Uint8Array, protocol: 'kitty' | 'iterm'): string {
  const data = Buffer.from(png).toString('base64')
  if (protocol === 'iterm') {
    const size = `size=${png.length};width=100%;preserveAspectRatio=1`
    return `${ESCAPE}]1337;File=inline=1;${size}:${data}\u0007\n`
  }
  const pieces = data.match(new RegExp(`.{1,${limits.pictureChunk}}`, 'g')) ?? []
  return `${pieces
    .map((piece, index) => {
      const more = index < pieces.length - 1 ? 1 : 0
      const head = index === 0 ? `a=T,f=100,q=2,m=${more}` : `m=${more}`
      return `${ESCAPE}_G${head};${piece}${ESCAPE}\\`
    })
    .join('')}\n`
}

/** Saves a picture in the folder, its owner's alone, drops the oldest ones, and returns its path. */
export async function keepPicture(png: Uint8Array, folder: string, name: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `${name}.png`)
  await writeFile(path, png, { mode: 0o600 })
  const kept = (await readdir(folder)).filter((file) => file.endsWith('.png'))
  if (kept.length > limits.pictures) {
    const aged = await Promise.all(
      kept.map(async (file) => ({ file, at: (await stat(join(folder, file))).mtimeMs })),
    )
    aged.sort((a, b) => b.at - a.at)
    for (const { file } of aged.slice(limits.pictures))
      await rm(join(folder, file), { force: true })
  }
  return path
}
