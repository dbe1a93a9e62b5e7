import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emulator } from './emulators.ts'
import { freePort, runProgram } from './program.ts'
import type { Block } from './slack-driver.ts'

export const TEAM = 'T000000001'
export const BOT = { app_id: 'A0CXBOT', bot_id: 'B0CXBOT', bot_user_id: 'U0CXBOT' }
export const TOKENS = {
  bot: 'xoxb-1111-2222-acceptance',
  admin: 'xoxp-admin',
  stranger: 'xoxp-stranger',
}

export type Json = Readonly<Record<string, unknown>>

export interface Message {
  readonly ts: string
  readonly user: string
  readonly text: string
  readonly blocks?: readonly Block[]
  readonly files?: readonly { readonly name: string; readonly url_private: string }[]
}

/** The workspace and what can be asked of it. */
export interface SlackEmulator {
  readonly url: string
  /** Calls the Web API; rejects where it says no. */
  call<Result = Json>(as: keyof typeof TOKENS, method: string, body?: Json): Promise<Result>
  /** Returns the bot's messages in a channel, oldest first. */
  history(channel: string): Promise<readonly Message[]>
  /** Returns the bytes of a file. */
  download(address: string): Promise<Uint8Array>
  /** Returns the page that lists open forms, as HTML. */
  openForms(): Promise<string>
  close(): Promise<void>
}

/** Returns the scopes that the program's own manifest asks for. */
async function manifestScopes(): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'cxbot-manifest-'))
  const manifest = JSON.parse(await runProgram(['slack', 'manifest'], folder))
  await rm(folder, { recursive: true })
  return manifest.oauth_config.scopes.bot
}

/** Starts the emulator, where the bot has the scopes of its manifest and no other. */
export async function startSlackEmulator(): Promise<SlackEmulator> {
  const { createEmulator } = await emulator<{
    createEmulator(options: Json): Promise<{ close(): Promise<void> }>
  }>('emulate')
  const scopes = await manifestScopes()
  const ofPeople = [...scopes, 'channels:manage']
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const app = { name: 'cxbot', bot_name: 'cxbot', client_id: '1.2', client_secret: 'x' }
  const slack = {
    users: [{ name: 'anna' }, { name: 'boris' }],
    channels: [{ name: 'reports' }],
    oauth_apps: [{ ...app, ...BOT, redirect_uris: [], scopes }],
    tokens: [
      { ...BOT, token: TOKENS.bot, type: 'bot', user_id: BOT.bot_user_id, scopes },
      { token: TOKENS.admin, user: 'anna', app_id: BOT.app_id, scopes: ofPeople },
      { token: TOKENS.stranger, user: 'boris', app_id: BOT.app_id, scopes: ofPeople },
    ],
    strict_scopes: true,
  }
  const running = await createEmulator({ service: 'slack', port, baseUrl: url, seed: { slack } })

  const call = async <Result = Json>(
    as: keyof typeof TOKENS,
    method: string,
    body: Json = {},
  ): Promise<Result> => {
    const response = await fetch(`${url}/api/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKENS[as]}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const answer = (await response.json()) as { readonly ok: boolean }
    if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer)}`)
    return answer as Result
  }
  async function history(place: string): Promise<readonly Message[]> {
    const { messages } = await call<{ messages: Message[] }>('admin', 'conversations.history', {
      channel: place,
    })
    return messages.filter(({ user }) => user === BOT.bot_user_id).reverse()
  }

  async function download(address: string): Promise<Uint8Array> {
    const response = await fetch(address, { headers: { authorization: `Bearer ${TOKENS.admin}` } })
    return new Uint8Array(await response.arrayBuffer())
  }

  return {
    url,
    call,
    history,
    download,
    openForms: async () => (await fetch(`${url}/?tab=views`)).text(),
    close: () => running.close(),
  }
}
