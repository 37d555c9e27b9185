import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';

/** A user the API server knows by a token. */
export interface User {
  readonly name: string;
  readonly groups: readonly string[];
  readonly token: string;
}

/** A user with a fresh random token. */
export function newUser(name: string, groups: readonly string[]): User {
  return { name, groups, token: randomBytes(24).toString('base64url') };
}

/** Writes the API server's static token file: token, user, uid and the groups in one quoted field. */
export function writeTokenFile(file: string, users: readonly User[]): void {
  const lines = users.map(({ name, groups, token }) => `${token},${name},${name},"${groups.join(',')}"\n`);
  writeFileSync(file, lines.join(''), { mode: 0o600 });
}

/** Writes a new RSA key, in PEM, with which ServiceAccount tokens are signed and checked. */
export function writeServiceAccountKey(file: string): void {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(file, privateKey.export({ type: 'pkcs1', format: 'pem' }), { mode: 0o600 });
}
