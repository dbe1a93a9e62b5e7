import { readFileSync } from 'node:fs'

/** Returns the code points that the font file maps to a glyph (character map, format 4 or 12). */
export function codePointsOf(file: string): ReadonlySet<number> {
  const bytes = readFileSync(file)
  const table = (tag: string): number => {
    for (let at = 12; at < 12 + bytes.readUInt16BE(4) * 16; at += 16) {
      if (bytes.toString('latin1', at, at + 4) === tag) return bytes.readUInt32BE(at + 8)
    }
    throw new Error(`${file} has no table ${tag}`)
  }
  const map = table('cmap')
  const points = new Set<number>()
  for (let record = 0; record < bytes.readUInt16BE(map + 2); record++) {
    const at = map + bytes.readUInt32BE(map + 4 + record * 8 + 4)
    const format = bytes.readUInt16BE(at)
    if (format === 12) {
      for (let group = 0; group < bytes.readUInt32BE(at + 12); group++) {
        const [first, last] = [0, 4].map((field) =>
          bytes.readUInt32BE(at + 16 + group * 12 + field),
        )
        for (let point = first ?? 0; point <= (last ?? -1); point++) points.add(point)
      }
    } else if (format === 4) {
      const segments = bytes.readUInt16BE(at + 6) / 2
      for (let segment = 0; segment < segments; segment++) {
        const last = bytes.readUInt16BE(at + 14 + segment * 2)
        const first = bytes.readUInt16BE(at + 16 + (segments + segment) * 2)
        for (let point = first; point <= last && point < 0xffff; point++) points.add(point)
      }
    }
  }
  return points
}
