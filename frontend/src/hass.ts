/** The few parts of Home Assistant's frontend that the panel uses. */

export interface Connection {
  subscribeMessage<T>(listener: (message: T) => void, message: object): Promise<() => Promise<void>>;
}

/** Where the panel stands: its own address, and what follows it. */
export interface Route {
  readonly prefix: string;
  readonly path: string;
}

export interface Hass {
  readonly connection: Connection;
  readonly language: string;
  readonly locale?: { readonly time_format?: string };
  readonly config: { readonly time_zone: string };
  readonly themes?: { readonly darkMode?: boolean };
  readonly panels?: Readonly<Record<string, unknown>>;
  readonly dockedSidebar?: string;
  readonly kioskMode?: boolean;
  callWS<T>(message: object): Promise<T>;
  fetchWithAuth(path: string, init: RequestInit): Promise<Response>;
  callService(
    domain: string,
    service: string,
    data: object,
    target?: object,
    notifyOnError?: boolean,
    returnResponse?: boolean,
  ): Promise<{ readonly response?: unknown }>;
}
