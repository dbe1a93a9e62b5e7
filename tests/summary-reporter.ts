import type { Reporter, TestModule } from 'vitest/node'

/**
 * Ends a run with its counts on a line of their own. In CI a skipped test fails
 * the run, by name: whatever a developer's machine may lack, CI has. The acceptance
 * tests name what the servers of others cannot do, and CI installs those servers itself.
 */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    let passed = 0
    let failed = 0
    const skipped: string[] = []
    let missed = 0
    for (const module of modules) {
      for (const part of [module, ...module.children.allSuites()]) {
        if (part.state() === 'failed' && part.errors().length > 0) failed += 1
      }
      for (const test of module.children.allTests()) {
        const result = test.result()
        const { state } = result
        const note = 'note' in result ? result.note : undefined
        if (state === 'passed') passed += 1
        else if (state === 'failed') failed += 1
        else {
          const reason = note ? ` (${note})` : ''
          skipped.push(`${module.relativeModuleId} > ${test.fullName}${reason}`)
          if (!module.relativeModuleId.startsWith('tests/acceptance/')) missed += 1
        }
      }
    }
    for (const name of skipped) console.log(`skipped: ${name}`)
    if (missed > 0 && process.env['CI'] === 'true') {
      console.log('CI runs every test: the skipped ones above count as failures.')
      process.exitCode = 1
    }
    console.log(`\n${passed} passed, ${failed} failed, ${skipped.length} skipped`)
  }
}
