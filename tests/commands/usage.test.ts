import { afterAll, beforeAll, expect, test } from 'vitest'
import { registry } from '../../commands/index.ts'
import { LOCALES } from '../../src/core/locale.ts'
import { usages } from '../../src/dispatch/command-help.ts'
import { answers, invocation, type MadeWorkspace, madeWorkspace } from './made-workspace.ts'

let made: MadeWorkspace
beforeAll(async () => {
  made = await madeWorkspace(answers(20, 'nps', 9, { text: 'Good', tags: ['returns'] }))
})
afterAll(() => made.close())

const withUsage = registry.commands.filter((command) => usages(command, 'en').length > 0)

test.each(withUsage)('help writes $name alike in every language', (command) => {
  const written = usages(command, 'en').map((each) => each.written)
  for (const locale of LOCALES) {
    const own = usages(command, locale)
    expect(own.map((each) => each.written)).toEqual(written)
    for (const { meaning } of own) expect(meaning).not.toBe('')
  }
})

/** What a line that is understood may meet here: what it names is not there, or it needs a chat. */
const UNDERSTOOD =
  /\.(no-such-.*|unknown-import|unknown-person|place-needed|no-channel|unused-dimension|not-yours|not-sent|not-open|bare-name|at-home|direct-place|unknown)$/

test.each(withUsage)('every line of $name that help writes is understood', async (command) => {
  const lines = usages(command, 'en')
    .flatMap(({ written }) => written.split(' · '))
    .filter((line) => line.split(' ')[0] === command.name && !line.includes('…'))
  for (const line of lines) {
    const reply = await made.host.answer(invocation(line))
    if (reply.kind === 'notice' && reply.errorId) expect(reply.errorId, line).toMatch(UNDERSTOOD)
  }
})
