import { afterEach, describe, expect, test } from 'vitest'
import type { NewFeedback } from '../../src/core/feedback.ts'
import { answers, twoWeeks } from '../commands/made-workspace.ts'
import { DIRECT, messageMenu, press, slash, typing } from '../fakes/discord/interactions.ts'
import { CHANNEL, type KeptMessage } from '../fakes/discord/server.ts'
import { buttonsOf, DOT, type Served, serve, until, wordsOf } from './served.ts'

let served: Served
afterEach(async () => {
  const { violations } = served.fake
  await served.stop()
  expect(violations).toEqual([])
})

function idOf(message: KeptMessage, label: string): string {
  const found = buttonsOf(message).find((button) => button.label === label)
  if (!found) throw new Error(`no “${label}” among ${JSON.stringify(buttonsOf(message))}`)
  return found.custom_id
}

/** What came in after a message's button was pressed. */
function pressed(message: KeptMessage, label: string, more = {}) {
  return press(idOf(message, label), message, more)
}

/** Stores enough for a table of several pages. */
function manyStores(count: number): NewFeedback[] {
  return Array.from({ length: count }, (_, index) =>
    answers(12, 'nps', index % 11, { store: `Store ${String(index).padStart(3, '0')}` }),
  ).flat()
}

describe('a command', () => {
  test('is acknowledged, and answered in its own place with the chart', async () => {
    served = await serve()
    const answer = await served.ask(slash('nps', { period: 'last-week' }))
    expect(wordsOf(answer)).toMatch(
      /NPS, 9–15 Nov 2026: \*\*25\.0\*\* \(95% interval −1\.4 to 47\.9\)/,
    )
    expect(answer.files.map(({ name, bytes }) => [name, bytes.equals(DOT)])).toEqual([
      ['nps.png', true],
    ])
    expect(answer.body['attachments']).toEqual([
      {
        id: '0',
        filename: 'nps.png',
        description: expect.stringMatching(/^NPS .*Stacked bars\. 9–15 Nov/),
      },
    ])
    expect(answer.body['embeds']).toEqual([
      expect.objectContaining({ title: 'NPS', image: { url: 'attachment://nps.png' } }),
    ])
    expect(buttonsOf(answer).map(({ label }) => label)).toContain('By store')
    expect(answer.ephemeral).toBe(false)
    const [first, second] = served.fake.calls.filter(({ method }) => method !== 'GET')
    expect(first?.path).toMatch(/^\/interactions\/\d+\/interaction-token-\d+\/callback$/)
    expect(second?.path).toMatch(/@original$/)
  })

  test('takes typed options in any order as one line of the grammar', async () => {
    served = await serve()
    const options = { as: 'table', store: 'Centre, Harbour', by: 'store', period: 'last week' }
    const answer = await served.ask(slash('nps', options))
    expect(wordsOf(answer)).toContain('NPS by store')
    expect(wordsOf(answer)).toMatch(/Centre +65\.0/)
    expect(wordsOf(answer)).toContain('store: Centre, Harbour')
    expect(answer.files).toEqual([])
  })

  test('that answers with customers’ own words is answered to the caller alone', async () => {
    served = await serve()
    const answer = await served.ask(slash('quotes', { period: 'all' }))
    expect(answer.ephemeral).toBe(true)
    expect(wordsOf(answer)).toContain('> The delivery was late again')
    expect(served.fake.visible(CHANNEL)).toEqual([])
  })

  test('that is mistyped is corrected to the caller alone, from the first moment', async () => {
    served = await serve()
    const answer = await served.ask(slash('nps', { period: 'last-wek' }))
    expect(answer.ephemeral).toBe(true)
    expect(wordsOf(answer)).toContain('“last-wek” means nothing to nps')
    expect(served.fake.visible(CHANNEL)).toEqual([])
  })

  test('whose mistake shows only in the data leaves nothing in the channel either', async () => {
    served = await serve()
    served.fake.interact(slash('nps', { period: 'last-week', store: 'Nowhere' }))
    await until(() => served.fake.calls.some(({ method }) => method === 'DELETE'))
    await served.settled()
    expect(served.fake.visible(CHANNEL)).toEqual([])
    const [notice] = [...served.fake.messages.values()]
    expect(notice?.ephemeral).toBe(true)
    expect(wordsOf(notice as KeptMessage)).toContain('Nowhere')
  })

  test('in a direct message is answered there, with nothing to share', async () => {
    served = await serve()
    const answer = await served.ask(slash('quotes', { period: 'all' }, DIRECT))
    expect(answer.ephemeral).toBe(false)
    expect(answer.channel).toBe('710000000000000001')
    expect(buttonsOf(answer).map(({ label }) => label)).not.toContain('Share here')
  })

  test('in a thread is answered in the thread', async () => {
    served = await serve()
    const thread = { id: '720000000000000001', type: 11, parent_id: CHANNEL }
    const answer = await served.ask(
      slash('nps', { period: 'last-week' }, { channel: thread, channel_id: thread.id }),
    )
    expect(answer.channel).toBe(thread.id)
  })

  test('speaks the language that the person chose in Discord', async () => {
    served = await serve()
    const russian = await served.ask(slash('nps', { period: 'last-week' }, { locale: 'ru' }))
    expect(wordsOf(russian)).toContain('Явный рост')
    const lithuanian = await served.ask(slash('nps', { period: 'last-week' }, { locale: 'lt' }))
    expect(wordsOf(lithuanian)).toContain('95 % intervalas')
    const german = await served.ask(slash('nps', { period: 'last-week' }, { locale: 'de' }))
    expect(wordsOf(german)).toContain('Clear rise')
  })

  test('of someone without a role is refused, and only they see that', async () => {
    served = await serve({ role: null })
    served.fake.interact(slash('nps', { period: 'last-week' }))
    await until(() => served.fake.calls.some(({ method }) => method === 'DELETE'))
    await served.settled()
    expect(served.fake.visible(CHANNEL)).toEqual([])
  })

  test('from a server that did not add the bot is refused at once', async () => {
    served = await serve()
    const owners = { '1': '600000000000000001' }
    const answer = await served.ask(
      slash('nps', {}, { authorizing_integration_owners: owners, context: 2 }),
    )
    expect(answer.ephemeral).toBe(true)
    expect(wordsOf(answer)).toContain('only in servers that have added me')
    expect((await served.made.store.delivery.depth()).events).toBe(0)
  })

  test('that names nobody who added the bot is of the server that sent it', async () => {
    served = await serve()
    const nobody = { authorizing_integration_owners: {} }
    const answer = await served.ask(slash('nps', { period: 'last-week' }, nobody))
    expect(answer.ephemeral).toBe(false)
    expect(wordsOf(answer)).toContain('25.0')
  })

  test('that the bot does not know is answered, not ignored', async () => {
    served = await serve()
    const answer = await served.ask(slash('frobnicate'))
    expect(wordsOf(answer)).toContain('I do not know this command or button')
  })
})

