/**
 * What a restore has to know, written down where it can be read without the Region that is lost. No secret is among it, so it
 * is plain text: whoever restores needs no key to begin.
 */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { DEFAULT_PREFIX } from "../base";

/** Grows when what is in the document changes its meaning, and with that the versions of this library that read it. */
const FORMAT = 1;

/** What the environment that is restored was made of. */
export interface RestoreInputs {
  /** Replicated automated backup of the database, from which a point in time is restored. */
  readonly automatedBackupArn: string;
  /** Key of that backup, and so of the database that is restored from it: the replica of the environment's own. */
  readonly dataKeyArn: string;
  /** Key with which replicas of secrets are read. */
  readonly secretsKeyArn: string;
  /** Key with which the services encrypted credentials of brokers in the database. */
  readonly brokerCredentialsKeyArn: string;
  /** Vault with copies of older backups. */
  readonly vaultArn: string;
  /** Hosted zone of the environment's domain, which no Region's loss touches. */
  readonly zoneId: string;
}

type Written = { readonly [K in keyof RestoreInputs]: pulumi.Input<string> };

/** Name of the document of an environment, the same in every Region. */
export function restoreInputsName(environment: string, namePrefix = DEFAULT_PREFIX): string {
  return `/${namePrefix}/${environment}/restore-inputs`;
}

/** The document. */
export function restoreInputsText(inputs: Written): pulumi.Output<string> {
  return pulumi.jsonStringify({ format: FORMAT, ...inputs });
}

/**
 * The restore inputs of an environment, read in the Region that this one is deployed to. What is made of them has to ignore
 * their later changes: the environment that they are of may come back.
 */
export function readRestoreInputs(environment: string, namePrefix = DEFAULT_PREFIX): pulumi.Output<RestoreInputs> {
  const name = restoreInputsName(environment, namePrefix);
  const document = aws.ssm.getParameter({ name }).catch((error: unknown) => {
    throw explained(error, name, environment);
  });
  return pulumi.output(document.then(({ insecureValue }) => parseRestoreInputs(name, insecureValue)));
}

/** That nobody wrote the document is a sentence; whatever else went wrong stays as it is. */
export function explained(error: unknown, name: string, environment: string): unknown {
  return /ParameterNotFound/.test(String(error))
    ? new pulumi.RunError(
        `The parameter ${name} is not in this Region: ${environment} has not been deployed with this Region as its recovery Region, so there is nothing to restore. ` +
          `Deploy ${environment} first, or name another environment to succeed.`,
      )
    : error;
}

/** The inputs in a document, or the sentence that says what is wrong with it. */
export function parseRestoreInputs(name: string, text: string): RestoreInputs {
  const document = parsed(text);
  const refuse = (problem: string): never => {
    throw new pulumi.RunError(`The parameter ${name} ${problem}`);
  };
  if (document === undefined) {
    return refuse("holds no JSON object; deploy the environment that it describes again, which writes it anew.");
  }
  if (document["format"] !== FORMAT) {
    return refuse(`has format ${JSON.stringify(document["format"])}, and this version reads format ${FORMAT}; restore with the version that wrote it.`);
  }
  const value = (key: keyof RestoreInputs): string => {
    const found = document[key];
    return typeof found === "string" && found !== "" ? found : refuse(`lacks ${key}; deploy the environment that it describes again, which writes it anew.`);
  };
  return {
    automatedBackupArn: value("automatedBackupArn"),
    dataKeyArn: value("dataKeyArn"),
    secretsKeyArn: value("secretsKeyArn"),
    brokerCredentialsKeyArn: value("brokerCredentialsKeyArn"),
    vaultArn: value("vaultArn"),
    zoneId: value("zoneId"),
  };
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
