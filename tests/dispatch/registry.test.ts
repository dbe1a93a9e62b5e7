import { expect, test } from 'vitest'
import type { Command } from '../../src/core/command.ts'
import { createRegistry } from '../../src/dispatch/registry.ts'

function named(name: string): Command {
  return {
    name,
    audience: 'channel',
    needs: 'viewer',
    period: null,
    breakdowns: [],
    baselines: false,
    filters: [],
    views: [],
    options: [],
    run: () => Promise.reject(new Error('not run here')),
  }
}

test('a registry finds commands by name, whatever the case, and keeps their order', () => {
  const registry = createRegistry([named('nps'), named('csat')])
  expect(registry.find('NPS')?.name).toBe('nps')
  expect(registry.find('ces')).toBeUndefined()
  expect(registry.commands.map(({ name }) => name)).toEqual(['nps', 'csat'])
})

test('a name that a platform would refuse is refused at once', () => {
  for (const name of ['NPS', 'net-promoter', '1st', 'нпс', '', 'a'.repeat(33)]) {
    expect(() => createRegistry([named(name)])).toThrow(RangeError)
  }
})

test('two commands cannot share a name', () => {
  expect(() => createRegistry([named('nps'), named('nps')])).toThrow(/nps/)
})

test('a command that does not say who may use it is refused at once', () => {
  const { needs: _, ...lawless } = named('nps')
  expect(() => createRegistry([lawless as Command])).toThrow(/without a rule/)
  const { audience: __, ...loud } = named('nps')
  expect(() => createRegistry([loud as Command])).toThrow(/without a rule/)
})
