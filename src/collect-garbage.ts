import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

let collect: ((options?: { readonly type: 'minor' }) => void) | undefined

/**
 * Has the engine give back at once what nobody holds any more: of the objects that began
 * lately, which takes about a millisecond, or of all.
 */
export function collectGarbage(which: 'young' | 'all'): void {
  if (!collect) {
    setFlagsFromString('--expose-gc')
    collect = runInNewContext('gc') as typeof collect
  }
  if (which === 'young') collect?.({ type: 'minor' })
  else collect?.()
}
