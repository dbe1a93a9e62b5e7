import { describe, expect, test } from 'vitest'
import { hearTalk } from '../../adapters/slack/talk.ts'
import type { HeardMessage, TalkChange } from '../../src/core/listener.ts'

const BOT = 'UBOT'

/** Returns what was handed over of an event, and whether it may be acknowledged. */
async function hear(more: object = {}, fault?: Error) {
  const heard: HeardMessage[] = []
  const followed: TalkChange[] = []
  const log = { info() {}, warn() {}, error() {} }
  const host = {
    log,
    hear: async (message: HeardMessage) => {
      if (fault) throw fault
      heard.push(message)
    },
    follow: async (change: TalkChange) => {
      if (fault) throw fault
      followed.push(change)
    },
  }
  const decoder = {
    team: 'T1',
    facts: { person: async () => ({ name: 'Ona' }) },
    api: { call: async () => ({ permalink: 'https://team.example/p1' }) },
  }
  const event = {
    type: 'message',
    channel_type: 'channel',
    channel: 'C1',
    user: 'U1',
    ts: '1795000000.000100',
    text: 'Norda &amp; friends lost my parcel',
    ...more,
  }
  const body = { type: 'event_callback', event_id: 'E1', event }
  const acknowledged = await hearTalk(body, { bot: BOT, decoder, host } as never)
  return { heard, followed, acknowledged }
}

describe('talk of a channel', () => {
  test('is handed over with who wrote it and where it can be read', async () => {
    const { heard, acknowledged } = await hear({ thread_ts: '1794.1' })
    expect(acknowledged).toBe(true)
    expect(heard).toEqual([
      expect.objectContaining({
        platform: 'slack',
        community: 'T1',
        channel: 'C1',
        thread: '1794.1',
        id: '1795000000.000100',
        text: 'Norda & friends lost my parcel',
        at: 1_795_000_000,
      }),
    ])
    expect(await heard[0]?.details()).toEqual({ author: 'Ona', url: 'https://team.example/p1' })
  })

  test.each([
    ['a direct message', { channel_type: 'im' }],
    ['the bot itself', { user: BOT }],
    ['another bot', { bot_id: 'B9' }],
    ['a join', { subtype: 'channel_join' }],
    ['a question to the bot', { text: `<@${BOT}> nps last week` }],
    ['nothing', { text: '' }],
    ['a reaction', { type: 'reaction_added' }],
  ])('is not %s', async (_, more) => {
    expect(await hear(more)).toEqual({ heard: [], followed: [], acknowledged: true })
  })

  test.each([
    [
      'written anew',
      {
        subtype: 'message_changed',
        message: { ts: '1795.1', text: 'Norda &lt;3', thread_ts: '1794.1' },
        previous_message: { ts: '1795.1', text: 'Norda', thread_ts: '1794.1' },
      },
      'Norda <3',
    ],
    [
      'deleted',
      {
        subtype: 'message_deleted',
        deleted_ts: '1795.1',
        previous_message: { ts: '1795.1', thread_ts: '1794.1' },
      },
      null,
    ],
    [
      'deleted with answers under it',
      {
        subtype: 'message_changed',
        message: { ts: '1795.1', subtype: 'tombstone', text: 'This message was deleted.' },
        previous_message: { ts: '1795.1', text: 'Norda', thread_ts: '1794.1' },
      },
      null,
    ],
  ])('is followed where it is %s', async (_, more, text) => {
    const blank = { user: undefined, text: undefined, ts: '1799.9', hidden: true }
    const change = { platform: 'slack', community: 'T1', channel: 'C1', thread: '1794.1' }
    expect(await hear({ ...blank, ...more })).toEqual({
      heard: [],
      followed: [{ ...change, id: '1795.1', text }],
      acknowledged: true,
    })
    expect((await hear({ ...blank, ...more }, new Error('no database'))).acknowledged).toBe(false)
  })

  test('is not changed by a link that is unfolded', async () => {
    const said = { ts: '1795.1', text: 'https://norda.example' }
    const more = { subtype: 'message_changed', message: said, previous_message: said }
    expect((await hear({ ...more, user: undefined })).followed).toEqual([])
  })

  test('that could not be kept is not acknowledged, so that Slack sends it again', async () => {
    expect((await hear({}, new Error('no database'))).acknowledged).toBe(false)
  })
})
