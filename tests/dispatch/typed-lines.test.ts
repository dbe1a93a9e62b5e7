import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { slackManifest } from '../../adapters/slack/index.ts'
import { registry } from '../../commands/index.ts'
import type { Invocation } from '../../src/core/invocation.ts'
import type { Action, Reply, Report } from '../../src/core/reply.ts'
import { letIn } from '../access.ts'
import { type MadeWorkspace, madeWorkspace, twoWeeks } from '../commands/made-workspace.ts'

const SELDOM = registry.commands.flatMap(({ name, seldom }) => (seldom ? [name] : []))
const EXAMPLES = { slack: 'T1', discord: '1', telegram: null } as const
type Platform = keyof typeof EXAMPLES

let made: MadeWorkspace
beforeAll(async () => {
  made = await madeWorkspace(twoWeeks())
  for (const [platform, community] of Object.entries(EXAMPLES)) {
    await letIn(made.store, made.workspace.id, { platform, community, user: 'u', role: 'admin' })
  }
})
afterAll(() => made.close())

/** A question of an admin in direct messages. */
function on(platform: Platform): Partial<Invocation> {
  const community = EXAMPLES[platform]
  return {
    platform,
    user: { id: 'u', name: 'U', standing: 'member', groups: [] },
    place: { community, channel: 'd', thread: null, kind: 'direct', shared: false },
  }
}
const actionsOf = (reply: Reply): readonly Action[] =>
  reply.kind === 'report'
    ? reply.blocks.flatMap((block) => (block.type === 'actions' ? block.actions : []))
    : reply.kind === 'notice'
      ? reply.actions
      : []
const listed = (report: Report): readonly unknown[] =>
  report.blocks.flatMap((block) => (block.type === 'table' ? block.rows.map(([name]) => name) : []))

describe('on Slack, a command without a slash command of its own', () => {
  test('is all that is called by the umbrella', () => {
    const { features } = slackManifest(registry, { locale: 'en' }) as {
      features: { slash_commands: { command: string }[] }
    }
    const own = features.slash_commands.map(({ command }) => command)
    const none = registry.commands.filter(({ name }) => !own.includes(`/${name}`))
    expect(own).toContain('/cx')
    expect(SELDOM.length).toBeGreaterThan(0)
    expect(none.map(({ name }) => name)).toEqual(SELDOM)
  })

  test('is listed in help as it is typed', async () => {
    const names = listed(await made.ask('help', on('slack')))
    for (const name of SELDOM) expect(names).toContain(`/cx ${name}`)
    expect(names).toContain('nps')
  })

  test.each(SELDOM)('is explained as it is typed: %s', async (name) => {
    const report = await made.ask(`help ${name}`, on('slack'))
    expect(report.title).toBe(`/cx ${name}`)
    const said = JSON.stringify(report.blocks)
    expect(said).toContain(`"/cx ${name}`)
    expect(said).not.toMatch(new RegExp(`"text":"(?:[^"]* · )?${name} `))
    for (const { label, command } of actionsOf(report)) {
      expect(label).toBe(command.startsWith(name) ? `/cx ${command}` : command)
    }
  })

  test.each([
    ['hook ad typeform', 'hook add typeform'],
    ['feed pause', 'feed pause N-1'],
    ['audit last-moth', 'audit last month'],
  ])('is suggested as it is typed: %s', async (line, right) => {
    const notice = await made.refused(line, on('slack'))
    expect(notice.actions).toEqual([{ label: `/cx ${right}`, command: right }])
  })
})

test.each(['discord', 'telegram'] as const)(
  'on %s each command has its own name',
  async (platform) => {
    const names = listed(await made.ask('help', on(platform)))
    expect(names).toEqual(expect.arrayContaining([...SELDOM]))
    const { actions } = await made.refused('hook ad typeform', on(platform))
    expect(actions).toEqual([{ label: 'hook add typeform', command: 'hook add typeform' }])
  },
)
