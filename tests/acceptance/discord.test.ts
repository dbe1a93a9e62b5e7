import { describe, expect, test } from 'vitest'
import { commandsOf } from '../../adapters/discord/index.ts'
import { registry } from '../../commands/index.ts'
import { describeConversation } from './conversation.ts'
import { openDiscordChat } from './discord-chat.ts'
import { withEmulator } from './emulators.ts'

describe('Discord by the gateway, on the server “discord-digital-twin”', () => {
  withEmulator('discord-digital-twin', () => {
    describeConversation(openDiscordChat, {}, (chat) => {
      test('periods are offered while they are typed', async () => {
        const [first] = await chat().complete('nps', 'period', 'last')
        expect(first).toMatch(/^last-week – /)
      })

      test('the commands are registered', async () => {
        const names = await chat().register()
        expect(names).toEqual(commandsOf(registry).map(({ name }) => name))
        expect(chat().violations()).toEqual([])
      })
    })
  })
})
