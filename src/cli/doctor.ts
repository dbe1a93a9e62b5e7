import type { Command } from 'commander'
import type { MessageKey, MessageParams, Translate } from '../language/translate.ts'
import { titleOf } from '../platform-names.ts'
import { describe } from './help.ts'
import type { Cli, PlatformFinding, Session } from './shell.ts'

/** What one check found; `advice` says what to do where it failed. */
export interface Finding {
  readonly check: 'runtime' | 'settings' | 'database' | 'zones' | 'languages' | 'charts' | 'clock'
  readonly ok: boolean
  readonly found: readonly [MessageKey, MessageParams?]
  readonly advice?: readonly [MessageKey, MessageParams?]
}

/** Returns a finding as it is printed, with what to do where it failed. */
function linesOf(
  { ok, found, advice }: Pick<Finding, 'ok' | 'found' | 'advice'>,
  name: string,
  t: Translate,
): string {
  const line = `${ok ? '✓' : '✗'} ${name}: ${t(...found)}\n`
  return advice ? `${line}    → ${t(...advice)}\n` : line
}

async function doctor(session: Session): Promise<void> {
  const { t } = session
  const { examine } = await import('./examination.ts')
  const findings: Finding[] = []
  const platforms: PlatformFinding[] = []
  for await (const finding of examine(session)) {
    findings.push(finding)
    if (session.json) continue
    await session.print(linesOf(finding, t(`cli:doctor.checks.${finding.check}`), t))
  }
  for await (const finding of session.parts.chat.examine(session.config.platforms)) {
    platforms.push(finding)
    if (!session.json) await session.print(linesOf(finding, titleOf(finding.platform), t))
  }
  if (session.json) {
    const named = [
      ...findings,
      ...platforms.map(({ platform, check, ...rest }) => ({
        check: `${platform}.${check}`,
        ...rest,
      })),
    ]
    const checks = named.map(({ check, ok, found, advice }) => ({
      check,
      ok,
      found: t(...found),
      advice: advice ? t(...advice) : null,
    }))
    await session.print(`${JSON.stringify({ ok: checks.every((each) => each.ok), checks })}\n`)
  }
  const failed = [...findings, ...platforms].filter((finding) => !finding.ok).length
  if (failed > 0) session.exitWith(1)
  else if (!session.json) await session.print(`${t('cli:doctor.allWell')}\n`)
}

export function register(program: Command, cli: Cli): void {
  const command = program.command('doctor').option('--json', cli.t('cli:doctor.json'))
  describe(command, cli.t, {
    summary: 'cli:doctor.summary',
    description: 'cli:doctor.description',
    usage: '[--json]',
    examples: 'cli:doctor.examples',
  }).action(() => doctor(cli.session()))
}
