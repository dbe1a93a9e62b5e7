import { afterEach, expect, test } from 'vitest'
import { messageMenu, press } from '../fakes/discord/interactions.ts'
import type { KeptMessage } from '../fakes/discord/server.ts'
import { buttonsOf, type Served, serve, wordsOf } from './served.ts'

let served: Served
afterEach(async () => {
  const { violations } = served.fake
  await served.stop()
  expect(violations).toEqual([])
})

const MESSAGE = {
  id: '730000000000000001',
  content: 'The courier was late and the parcel was wet',
  timestamp: '2026-11-17T10:00:00.000Z',
  author: { id: '600000000000000009', username: 'ona', global_name: 'Ona' },
}

const items = async () =>
  (await served.made.store.exportPage(served.made.workspace.id, null, 5000)).filter(
    ({ source }) => source === 'discord',
  )

function button(message: KeptMessage, label: string) {
  const found = buttonsOf(message).find((each) => each.label === label)
  if (!found) throw new Error(`no “${label}” among ${JSON.stringify(buttonsOf(message))}`)
  return press(found.custom_id, message)
}

test('the menu of a message logs it for its caller alone, and buttons mend it in place', async () => {
  served = await serve({ role: 'moderator' })
  const answer = await served.ask(messageMenu('log: this message', MESSAGE))
  expect(answer.ephemeral).toBe(true)
  expect(wordsOf(answer)).toContain('The courier was late')
  expect(await items()).toMatchObject([{ text: MESSAGE.content, author: 'Ona' }])
  const again = await served.ask(messageMenu('log: this message', MESSAGE))
  expect(await items()).toHaveLength(1)
  const settled = await served.ask(messageMenu('answered: this message', MESSAGE))
  expect(wordsOf(settled)).toMatch(/F-\d+ is answered/)
  const undone = await served.ask(button(again, 'Undo'))
  expect(undone.id).toBe(again.id)
  expect(await items()).toEqual([])
})
