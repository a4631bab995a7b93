/** What an environment that takes over another one, after the loss of its Region, hands to its components. */
import type * as pulumi from "@pulumi/pulumi";
import { readRestoreInputs } from "./restore-inputs";

/** Who follows whom. */
export interface Succession {
  readonly namePrefix: string;
  /** The environment that is taken over; undefined for one that begins by itself. */
  readonly successorOf?: string;
}

/** Arguments by component, to be spread before those of the configuration, which has the last word. */
export interface Inheritance {
  readonly database: { readonly restoreFrom?: { readonly automatedBackupArn: pulumi.Output<string> } };
  readonly edge: { readonly zoneId?: pulumi.Output<string> };
  readonly services: { readonly successorOf?: { readonly environment: string; readonly brokerCredentialsKeyArn: pulumi.Output<string> } };
}

export function inheritanceOf({ namePrefix, successorOf }: Succession): Inheritance {
  if (successorOf === undefined) {
    return { database: {}, edge: {}, services: {} };
  }
  const { automatedBackupArn, zoneId, brokerCredentialsKeyArn } = readRestoreInputs(successorOf, namePrefix);
  return {
    database: { restoreFrom: { automatedBackupArn } },
    edge: { zoneId },
    services: { successorOf: { environment: successorOf, brokerCredentialsKeyArn } },
  };
}
