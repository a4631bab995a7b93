import type { ServiceError } from "@grpc/grpc-js";
import { Metadata, status } from "@grpc/grpc-js";
import * as pulumi from "@pulumi/pulumi";
import { InputPropertiesError } from "@pulumi/pulumi/proto/errors_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";

/** What the engine prints: the error's sentence, with the properties it names as details the engine understands. */
export function asServiceError(error: unknown): Partial<ServiceError> {
  if (pulumi.InputPropertiesError.isInstance(error)) {
    return invalidProperties(error.message, error.errors ?? []);
  }
  if (pulumi.InputPropertyError.isInstance(error)) {
    const { propertyPath, reason } = error as pulumi.InputPropertyErrorDetails & Error;
    return invalidProperties("", [{ propertyPath, reason }]);
  }
  return { code: status.UNKNOWN, details: error instanceof Error ? error.message : String(error) };
}

function invalidProperties(
  message: string,
  errors: readonly pulumi.InputPropertyErrorDetails[],
): Partial<ServiceError> {
  const details = new InputPropertiesError();
  for (const { propertyPath, reason } of errors) {
    const property = new InputPropertiesError.PropertyError();
    property.setPropertyPath(propertyPath);
    property.setReason(reason);
    details.addErrors(property);
  }
  const packed = new Any();
  packed.pack(details.serializeBinary(), "pulumirpc.InputPropertiesError");
  const response = new Status();
  response.setCode(status.INVALID_ARGUMENT);
  response.setMessage(message);
  response.addDetails(packed);

  const metadata = new Metadata();
  // The key under which gRPC implementations pass google.rpc.Status.
  metadata.set("grpc-status-details-bin", Buffer.from(response.serializeBinary()));
  return { code: status.INVALID_ARGUMENT, details: message, metadata };
}
