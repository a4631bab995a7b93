/** What a client needs to connect, as it stands in the secret. */
import * as pulumi from "@pulumi/pulumi";

export interface Connection {
  readonly host: pulumi.Output<string>;
  /** Absent in cluster mode, where clients find replicas by themselves, and where there are none. */
  readonly readerHost?: pulumi.Output<string>;
  readonly port: number;
  readonly token: pulumi.Output<string>;
  readonly clusterMode: boolean;
}

/**
 * The `url` is complete: TLS by its scheme, and a token of letters and digits, which no URL has to escape. In cluster mode
 * it is where a client of the cluster protocol begins; a plain client would be sent from node to node and fail.
 */
export function connectionSecret({ host, readerHost, port, token, clusterMode }: Connection): Record<string, pulumi.Input<string | number | boolean>> {
  const url = (name: pulumi.Output<string>): pulumi.Output<string> => pulumi.interpolate`rediss://:${token}@${name}:${port}`;
  return {
    host,
    port,
    authToken: token,
    tls: true,
    clusterMode,
    url: url(host),
    ...(readerHost === undefined ? {} : { readerHost, readerUrl: url(readerHost) }),
  };
}
