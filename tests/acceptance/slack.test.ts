import { describe, expect, test } from 'vitest'
import { until } from '../delivery/harness.ts'
import { describeConversation, hasNumber } from './conversation.ts'
import { withEmulator } from './emulators.ts'
import { NPS } from './feedback.ts'
import { openSlackChat, type SlackChat } from './slack-chat.ts'

describe('Slack by signed HTTP, on the server “emulate”', () => {
  withEmulator('emulate', () => describeConversation(openSlackChat, {}, describeMore))
})

function describeMore(chat: () => SlackChat): void {
  test('what was signed with another secret is refused and not answered', async () => {
    const before = (await chat().messages()).length
    const fields = await chat().commandOf('admin', 'nps last 30 days')
    expect(await chat().driver.forged(fields)).toBe(401)
    await chat().ask('admin', 'help', ({ text }) => text.includes('aspects'))
    expect(await chat().messages()).toHaveLength(before)
  })

  test('the same command twice is answered once', async () => {
    const before = (await chat().messages()).length
    const fields = await chat().commandOf('admin', 'nps last 30 days as text')
    const { driver } = chat()
    expect(await Promise.all([driver.command(fields), driver.command(fields)])).toEqual([200, 200])
    await chat().ask('admin', 'help', ({ text }) => text.includes('aspects'))
    const texts = (await chat().messages()).slice(before).map(({ text }) => text)
    expect(texts.filter((text) => text.includes(NPS.value))).toHaveLength(1)
  })

  test('a plain line in a direct message is answered there, with its picture', async () => {
    const answer = await chat().ask(
      'admin',
      'nps last 30 days',
      (each) => hasNumber(each) && each.buttons.length > 0,
      { direct: true },
    )
    expect(answer.pictures).toHaveLength(1)
    expect(answer.buttons).toContain('By store')
  })

  test('a command that opens a form opens it for who asked', async () => {
    await chat().driver.command(await chat().commandOf('admin', 'log'))
    await until(async () => (await chat().openForms()).includes('anna'))
  })
}
