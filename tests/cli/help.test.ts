import { expect, test } from 'vitest'
import { LOCALES } from '../../src/core/locale.ts'
import { cxbot, emptyFolder } from './shell.ts'

const SUBCOMMANDS = [
  'serve',
  'ask',
  'chat',
  'import',
  'listen',
  'analyze',
  'export',
  'backup',
  'restore',
  'workspace',
  'sample',
  'doctor',
  'slack',
  'discord',
]
const directory = emptyFolder()

test('help lists every subcommand, and nothing else is needed to read it', async () => {
  const { code, out } = await cxbot(['--help'], { directory })
  expect(code).toBe(0)
  for (const name of SUBCOMMANDS) expect(out).toMatch(new RegExp(`^  ${name}\\b`, 'm'))
  expect((await cxbot([], { directory })).out).toBe(out)
})

test.each(SUBCOMMANDS)(
  'help of %s shows its options, the common ones and examples',
  async (name) => {
    const { code, out } = await cxbot([name, '--help'], { directory })
    expect(code).toBe(0)
    expect(out).toMatch(new RegExp(`^Usage: cxbot ${name}`))
    expect(out).toContain('--zone')
    expect(out).toContain('Examples:')
    expect(out).toMatch(new RegExp(`^  (CXBOT_PASSWORD=… )?cxbot ${name}`, 'm'))
  },
)

test.each(['--help', '-h'])(
  'a word that is no subcommand has no help of its own: %s',
  async (flag) => {
    const { code, err } = await cxbot(['digest', flag], { directory })
    expect(code).toBe(2)
    expect(err).toContain('cxbot ask "digest"')
  },
)

test.each(LOCALES)(
  'help in %s holds no English titles and no names of messages',
  async (locale) => {
    for (const name of SUBCOMMANDS) {
      const { out } = await cxbot([name, '--help', '--locale', locale], { directory })
      expect(out).not.toMatch(/cli[:.]/)
      if (locale !== 'en') expect(out).not.toMatch(/Usage:|Options:|Examples:|\(default:/)
    }
  },
)

test('the version is the package’s', async () => {
  expect((await cxbot(['--version'], { directory })).out).toMatch(/^\d+\.\d+\.\d+\n$/)
})
