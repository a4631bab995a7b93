import type { Rule } from "../kernel";
import { s3AccessLogging } from "./s3-access-logging";
import { s3Lifecycle } from "./s3-lifecycle";
import { s3NoForceDestroy } from "./s3-no-force-destroy";
import { s3NoPublicAclOrPolicy } from "./s3-no-public-acl-or-policy";
import { s3PublicAccessBlock } from "./s3-public-access-block";
import { s3TlsOnly } from "./s3-tls-only";
import { s3Versioning } from "./s3-versioning";

export const storageRules: readonly Rule[] = [s3AccessLogging, s3Lifecycle, s3NoForceDestroy, s3NoPublicAclOrPolicy, s3PublicAccessBlock, s3TlsOnly, s3Versioning];
