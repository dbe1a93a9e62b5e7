import fc from 'fast-check'
import { expect, test } from 'vitest'
import { registry } from '../../commands/index.ts'
import type { Form } from '../../src/core/reply.ts'
import { draftOf, withDraft } from '../../src/report/form-draft.ts'
import { formLine } from '../../src/report/form-line.ts'
import { invocation, madeWorkspace } from '../commands/made-workspace.ts'

const FORM: Form = {
  kind: 'form',
  locale: 'en',
  title: 'Log',
  command: 'log',
  fields: [
    { name: 'text', label: 'Words', type: 'long-text', required: true },
    { name: 'source', label: 'Where', type: 'text', required: false, value: 'reddit' },
  ],
}

test('whatever was filled in is found in the line of the form', () => {
  const words = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[ "\\:a\n]*$/))
  fc.assert(
    fc.property(words, words, (text, source) => {
      const draft = draftOf(
        formLine('log', [
          ['text', text],
          ['source', source],
        ]),
        registry,
      )
      expect(draft?.values.get('text') ?? '').toBe(text.trim())
      expect(draft?.values.get('source') ?? '').toBe(source.trim())
    }),
  )
})

test.each(['log', 'digest create', 'survey create', 'feed add'])(
  'the form of /%s is opened by its own line, which changes nothing',
  async (command) => {
    expect(draftOf(`${command} name:x`, registry)?.opens).toBe(command)
    const made = await madeWorkspace([])
    expect(await made.host.answer(invocation(command))).toMatchObject({ kind: 'form', command })
    await made.close()
  },
)

test.each([
  'nps last-week store:Centre',
  'log',
  'log Late again rating:2',
  'answer W-1 why:because',
  'nothing of:ours',
])('“%s” is the line of no form', (line) => {
  expect(draftOf(line, registry)).toBeUndefined()
})

test('a form is filled as it was, empty where it was left empty', () => {
  const draft = draftOf('log text:"Late \\"again\\""', registry)
  if (!draft) throw new Error('no draft')
  expect(withDraft(FORM, draft).fields.map(({ value }) => value)).toEqual(['Late "again"', ''])
})
