import { expect, test } from 'vitest'
import type { Command } from '../../src/core/command.ts'
import { allowedCommands, createRegistry } from '../../src/dispatch/registry.ts'

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

test('a metric is also found by its name in Cyrillic', () => {
  const registry = createRegistry(['nps', 'csat', 'csi'].map(named))
  const found = ['нпс', 'НПС', 'ксат', 'кси'].map((name) => registry.find(name)?.name)
  expect(found).toEqual(['nps', 'nps', 'csat', 'csi'])
  expect(allowedCommands(registry, 'viewer').find('нпс')?.name).toBe('nps')
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
