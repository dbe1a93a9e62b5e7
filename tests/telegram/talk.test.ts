import { describe, expect, test } from 'vitest'
import { talkOf } from '../../adapters/telegram/talk.ts'

const SELF = { id: 77, username: 'cx_bot' }
const message = (more: object = {}) => ({
  message_id: 5,
  date: 1_795_000_000,
  text: 'Norda lost my parcel',
  chat: { id: -1001234, type: 'supergroup', title: 'Team' },
  from: { id: 9, is_bot: false, first_name: 'Ona', last_name: 'O' },
  ...more,
})
const talk = (more: object = {}) => talkOf({ update_id: 1, message: message(more) } as never, SELF)

describe('talk of a group', () => {
  test('is what somebody wrote to nobody in particular', async () => {
    const heard = talk()
    expect(heard).toMatchObject({
      platform: 'telegram',
      community: null,
      channel: '-1001234',
      thread: null,
      id: '5',
      text: 'Norda lost my parcel',
      at: 1_795_000_000,
    })
    expect(await heard?.details()).toEqual({ author: 'Ona O', url: 'https://t.me/c/1234/5' })
  })

  test('has its topic and its caption', () => {
    expect(talk({ is_topic_message: true, message_thread_id: 3 })?.thread).toBe('3')
    expect(talk({ text: undefined, caption: 'on a picture' })?.text).toBe('on a picture')
  })

  test.each([
    ['a private chat', { chat: { id: 9, type: 'private' } }],
    ['a channel', { chat: { id: -100, type: 'channel' } }],
    ['a bot', { from: { id: 8, is_bot: true, first_name: 'B' } }],
    ['nobody', { from: undefined }],
    ['a command', { entities: [{ type: 'bot_command', offset: 0, length: 4 }] }],
    ['a picture without words', { text: undefined }],
  ])('is not that of %s', (_, more) => {
    expect(talk(more)).toBeUndefined()
  })
})
