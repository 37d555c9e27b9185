import { Agent, request } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from './kubeconfig';

/** An answer over HTTP, unread. */
export interface RawResponse {
  readonly status: number;
  readonly text: string;
  readonly json: boolean;
  /** Texts of the `Warning` headers. */
  readonly warnings: readonly string[];
}

/** Headers by name; a list becomes one header per entry, which impersonated groups need. */
export type Headers = Readonly<Record<string, string | readonly string[]>>;

/** HTTPS to one API server: connections are kept and shared, and the number of them bounds what runs in parallel. */
export class Transport {
  readonly #agent: Agent;
  readonly #authorization: Headers;

  /** @param parallel requests in flight at once; the others wait their turn */
  constructor(
    private readonly connection: Connection,
    parallel = 32,
  ) {
    const { ca, certificate, serverName, insecure, token } = connection;
    this.#agent = new Agent({
      keepAlive: true,
      maxSockets: parallel,
      scheduling: 'lifo',
      ...(ca === undefined ? {} : { ca }),
      ...certificate,
      ...(serverName === undefined ? {} : { servername: serverName }),
      ...(insecure ? { rejectUnauthorized: false } : {}),
    });
    this.#authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  }

  /** Sends a request; again, after the pause it asks for, if the server is overloaded (429). */
  async send(method: string, path: string, headers: Headers, body?: string): Promise<RawResponse> {
    for (let attempt = 1; ; attempt++) {
      const { response, retryAfter } = await this.#once(method, path, headers, body);
      if (response.status !== 429 || retryAfter === undefined || attempt === 8) return response;
      await sleep(retryAfter * 1000);
    }
  }

  /** Closes the connections. */
  close(): void {
    this.#agent.destroy();
  }

  #once(
    method: string,
    path: string,
    headers: Headers,
    body: string | undefined,
  ): Promise<{ readonly response: RawResponse; readonly retryAfter: number | undefined }> {
    return new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const outgoing = request(
        new URL(path, this.connection.url),
        {
          agent: this.#agent,
          method,
          headers: { ...this.#authorization, ...headers, ...length } as Record<string, string>,
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () => {
            const retryAfter = incoming.headers['retry-after'];
            resolve({
              response: {
                status: incoming.statusCode ?? 0,
                text: Buffer.concat(chunks).toString(),
                json: incoming.headers['content-type']?.startsWith('application/json') ?? false,
                warnings: (incoming.headersDistinct.warning ?? []).map(warningText),
              },
              retryAfter: retryAfter === undefined ? undefined : Number(retryAfter),
            });
          });
        },
      );
      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        // The server closed a kept connection just as we used it: it has not seen the request.
        if (outgoing.reusedSocket && error.code === 'ECONNRESET') {
          this.#once(method, path, headers, body).then(resolve, reject);
        } else reject(error);
      });
      outgoing.end(body);
    });
  }
}

/** `299 - "text"` with quotes and backslashes escaped, as RFC 9111 had it. */
function warningText(header: string): string {
  return (/^\d+ \S+ "(.*)"$/s.exec(header)?.[1] ?? header).replace(/\\(.)/g, '$1');
}
