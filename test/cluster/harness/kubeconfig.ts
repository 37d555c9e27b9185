import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import { HarnessError } from './errors';

/** How to reach an API server, and as whom. */
export interface Connection {
  /** Such as `https://127.0.0.1:26443`. */
  readonly url: string;
  /** Certificates, in PEM, of the authorities trusted. @default - those that Node.js trusts */
  readonly ca?: string;
  /** Bearer token. */
  readonly token?: string;
  /** Client certificate and its key, in PEM. */
  readonly certificate?: { readonly cert: string; readonly key: string };
  /** The name expected in the server's certificate. @default - the host of the URL */
  readonly serverName?: string;
  /** Accept any certificate. @default false */
  readonly insecure?: boolean;
}

interface KubeconfigFile {
  readonly 'current-context'?: string;
  readonly clusters?: readonly { readonly name: string; readonly cluster: Readonly<Record<string, unknown>> }[];
  readonly users?: readonly { readonly name: string; readonly user: Readonly<Record<string, unknown>> }[];
  readonly contexts?: readonly {
    readonly name: string;
    readonly context: { readonly cluster: string; readonly user: string };
  }[];
}

/**
 * Reads how to connect from a kubeconfig file. Tokens and client certificates are understood, inline or by file;
 * plugins that fetch credentials are not.
 *
 * @param context @default - the file's current context
 * @throws HarnessError if the file names no such context or other credentials
 */
export function readKubeconfig(file: string, context?: string): Connection {
  const config = parse(read(file)) as KubeconfigFile;
  const name = context ?? config['current-context'];
  const chosen = config.contexts?.find((entry) => entry.name === name)?.context;
  const cluster = config.clusters?.find((entry) => entry.name === chosen?.cluster)?.cluster;
  const user = config.users?.find((entry) => entry.name === chosen?.user)?.user;
  if (!cluster || !user) throw new HarnessError(`${file} has no complete context ${JSON.stringify(name)}`);

  const text = (from: Readonly<Record<string, unknown>>, key: string): string | undefined => {
    const value = from[key];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  // Each credential stands in the file, in base64, or in a file of its own whose path is relative to the kubeconfig.
  const pem = (from: Readonly<Record<string, unknown>>, key: string): string | undefined => {
    const inline = text(from, `${key}-data`);
    if (inline !== undefined) return Buffer.from(inline, 'base64').toString();
    const path = text(from, key);
    return path === undefined ? undefined : readFileSync(resolve(dirname(file), path), 'utf8');
  };

  const tokenFile = text(user, 'tokenFile');
  const token =
    text(user, 'token') ??
    (tokenFile === undefined ? undefined : readFileSync(resolve(dirname(file), tokenFile), 'utf8').trim());
  const [cert, key] = [pem(user, 'client-certificate'), pem(user, 'client-key')];
  if (token === undefined && (cert === undefined || key === undefined)) {
    throw new HarnessError(
      `${file}: the user of context ${JSON.stringify(name)} has no token and no client certificate`,
      ['credential plugins are not understood: make a token with `kubectl create token`, or use a client certificate'],
    );
  }
  const url = text(cluster, 'server');
  if (url === undefined)
    throw new HarnessError(`${file}: the cluster of context ${JSON.stringify(name)} has no server`);
  const ca = pem(cluster, 'certificate-authority');
  const serverName = text(cluster, 'tls-server-name');
  return {
    url,
    ...(ca === undefined ? {} : { ca }),
    ...(token === undefined ? {} : { token }),
    ...(cert === undefined || key === undefined ? {} : { certificate: { cert, key } }),
    ...(serverName === undefined ? {} : { serverName }),
    ...(cluster['insecure-skip-tls-verify'] === true ? { insecure: true } : {}),
  };
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new HarnessError(`cannot read the kubeconfig: ${(error as Error).message}`);
  }
}

/** Writes a kubeconfig with one context per entry; the first is current. Readable by its owner alone. */
export function writeKubeconfig(file: string, contexts: Readonly<Record<string, Connection>>): void {
  const entries = Object.entries(contexts);
  const text = stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': entries[0]?.[0],
    clusters: entries.map(([name, { url, ca }]) => ({
      name,
      cluster: {
        server: url,
        ...(ca === undefined ? {} : { 'certificate-authority-data': Buffer.from(ca).toString('base64') }),
      },
    })),
    users: entries.map(([name, { token }]) => ({ name, user: { token } })),
    contexts: entries.map(([name]) => ({ name, context: { cluster: name, user: name } })),
  });
  writeFileSync(file, text, { mode: 0o600 });
}
