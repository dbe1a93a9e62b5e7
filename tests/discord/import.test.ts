import { afterEach, beforeEach, expect, test } from 'vitest'
import { press, slashWithFile } from '../fakes/discord/interactions.ts'
import type { KeptMessage } from '../fakes/discord/server.ts'
import { freshSpool, TICKETS } from '../importing/tickets.ts'
import { buttonsOf, type Served, serve, wordsOf } from './served.ts'

let served: Served
let given: ReturnType<typeof freshSpool>
beforeEach(async () => {
  given = freshSpool()
  served = await serve({ role: 'moderator', items: [], parts: { files: given.spool } })
  served.fake.attachments.set('1/tickets.csv', TICKETS)
})
afterEach(async () => {
  const { violations } = served.fake
  await served.stop()
  given.dispose()
  expect(violations).toEqual([])
})

function button(message: KeptMessage, label: string) {
  const found = buttonsOf(message).find((each) => each.label.startsWith(label))
  if (!found) throw new Error(`no “${label}” among ${JSON.stringify(buttonsOf(message))}`)
  return press(found.custom_id, message)
}

const file = (path: string) => ({ name: 'tickets.csv', bytes: TICKETS, url: path })

test('a file given to /import is shown to its caller alone, imported by a press and taken back', async () => {
  const url = `${new URL(served.fake.api).origin}/attachments/1/tickets.csv`
  const shown = await served.ask(slashWithFile('import', file(url), { request: 'kind:nps' }))
  expect(shown.ephemeral).toBe(true)
  expect(wordsOf(shown)).toContain('5 rows: 3 can be used, 2 cannot')
  const done = await served.ask(button(shown, 'Import 3 rows'))
  expect(done.id).toBe(shown.id)
  expect(wordsOf(done)).toContain('Imported as I-1: 3 new')
  const sure = await served.ask(button(done, 'Take back'))
  await served.ask(button(sure, 'Yes, take back'))
  expect(await served.made.store.findImport(served.made.workspace.id, 1 as never)).toMatchObject({
    state: 'undone',
  })
})

test('an address that is not Discord’s is not asked', async () => {
  const url = 'https://cdn.discordapp.com.example.com/attachments/1/tickets.csv'
  const answer = await served.ask(slashWithFile('import', file(url)))
  expect(wordsOf(answer)).toContain('an address that is not Discord’s own')
  expect(given.kept()).toEqual([])
})
