import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

/** Returns the URL of a new, empty database on the run's PostgreSQL server, and how to drop it. */
export async function freshPostgres(): Promise<{ url: string; drop(): Promise<void> }> {
  const response = await fetch(inject('postgresStarter'))
  const server = await response.text()
  if (!response.ok) throw new Error(server)
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await command(server, `CREATE DATABASE ${name}`)
  return {
    url: `${server}/${name}`,
    drop: () => command(server, `DROP DATABASE ${name} WITH (FORCE)`),
  }
}

export interface OwnDatabase {
  readonly login: string
  readonly name: string
  /** As the login. */
  readonly url: string
  /** As the server's administrator. */
  readonly adminUrl: string
  drop(): Promise<void>
}

/** Makes a login with these rights and an empty database that belongs to it. */
export async function ownDatabase(
  rights: string,
  called?: string,
  login = `app_${randomUUID().slice(0, 8)}`,
): Promise<OwnDatabase> {
  const server = await (await fetch(inject('postgresStarter'))).text()
  const name = called ?? `of_${login}`
  const quoted = pg.escapeIdentifier(name)
  const owner = pg.escapeIdentifier(login)
  await command(server, `CREATE ROLE ${owner} LOGIN PASSWORD 'app' ${rights}`)
  await command(server, `CREATE DATABASE ${quoted} OWNER ${owner}`)
  const adminUrl = `${server}/${encodeURIComponent(name)}`
  const url = new URL(adminUrl)
  url.username = login
  url.password = 'app'
  const drop = () => command(server, `DROP DATABASE ${quoted} WITH (FORCE)`)
  return { login, name, url: url.href, adminUrl, drop }
}

async function command(server: string, sql: string): Promise<void> {
  const client = new pg.Client(`${server}/postgres`)
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
