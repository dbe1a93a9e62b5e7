import { afterEach, describe, expect, test } from 'vitest'
import { hasSharedSpecs } from '../shared-specs.ts'
import { chartBlock, headline, report } from './replies.ts'
import { type Served, serve } from './served.ts'

let served: Served | undefined
afterEach(async () => {
  expect(served?.fake.mistakes ?? []).toEqual([])
  await served?.close()
  served = undefined
})

describe.skipIf(!hasSharedSpecs)('a conversation on Telegram', () => {
  test('a command is answered by a picture with a caption', async () => {
    served = await serve({ answer: () => report([headline('NPS 45.5'), chartBlock()]) })
    const { fake } = served
    const ann = fake.person(1, { language_code: 'kk-KZ' })
    fake.write('/nps last week', ann)
    await served.settled()
    expect(served.invocations[0]).toMatchObject({ text: 'nps last week', locale: 'kk' })
    const [answer] = fake.sent(1)
    expect(answer?.media).toMatchObject({ type: 'photo' })
    expect(answer?.media?.caption).toContain('NPS 45.5')
    expect(fake.sent(1)).toHaveLength(1)
  })
})
