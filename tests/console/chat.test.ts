import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { cxbot, emptyFolder } from '../cli/shell.ts'

let directory = ''

beforeAll(async () => {
  directory = emptyFolder()
  await cxbot(['sample'], { directory })
})

function chat(input: string, locale = 'en') {
  return cxbot(['chat', '--locale', locale], { directory, input })
}

test('lines are answered in order until the input ends', async () => {
  const { code, out } = await chat('nps last-week\ncsat last-week\n')
  expect(code).toBe(0)
  expect(out).toContain('sample data')
  expect(out.indexOf('NPS, ')).toBeLessThan(out.indexOf('CSAT'))
})

test('a number runs the action of the last reply', async () => {
  const { out } = await chat('nps last-week\n2\n')
  expect(out).toContain('2  By store')
  expect(out).toContain('Kaunas Laisvės')
})

test('a number without an action says so', async () => {
  const { out } = await chat('7\n')
  expect(out).toContain('There is no action 7')
})

test('/quit leaves what comes after it unanswered', async () => {
  const { code, out } = await chat('/quit\nnps last-week\n')
  expect(code).toBe(0)
  expect(out).not.toContain('NPS, ')
})

test('a mistake is told with what would be right, as an action to choose', async () => {
  const { out } = await chat('npss last-week\n1\n')
  expect(out).toContain('npss')
  expect(out).toContain('1  nps')
})

test('a chart is saved where the terminal cannot show it, and its path is told', async () => {
  const { out } = await chat('nps last-week\n')
  const path = /Chart: (\S+\.png)/.exec(out)?.[1] ?? ''
  expect(existsSync(path)).toBe(true)
  expect(readdirSync(join(directory, '.cxbot/charts')).length).toBeGreaterThan(0)
})

test('the conversation is in the chosen language', async () => {
  expect((await chat('nps last-week\n', 'lt')).out).toContain('darbo sritis: pavyzdiniai duomenys')
  expect((await chat('', 'kk')).out).toContain('Tab жолды толықтырады')
})
