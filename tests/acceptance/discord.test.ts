import { describe, expect, test } from 'vitest'
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

      test('commands are registered', ({ skip }) => {
        skip('the server has no list of commands to compare with')
      })
    })
  })
})
