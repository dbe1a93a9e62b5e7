import { describe, expect, test } from 'vitest'
import { until } from '../delivery/harness.ts'
import { describeConversation, hasNumber } from './conversation.ts'
import { withEmulator } from './emulators.ts'
import { NPS } from './feedback.ts'
import { openTelegramChat, PEOPLE } from './telegram-chat.ts'
import { startCrablineTelegram } from './telegram-crabline.ts'
import { startTelegramTestApi } from './telegram-test-api.ts'

describe('Telegram by polling, on the server “@openclaw/crabline”', () => {
  withEmulator('@openclaw/crabline', () => {
    let server: Awaited<ReturnType<typeof startCrablineTelegram>>
    const open = async () => {
      server = await startCrablineTelegram()
      return openTelegramChat(server)
    }
    const gaps = {
      picture: 'the server has no editMessageMedia and keeps no bytes',
      button: 'the server has no callback queries',
      csv: 'the server has no editMessageMedia and keeps no bytes',
    }
    describeConversation(open, gaps, (chat) => {
      test('where pictures cannot be put into messages the words come', async () => {
        const answer = await chat().ask('admin', 'nps last 30 days', hasNumber)
        expect(answer.buttons).toContain('By store')
      })

      test('the menus are set in every language', async () => {
        const set = () =>
          server.calls.filter(({ accepted, method }) => accepted && method === 'setMyCommands')
        await until(() => set().length === 8)
        const languages = set().map(({ body }) => body['language_code'] ?? 'en')
        expect([...new Set(languages)].sort()).toEqual(['en', 'kk', 'lt', 'ru'])
      })

      test('a linked group is answered where everyone reads it, one that is not linked is not', async () => {
        const [group, other] = [-1001234567890, -1009876543210]
        await server.write(PEOPLE.admin, '/link here', group)
        await until(() => server.messages(PEOPLE.admin).some(({ html }) => html.includes('linked')))
        await server.write(PEOPLE.admin, '/nps last 30 days as text', other)
        await server.write(PEOPLE.admin, '/nps last 30 days as text', group)
        await until(() => server.messages(group).some(({ html }) => html.includes(NPS.answers)))
        expect(server.messages(other).filter(({ html }) => html.includes(NPS.answers))).toEqual([])
      })

      test('what was asked while the program was killed is answered once', async () => {
        const { program } = chat()
        const before = new Set(server.messages(PEOPLE.admin).map(({ id }) => id))
        await program.kill()
        await server.write(PEOPLE.admin, '/nps last 30 days as text')
        await server.write(PEOPLE.admin, '/help')
        await program.restart()
        const answers = () => server.messages(PEOPLE.admin).filter(({ id }) => !before.has(id))
        await until(() => answers().some(({ html }) => html.includes('aspects')))
        const numbers = answers().filter(({ html }) => html.includes(NPS.answers))
        expect(new Set(numbers.map(({ id }) => id)).size).toBe(1)
      })
    })
  })
})

describe('Telegram by polling, on the server “telegram-test-api”', () => {
  withEmulator('telegram-test-api', () => {
    const gaps = {
      picture: 'the server has no editMessageMedia',
      csv: 'the server has no editMessageMedia',
    }
    describeConversation(async () => openTelegramChat(await startTelegramTestApi()), gaps)
  })
})
