import type { AdapterHost } from '../core/adapter.ts'
import type { Invocation } from '../core/invocation.ts'
import type { Store } from '../core/store.ts'
import { chooseWorkspace, SAMPLE_WORKSPACE } from './workspaces.ts'

/**
 * Returns the host with every question led to the workspace that holds the data
 * now: own data that comes in while the program runs leaves the sample behind.
 */
export function followingHost(host: AdapterHost, store: Store): AdapterHost {
  let own: string | undefined

  async function led(invocation: Invocation): Promise<Invocation> {
    if (own === undefined) {
      const chosen = await chooseWorkspace(store, null).catch(() => undefined)
      if (chosen && !chosen.sample) own = chosen.name
    }
    return { ...invocation, workspace: own ?? SAMPLE_WORKSPACE }
  }
  return {
    ...host,
    answer: async (invocation) => host.answer(await led(invocation)),
    complete: async (invocation) => host.complete(await led(invocation)),
  }
}
