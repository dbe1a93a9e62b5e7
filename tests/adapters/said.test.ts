import { describe } from 'vitest'
import { presentReply } from '../../adapters/console/render.ts'
import { createDiscordAdapter } from '../../adapters/discord/index.ts'
import { createSlackAdapter } from '../../adapters/slack/index.ts'
import { createTelegramAdapter } from '../../adapters/telegram/index.ts'
import { renderNotice, renderReport } from '../../adapters/web/render.ts'
import type { DispatchHost } from '../../src/dispatch/index.ts'
import { toCsv } from '../../src/report/csv.ts'
import { describeAdapter, textsIn } from '../contract/adapter.ts'
import { chatStage } from '../contract/sample-bot.ts'
import { TOKEN as DISCORD_TOKEN, GUILD, startFakeDiscord } from '../fakes/discord/server.ts'
import { FakeSlack } from '../fakes/slack/server.ts'
import { startFakeTelegram, TOKEN as TELEGRAM_TOKEN } from '../fakes/telegram/index.ts'

const PERSON = 77

describe('the terminal', () => {
  describeAdapter(async () => ({
    show: async (reply) =>
      presentReply(reply, {
        colours: false,
        pictures: null,
        form: 'text',
        width: undefined,
        picture: null,
        chartFile: null,
      }),
    violations: () => [],
    close: async () => undefined,
  }))
})

describe('the browser page', () => {
  describeAdapter(async () => ({
    show: async (reply) => {
      if (reply.kind !== 'report')
        return textsIn(reply.kind === 'notice' ? renderNotice(reply) : reply)
      return `${textsIn(renderReport(reply, { pictures: [], csv: '' }))} ${toCsv(reply)}`
    },
    violations: () => [],
    close: async () => undefined,
  }))
})

describe('Slack', () => {
  describeAdapter(async (host) => {
    const slack = await new FakeSlack().start()
    const hidden = (value: string) => ({ reveal: () => value })
    return await chatStage(host as DispatchHost, {
      adapter: createSlackAdapter({
        botToken: hidden(slack.botToken),
        appToken: hidden(slack.appToken),
        signingSecret: null,
        port: null,
        api: slack.api,
      }),
      destination: { type: 'place', channel: 'C1GENERAL', thread: null },
      standing: () =>
        slack.world
          .seen('C1GENERAL')
          .map((message) => [message, slack.world.files.get(message.file ?? '')]),
      textsIn,
      violations: () => slack.violations,
      close: () => slack.stop(),
    })
  })
})

describe('Discord', () => {
  describeAdapter(async (host) => {
    const fake = await startFakeDiscord()
    return await chatStage(host as DispatchHost, {
      adapter: createDiscordAdapter({
        token: { reveal: () => DISCORD_TOKEN },
        guild: GUILD,
        api: fake.api,
      }),
      destination: { type: 'place', channel: '700000000000000001', thread: null },
      standing: () => fake.visible('700000000000000001'),
      textsIn,
      violations: () => fake.violations,
      close: () => fake.close(),
    })
  })
})

describe('Telegram', () => {
  describeAdapter(async (host) => {
    const fake = await startFakeTelegram()
    fake.person(PERSON, { open: true })
    return await chatStage(host as DispatchHost, {
      adapter: createTelegramAdapter({
        token: { reveal: () => TELEGRAM_TOKEN },
        api: fake.url,
        pollSeconds: 1,
      }),
      destination: { type: 'person', user: String(PERSON) },
      standing: () => fake.sent(PERSON),
      textsIn,
      violations: () => fake.mistakes,
      close: () => fake.close(),
    })
  })
})
