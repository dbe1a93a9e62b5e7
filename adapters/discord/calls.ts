import { DiscordAPIError, REST } from '@discordjs/rest'
import { Routes } from 'discord-api-types/v10'
import { DISCORD_API, type DiscordConfig } from './config.ts'
import { limits } from './limits.ts'

export interface FileToSend {
  readonly name: string
  readonly data: Uint8Array
  readonly contentType: string
}

type Body = Readonly<Record<string, unknown>>

export interface SentMessage {
  readonly id: string
  readonly channel_id: string
  readonly nonce?: string | number
  readonly author?: { readonly id: string }
  readonly embeds?: readonly { readonly footer?: { readonly text?: string } }[]
}

export interface ChannelFacts {
  readonly id: string
  readonly type: number
  readonly name?: string | null
  readonly guild_id?: string
  readonly parent_id?: string | null
  readonly permission_overwrites?: readonly {
    readonly id: string
    readonly type: number
    readonly allow: string
    readonly deny: string
  }[]
}

export interface GuildFacts {
  readonly id: string
  readonly owner_id: string
  readonly roles: readonly { readonly id: string; readonly permissions: string }[]
}

export interface ApplicationFacts {
  readonly id: string
  readonly flags?: number
}

export interface MemberFacts {
  readonly roles: readonly string[]
  readonly pending?: boolean
}

/** The calls that the adapter makes. Each rejects with the library's error, and never tries twice. */
export type Calls = ReturnType<typeof createCalls>

/**
 * Returns the calls of one bot. What answers an interaction is authorised by the
 * interaction's own token, and is not bound to the bot's limit of 50 calls a second.
 */
export function createCalls(
  config: Pick<DiscordConfig, 'api' | 'token'>,
  /** Whether calls wait where Discord limits them: right for an operator's step, not for answers. */
  waits = false,
) {
  const longest = waits ? limits.waitMilliseconds : limits.callMilliseconds
  const options = {
    api: config.api ?? DISCORD_API,
    version: '10',
    retries: 0,
    timeout: limits.callMilliseconds,
    rejectOnRateLimit: waits ? null : () => true,
    userAgentAppendix: 'cxbot',
  }
  const bot = new REST(options).setToken(config.token.reveal())
  const answers = new REST({ ...options, globalRequestsPerSecond: Number.MAX_SAFE_INTEGER })
  const signal = (milliseconds: number = longest) => AbortSignal.timeout(milliseconds)

  function withFiles(body: Body, files: readonly FileToSend[]) {
    return {
      body,
      signal: signal(),
      ...(files.length === 0
        ? {}
        : {
            files: files.map(({ name, data, contentType }) => ({
              name,
              data: Buffer.from(data.buffer, data.byteOffset, data.byteLength),
              contentType,
            })),
          }),
    }
  }
  const commandsRoute = (application: string, guild: string | null) =>
    guild === null
      ? Routes.applicationCommands(application)
      : Routes.applicationGuildCommands(application, guild)

  return {
    /** For the gateway, which asks for its own address. */
    bot,
    stop(): void {
      bot.clearHashSweeper()
      bot.clearHandlerSweeper()
      answers.clearHashSweeper()
      answers.clearHandlerSweeper()
    },
    /** Acknowledges an interaction, in at most so many milliseconds. */
    async respond(id: string, token: string, body: Body, milliseconds: number): Promise<void> {
      await answers.post(Routes.interactionCallback(id, token), {
        body,
        auth: false,
        signal: signal(milliseconds),
      })
    },
    async editOriginal(
      application: string,
      token: string,
      body: Body,
      files: readonly FileToSend[],
    ): Promise<SentMessage> {
      const route = Routes.webhookMessage(application, token)
      return (await answers.patch(route, {
        ...withFiles(body, files),
        auth: false,
      })) as SentMessage
    },
    async deleteOriginal(application: string, token: string): Promise<void> {
      const route = Routes.webhookMessage(application, token)
      await answers.delete(route, { auth: false, signal: signal() })
    },
    async followUp(
      application: string,
      token: string,
      body: Body,
      files: readonly FileToSend[],
    ): Promise<SentMessage> {
      const route = Routes.webhook(application, token)
      return (await answers.post(route, {
        ...withFiles(body, files),
        auth: false,
        query: new URLSearchParams({ wait: 'true' }),
      })) as SentMessage
    },
    async post(channel: string, body: Body, files: readonly FileToSend[]): Promise<SentMessage> {
      const route = Routes.channelMessages(channel)
      return (await bot.post(route, withFiles(body, files))) as SentMessage
    },
    /** Messages of a channel that are younger than a snowflake. */
    async messagesAfter(channel: string, after: string): Promise<readonly SentMessage[]> {
      const query = new URLSearchParams({ after, limit: String(limits.historyMessages) })
      const route = Routes.channelMessages(channel)
      return (await bot.get(route, { query, signal: signal() })) as SentMessage[]
    },
    /** Returns the channel of direct messages with a person, the same each time. */
    async directChannel(user: string): Promise<string> {
      const channel = await bot.post(Routes.userChannels(), {
        body: { recipient_id: user },
        signal: signal(),
      })
      return (channel as { readonly id: string }).id
    },
    async channel(id: string): Promise<ChannelFacts> {
      return (await bot.get(Routes.channel(id), { signal: signal() })) as ChannelFacts
    },
    async guild(id: string): Promise<GuildFacts> {
      return (await bot.get(Routes.guild(id), { signal: signal() })) as GuildFacts
    },
    async member(guild: string, user: string): Promise<MemberFacts> {
      return (await bot.get(Routes.guildMember(guild, user), { signal: signal() })) as MemberFacts
    },
    async me(): Promise<{ readonly id: string }> {
      return (await bot.get(Routes.user(), { signal: signal() })) as { readonly id: string }
    },
    /** Asks by the older address where a server does not know the newer one. */
    async application(): Promise<ApplicationFacts> {
      const answer = await bot
        .get(Routes.currentApplication(), { signal: signal() })
        .catch((error) => {
          if (!(error instanceof DiscordAPIError) || ![403, 404].includes(error.status)) throw error
          return bot.get(Routes.oauth2CurrentApplication(), { signal: signal() })
        })
      return answer as ApplicationFacts
    },
    /** A message as Discord shows it, to be read with care. */
    async message(channel: string, id: string): Promise<unknown> {
      return await bot.get(Routes.channelMessage(channel, id), { signal: signal() })
    },
    async commands(
      application: string,
      guild: string | null,
    ): Promise<
      readonly ({ readonly id: string; readonly type: number; readonly name: string } & Body)[]
    > {
      return (await bot.get(commandsRoute(application, guild), {
        query: new URLSearchParams({ with_localizations: 'true' }),
        signal: signal(),
      })) as { readonly id: string; readonly type: number; readonly name: string }[]
    },
    /** Puts a whole list in the place of all commands there. */
    async replaceCommands(
      application: string,
      guild: string | null,
      bodies: readonly Body[],
    ): Promise<void> {
      await bot.put(commandsRoute(application, guild), { body: bodies, signal: signal() })
    },
    async createCommand(application: string, guild: string | null, body: Body): Promise<void> {
      await bot.post(commandsRoute(application, guild), { body, signal: signal() })
    },
    async updateCommand(
      application: string,
      guild: string | null,
      id: string,
      body: Body,
    ): Promise<void> {
      const route = `${commandsRoute(application, guild)}/${id}` as const
      await bot.patch(route, { body, signal: signal() })
    },
  }
}
