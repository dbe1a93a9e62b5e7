/** Starts what several test files share: one PostgreSQL server. Made ready in storage tests. */
export default function setup(): void {}