describe('a CSV', () => {
  test('comes as a file', async () => {
    served = await serve()
    const answer = await served.ask(slash('nps', { period: 'last-week', as: 'csv' }))
    const [file] = answer.files
    expect(file?.name).toBe('nps-2026-11-09.csv')
    expect(file?.type).toBe('text/csv')
    expect(file?.bytes.toString('utf8')).toContain('"10",20,50')
    expect(wordsOf(answer)).toContain('25.0')
  })

  test('that is larger than Discord takes there is cut at a row', async () => {
    served = await serve({ items: manyStores(120) })
    const answer = await served.ask(
      slash('nps', { period: 'all', by: 'store', as: 'csv' }, { attachment_size_limit: 2000 }),
    )
    const text = answer.files[0]?.bytes.toString('utf8') ?? ''
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2000)
    expect(text.endsWith('\r\n')).toBe(true)
    expect(wordsOf(answer)).toMatch(/The file holds the first \d+ of 120 rows/)
  })
})

describe('a button', () => {
  test('edits the answer in place', async () => {
    served = await serve()
    const answer = await served.ask(slash('nps', { period: 'last-week' }))
    const edited = await served.ask(pressed(answer, 'By store'))
    expect(edited.id).toBe(answer.id)
    expect(wordsOf(edited)).toContain('NPS by store')
    expect(served.fake.messages.size).toBe(1)
  })

  test('for customers’ words under a public answer answers the one who pressed it alone', async () => {
    served = await serve()
    const answer = await served.ask(slash('nps', { period: 'last-week' }))
    const quotes = await served.ask(pressed(answer, 'Quotes'))
    expect(quotes.id).not.toBe(answer.id)
    expect(quotes.ephemeral).toBe(true)
    expect(wordsOf(served.fake.messages.get(answer.id) as KeptMessage)).toContain('25.0')
  })

  test('shares a private answer with the channel', async () => {
    served = await serve()
    const answer = await served.ask(slash('quotes', { period: 'all' }))
    const shared = await served.ask(pressed(answer, 'Share here'))
    expect(shared.ephemeral).toBe(false)
    expect(shared.channel).toBe(CHANNEL)
    expect(wordsOf(shared)).toContain('The delivery was late again')
    expect(buttonsOf(shared).map(({ label }) => label)).not.toContain('Share here')
  })

  test('turns the pages of a long table in place', async () => {
    served = await serve({ items: manyStores(45) })
    const answer = await served.ask(slash('nps', { period: 'all', by: 'store', as: 'table' }))
    expect(wordsOf(answer)).toContain('page 1 of 3')
    const second = await served.ask(pressed(answer, 'Next ›'))
    expect(second.id).toBe(answer.id)
    expect(wordsOf(second)).toContain('page 2 of 3')
    const third = await served.ask(pressed(second, 'Next ›'))
    expect(buttonsOf(third).map(({ label }) => label)).not.toContain('Next ›')
    const rows = [answer, second, third].flatMap((page) => [
      ...wordsOf(page).matchAll(/^Store \d{3}/gm),
    ])
    expect(new Set(rows.map(([name]) => name)).size).toBe(45)
  })

  test('whose line is longer than Discord allows finds it again', async () => {
    const store = 'Prekybos ir pramogų centras „Akropolis“, antras aukštas, prie eskalatoriaus'
    served = await serve({ items: [...twoWeeks(), ...answers(30, 'nps', 9, { store })] })
    const answer = await served.ask(slash('nps', { period: 'last-week', store: `"${store}"` }))
    const { custom_id } = buttonsOf(answer).find(({ label }) => label === 'Table') ?? {}
    expect(custom_id).toMatch(/^c#[\w-]{22}$/)
    const table = await served.ask(pressed(answer, 'Table'))
    expect(wordsOf(table)).toContain('Akropolis')
    expect(wordsOf(table)).toMatch(/^10 +0 +0\.0%$/m)
  })

  test('that was never given out is answered, not ignored', async () => {
    served = await serve()
    const message = { id: '1', ephemeral: true }
    const answer = await served.ask(press('from another bot', message))
    expect(wordsOf(answer)).toContain('do not know this command or button')
  })

  test('with a mistake tells it to the one who pressed it and leaves the answer as it is', async () => {
    served = await serve()
    const answer = await served.ask(slash('nps', { period: 'last-week' }))
    served.fake.interact(press('c:nps store:Nowhere', answer))
    await until(() => served.fake.messages.size === 2)
    const notice = [...served.fake.messages.values()].at(-1) as KeptMessage
    expect(notice.ephemeral).toBe(true)
    expect(served.fake.messages.get(answer.id)?.edits).toBe(answer.edits)
  })
})

describe('what is being typed', () => {
  async function choices(interaction: ReturnType<typeof typing>) {
    const kept = served.fake.interact(interaction)
    await until(() => kept.response !== undefined)
    expect(kept.response?.type).toBe(8)
    return kept.response?.data?.['choices'] as readonly { name: string; value: string }[]
  }

  test('is completed with periods and their dates', async () => {
    served = await serve()
    const found = await choices(typing('nps', 'period', { period: 'last' }))
    expect(found[0]).toEqual({ name: 'last-week – 9–15 Nov 2026', value: 'last-week' })
    expect(found.length).toBeLessThanOrEqual(25)
  })

  test('is completed with stores and brands, also after a comma', async () => {
    served = await serve()
    expect(await choices(typing('nps', 'store', { store: 'h' }))).toEqual([
      { name: 'Harbour', value: 'Harbour' },
    ])
    expect(await choices(typing('nps', 'brand', { brand: '' }))).toHaveLength(2)
    expect(await choices(typing('nps', 'store', { store: 'Centre, ha' }))).toEqual([
      { name: 'Centre, Harbour', value: 'Centre, Harbour' },
    ])
  })

  test('is completed with what to compare with', async () => {
    served = await serve()
    const values = (await choices(typing('nps', 'vs', { vs: '' }))).map(({ value }) => value)
    expect(values).toEqual(expect.arrayContaining(['prev', 'yoy', 'target', 'last-week']))
    expect(await choices(typing('nps', 'vs', { vs: 'yo' }))).toEqual([
      { name: 'yoy – compared with a year earlier', value: 'yoy' },
    ])
  })

  test('shows no name to a stranger', async () => {
    served = await serve({ role: null })
    expect(await choices(typing('nps', 'store', { store: '' }))).toEqual([])
  })
})

test('what Discord offers on a message that no command takes is answered', async () => {
  served = await serve()
  const message = { id: '730000000000000001', content: 'late again', author: { id: '1' } }
  const answer = await served.ask(messageMenu('frobnicate: this message', message))
  expect(wordsOf(answer)).toContain('do not know this command')
})
