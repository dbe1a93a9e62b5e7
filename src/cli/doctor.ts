import type { Command } from 'commander'
import type { MessageKey, MessageParams } from '../language/translate.ts'
import { describe } from './help.ts'
import type { Cli, Session } from './shell.ts'

/** What one check found; `advice` says what to do where it failed. */
export interface Finding {
  readonly check: 'runtime' | 'settings' | 'database' | 'zones' | 'languages' | 'charts' | 'clock'
  readonly ok: boolean
  readonly found: readonly [MessageKey, MessageParams?]
  readonly advice?: readonly [MessageKey, MessageParams?]
}

async function doctor(session: Session): Promise<void> {
  const { t } = session
  const { examine } = await import('./examination.ts')
  const findings: Finding[] = []
  for await (const finding of examine(session)) {
    findings.push(finding)
    if (session.json) continue
    const mark = finding.ok ? '✓' : '✗'
    const name = t(`cli:doctor.checks.${finding.check}`)
    await session.print(`${mark} ${name}: ${t(...finding.found)}\n`)
    if (finding.advice) await session.print(`    → ${t(...finding.advice)}\n`)
  }
  if (session.json) {
    const checks = findings.map(({ check, ok, found, advice }) => ({
      check,
      ok,
      found: t(...found),
      advice: advice ? t(...advice) : null,
    }))
    await session.print(`${JSON.stringify({ ok: checks.every((each) => each.ok), checks })}\n`)
  }
  const failed = findings.filter((finding) => !finding.ok).length
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
