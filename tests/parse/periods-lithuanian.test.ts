import { describe, expect, test } from 'vitest'
import { civilDate, dayNumber } from '../../src/calendar/zone.ts'
import { parsePeriod } from '../../src/parse/index.ts'
import { environment, phrases } from './phrases.ts'

const LITHUANIAN = `
šiandien                             2026-11-21 2026-11-21
siandien                             2026-11-21 2026-11-21
vakar                                2026-11-20 2026-11-20
užvakar                              2026-11-19 2026-11-19
ši savaitė                           2026-11-16 2026-11-22
šią savaitę                          2026-11-16 2026-11-22
sia savaite                          2026-11-16 2026-11-22
šios savaitės                        2026-11-16 2026-11-22
einamoji savaitė                     2026-11-16 2026-11-22
praėjusi savaitė                     2026-11-09 2026-11-15
praėjusią savaitę                    2026-11-09 2026-11-15
praejusia savaite                    2026-11-09 2026-11-15
PRAĖJUSIĄ SAVAITĘ                    2026-11-09 2026-11-15
praėjusios savaitės                  2026-11-09 2026-11-15
praeitą savaitę                      2026-11-09 2026-11-15
per praėjusią savaitę                2026-11-09 2026-11-15
savaitė                              2026-11-09 2026-11-15
per savaitę                          2026-11-09 2026-11-15
šis mėnuo                            2026-11-01 2026-11-30
šį mėnesį                            2026-11-01 2026-11-30
praėjęs mėnuo                        2026-10-01 2026-10-31
praėjusį mėnesį                      2026-10-01 2026-10-31
šis ketvirtis                        2026-10-01 2026-12-31
praėjęs ketvirtis                    2026-07-01 2026-09-30
praėjusį ketvirtį                    2026-07-01 2026-09-30
šie metai                            2026-01-01 2026-12-31
šiais metais                         2026-01-01 2026-12-31
šiemet                               2026-01-01 2026-12-31
praėję metai                         2025-01-01 2025-12-31
praėjusiais metais                   2025-01-01 2025-12-31
pernai                               2025-01-01 2025-12-31
paskutinės 7 dienos                  2026-11-14 2026-11-20
per paskutines 7 dienas              2026-11-14 2026-11-20
pastarosios 7 dienos                 2026-11-14 2026-11-20
7 dienos                             2026-11-14 2026-11-20
paskutinės 30 dienų                  2026-10-22 2026-11-20
paskutinės 4 savaitės                2026-10-19 2026-11-15
paskutinės 12 savaičių               2026-08-24 2026-11-15
paskutiniai 3 mėnesiai               2026-08-01 2026-10-31
per paskutinius 3 mėnesius           2026-08-01 2026-10-31
paskutiniai 2 metai                  2024-01-01 2025-12-31
spalis                               2026-10-01 2026-10-31
spalį                                2026-10-01 2026-10-31
spalio mėn.                          2026-10-01 2026-10-31
spalio mėnesį                        2026-10-01 2026-10-31
2026 m. spalis                       2026-10-01 2026-10-31
2026 m. spalio mėn.                  2026-10-01 2026-10-31
2026 metų spalis                     2026-10-01 2026-10-31
spalis 2026                          2026-10-01 2026-10-31
gegužę                               2026-05-01 2026-05-31
gruodis                              2025-12-01 2025-12-31
2026 m. III ketv.                    2026-07-01 2026-09-30
III ketvirtis                        2026-07-01 2026-09-30
2026 m. trečiasis ketvirtis          2026-07-01 2026-09-30
3 ketv. 2026                         2026-07-01 2026-09-30
2025 m.                              2025-01-01 2025-12-31
2025 metai                           2025-01-01 2025-12-31
46 savaitė                           2026-11-09 2026-11-15
2026 m. 46 savaitė                   2026-11-09 2026-11-15
lapkričio 15                         2026-11-15 2026-11-15
lapkričio 15 d.                      2026-11-15 2026-11-15
lapkričio 15-oji                     2026-11-15 2026-11-15
2026 m. lapkričio 15 d.              2026-11-15 2026-11-15
2026-11-15                           2026-11-15 2026-11-15
2026.11.15                           2026-11-15 2026-11-15
nuo lapkričio 1 iki 15               2026-11-01 2026-11-15
nuo lapkričio 1 iki 15 d.            2026-11-01 2026-11-15
lapkričio 1–15 d.                    2026-11-01 2026-11-15
2026 m. lapkričio 1–15 d.            2026-11-01 2026-11-15
nuo spalio 28 iki lapkričio 3 d.     2026-10-28 2026-11-03
rugpjūtis–spalis                     2026-08-01 2026-10-31
nuo rugpjūčio iki spalio             2026-08-01 2026-10-31
nuo spalio                           2026-10-01 2026-11-21
nuo spalio 1 d.                      2026-10-01 2026-11-21
nuo 2026-10-01                       2026-10-01 2026-11-21
nuo praėjusios savaitės              2026-11-09 2026-11-21
nuo metų pradžios                    2026-01-01 2026-12-31
nuo mėnesio pradžios                 2026-11-01 2026-11-30
nuo šių metų pradžios                2026-01-01 2026-12-31
visas laikas                         2025-01-05 2026-11-21
visą laiką                           2025-01-05 2026-11-21
viskas                               2025-01-05 2026-11-21
praėjusių metų spalis                2025-10-01 2025-10-31
užpraėjusi savaitė                   2026-11-02 2026-11-08
tarp lapkričio 1 ir 15 d.            2026-11-01 2026-11-15
`

describe('Lithuanian periods, asked on Saturday, 21 November 2026', () => {
  test.each(phrases(LITHUANIAN))('$phrase is $first to $last', ({ phrase, first, last }) => {
    const period = parsePeriod(phrase, environment)
    expect([period.from, civilDate(dayNumber(period.to) - 1)]).toEqual([first, last])
  })
})
