import { Agent, request } from 'node:http';

/** One request; the body is sent as it is. */
export interface Sent {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

/** What came back. */
export interface Answered {
  readonly status: number;
  readonly cookie: string | undefined;
  readonly text: string;
}

/** Connections to a server that are kept open, as its operator when it has signed in. */
export interface HttpClient {
  send(sent: Sent): Promise<Answered>;
  /** Lets go of the connections. */
  close(): void;
}

/** Connects to a server and signs in with its printed link. */
export async function signedIn({ origin, link }: { origin: string; link: string }, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections, scheduling: 'fifo' });
  const { hostname, port } = new URL(origin);
  let cookie: string | undefined;
  const client: HttpClient = {
    send: ({ method = 'GET', path, headers = {}, body }) =>
      new Promise((resolve, reject) => {
        const given = { ...headers, ...(cookie && { cookie }), ...(body && { 'content-length': `${body.length}` }) };
        const call = request({ agent, hostname, port, method, path, headers: given }, (response) => {
          const pieces: Buffer[] = [];
          response.on('data', (piece: Buffer) => pieces.push(piece));
          response.on('error', reject);
          response.on('end', () =>
            resolve({
              status: response.statusCode!,
              cookie: response.headers['set-cookie']?.[0]?.split(';')[0],
              text: Buffer.concat(pieces).toString(),
            }),
          );
        });
        call.on('error', reject);
        call.end(body);
      }),
    close: () => agent.destroy(),
  };
  const path = link.slice(origin.length);
  ({ cookie } = await client.send({ path }));
  return client;
}
