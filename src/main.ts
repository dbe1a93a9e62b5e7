import { readFileSync } from 'node:fs'
import { run } from './cli/run.ts'
import type { Parts, PlatformFinding, Shell } from './cli/shell.ts'
import type { ChartRenderer } from './core/chart.ts'
import type { Platform } from './platform-names.ts'
import { shipped } from './shipped.ts'

/** Returns a renderer that loads the drawing parts with the first chart. */
function chartsOnDemand(): ChartRenderer {
  let loaded: Promise<ChartRenderer> | undefined
  return {
    async render(spec, appearance) {
      loaded ??= import('./charts/index.ts').then((charts) =>
        charts.createChartRenderer({ remembers: true }),
      )
      return (await loaded).render(spec, appearance)
    },
    async close() {
      await (await loaded)?.close()
    },
  }
}

/** The commands, adapters and databases of the program; each is loaded when it is first needed. */
export const parts: Parts = {
  openStore: async (url) => (await import('../storage/index.ts')).openStore(url),
  backups: () => import('../storage/backup.ts'),
  registry: async () => (await import('../commands/index.ts')).registry,
  charts: chartsOnDemand,
  host: async (options) => (await import('./dispatch/index.ts')).createHost(options),
  console: () => import('../adapters/console/index.ts'),
  webAdapter: async (options) =>
    (await import('../adapters/web/index.ts')).createWebAdapter(options),
  chat: {
    slack: async (settings) =>
      (await import('../adapters/slack/index.ts')).createSlackAdapter(settings),
    discord: async (settings, hooks) =>
      (await import('../adapters/discord/index.ts')).createDiscordAdapter({
        ...settings,
        ...hooks,
      }),
    telegram: async (settings, hooks) =>
      (await import('../adapters/telegram/index.ts')).createTelegramAdapter({
        ...settings,
        ...hooks,
      }),
    async *examine({ slack, discord, telegram }) {
      const named = (platform: Platform, findings: readonly Omit<PlatformFinding, 'platform'>[]) =>
        findings.map((finding) => ({ platform, ...finding }))
      if (slack) {
        const { examineSlack } = await import('../adapters/slack/index.ts')
        yield* named('slack', await examineSlack(slack))
      }
      if (discord) {
        const { examineDiscord } = await import('../adapters/discord/index.ts')
        const { registry } = await import('../commands/index.ts')
        yield* named('discord', await examineDiscord(discord, fetch, registry))
      }
      if (telegram) {
        const { examineTelegram } = await import('../adapters/telegram/index.ts')
        yield* named('telegram', await examineTelegram(telegram))
      }
    },
    slackManifest: async (registry, options) =>
      (await import('../adapters/slack/register.ts')).slackManifest(registry, options),
    registerDiscord: async (settings, registry) =>
      (await import('../adapters/discord/index.ts')).registerDiscordCommands(settings, registry),
  },
}

function packageVersion(): string {
  const place = shipped('package.json')
  if (!place) throw new Error('package.json is missing')
  const manifest: unknown = JSON.parse(readFileSync(place, 'utf8'))
  return (manifest as { readonly version: string }).version
}

/** Runs the program once in a shell and returns its exit code. */
export function main(shell: Shell): Promise<number> {
  return run(shell, parts, packageVersion())
}
