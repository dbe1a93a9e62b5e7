import type { AdapterHost } from '../core/adapter.ts'
import type { Invocation } from '../core/invocation.ts'
import type { Store, Workspace } from '../core/store.ts'
import { chooseWorkspace, SAMPLE_WORKSPACE } from './workspaces.ts'

/** Files are looked at and brought in where own data go. */
const IMPORT = /^\/?import\b/i

/**
 * Returns the host with every question led to the workspace that holds the data
 * now: own data that comes in while the program runs leaves the sample behind.
 * A file is led to `ensureOwn` from the first, for nothing of it belongs into the sample.
 */
export function followingHost(
  host: AdapterHost,
  store: Store,
  ensureOwn: () => Promise<Workspace>,
): AdapterHost {
  let own: string | undefined

  async function led(invocation: Invocation): Promise<Invocation> {
    if (own === undefined) {
      const chosen = await chooseWorkspace(store, null).catch(() => undefined)
      if (chosen && !chosen.sample) own = chosen.name
    }
    if (own === undefined && IMPORT.test(invocation.text)) {
      return { ...invocation, workspace: (await ensureOwn()).name }
    }
    return { ...invocation, workspace: own ?? SAMPLE_WORKSPACE }
  }
  return {
    ...host,
    answer: async (invocation) => host.answer(await led(invocation)),
    complete: async (invocation) => host.complete(await led(invocation)),
  }
}
