import { expect, test } from 'vitest'
import { followingHost } from '../../src/cli/following-host.ts'
import type { AdapterHost } from '../../src/core/adapter.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { type Invocation, localCaller, localPlace } from '../../src/core/invocation.ts'
import { openStore } from '../../storage/index.ts'
import { emptyFolder } from './shell.ts'

const settings = { zone: 'UTC', locale: 'en' } as const

test('a file is led past the sample into the workspace of own data', async () => {
  const store = await openStore(`sqlite:${emptyFolder()}/x.db`)
  await store.ensureWorkspace('sample', { ...settings, sample: true })
  const asked: string[] = []
  const host = {
    answer: async ({ workspace, text }: Invocation) => asked.push(`${workspace}: ${text}`),
  } as unknown as AdapterHost
  const led = followingHost(host, store, () =>
    store.ensureWorkspace('default', { ...settings, sample: false }),
  )
  for (const text of ['nps all', 'import', 'imports', 'import 5bc0 go']) {
    await led.answer({
      platform: 'web',
      eventId: text,
      workspace: '',
      user: localCaller('web'),
      place: localPlace('web'),
      text,
      at: 0 as EpochSeconds,
      locale: null,
      zone: null,
    })
  }
  await store.close()
  expect(asked).toEqual([
    'sample: nps all',
    'default: import',
    'sample: imports',
    'default: import 5bc0 go',
  ])
})
