import type { Digest } from '../core/digest.ts'
import type { Store } from '../core/store.ts'
import { linesOfSet, readySet } from './ready-sets.ts'

/** Returns the digest's command lines, with ready sets written out for its workspace. */
export async function linesOf(
  store: Pick<Store, 'series' | 'opinions' | 'loop'>,
  { contents, workspace }: Pick<Digest, 'contents' | 'workspace'>,
): Promise<readonly string[]> {
  const sets = contents.map((line) => readySet(line))
  if (sets.every((set) => set === undefined)) return contents
  const series = await store.series(workspace)
  const has = {
    kinds: new Set(series.map(({ kind }) => kind)),
    texts: (await store.opinions(workspace)).length > 0,
    waiting: await store.loop.used(workspace),
  }
  return contents.flatMap((line, index) => {
    const set = sets[index]
    return set === undefined ? [line] : linesOfSet(set, has)
  })
}
