export { accessLogDelivery, createClosedBucket, type ClosedBucket, type ClosedBucketArgs } from "./closed-bucket";
export { replicate, replicationStatements, type ReplicationArgs, type ReplicationFacts } from "./replication";
