import type { ChildProcess } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../../storage/index.ts'
import { freePort } from '../acceptance/program.ts'
import { letIn } from '../access.ts'
import { ended, serveBuilt, until } from '../cli/built-program.ts'
import { emptyFolder } from '../cli/shell.ts'
import { answer } from '../contract/feedback.ts'
import { slashPayload } from '../fakes/slack/people.ts'
import { FakeSlack } from '../fakes/slack/server.ts'
import { TEAM } from '../fakes/slack/world.ts'

const SECRET = 'shh-8f742231b10e'
let slack: FakeSlack
let program: ChildProcess | undefined

beforeEach(async () => {
  slack = await new FakeSlack().start()
})

afterEach(async () => {
  if (program) await ended(program, 'SIGKILL')
  program = undefined
  await slack.stop()
})

/** Starts the built program, in which Anna may ask in the channel of the fake Slack. */
async function serve(env: Readonly<Record<string, string>>): Promise<void> {
  const database = `sqlite:${join(emptyFolder(), 'cxbot.db')}`
  const store = await openStore(database)
  const { id } = await store.ensureWorkspace('main', { zone: 'UTC', locale: 'en', sample: false })
  await store.ingest(id, { items: [answer(9), answer(10), answer(3)], derivedIds: false })
  const person = { platform: 'slack', user: 'U1ANNA', community: TEAM } as const
  await letIn(store, id, { ...person, channel: 'C1GENERAL', everyone: 'viewer' })
  await store.close()
  program = await serveBuilt(database, '', {
    env: { CXBOT_SLACK_BOT_TOKEN: slack.botToken, CXBOT_SLACK_API: slack.api, ...env },
  })
}

const answers = (): readonly unknown[] => slack.world.seen('C1GENERAL')

test('the built program answers over Socket Mode, also after a connection broke', async () => {
  await serve({ CXBOT_SLACK_APP_TOKEN: slack.appToken })
  await until(() => slack.sockets.length >= 2, 'two connections')
  await slack.push('slash_commands', slashPayload(slack, '/define nps'))
  await until(() => answers().length === 1, 'an answer')
  const broken = [...slack.sockets]
  for (const socket of broken) socket.terminate()
  const anew = () => slack.sockets.filter((socket) => !broken.includes(socket))
  await until(() => anew().length >= 2 && slack.sockets.length === anew().length, 'two anew')
  await slack.push('slash_commands', slashPayload(slack, '/define csat'))
  await until(() => answers().length === 2, 'another answer')
  expect(slack.acks).toHaveLength(2)
  expect(slack.violations).toEqual([])
}, 60_000)

test('the built program answers signed requests and refuses others', async () => {
  const port = await freePort()
  await serve({ CXBOT_SLACK_SIGNING_SECRET: SECRET, CXBOT_SLACK_PORT: String(port) })
  const body = new URLSearchParams(slashPayload(slack, '/define nps')).toString()
  const ask = async (secret: string): Promise<number> => {
    const time = String(Math.floor(Date.now() / 1000))
    const signature = createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex')
    const { status } = await fetch(`http://127.0.0.1:${port}/slack/events`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': time,
        'x-slack-signature': `v0=${signature}`,
      },
    })
    return status
  }
  expect(await ask('another secret')).toBe(401)
  expect(await ask(SECRET)).toBe(200)
  await until(() => answers().length === 1, 'an answer')
  expect(slack.violations).toEqual([])
}, 60_000)
