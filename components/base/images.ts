/** How long container images stay, in a repository and in its replica. */

/** An immutable tag never moves away from an image: what has none is part of an index, which keeps it, or what a push left half-way. */
export const UNTAGGED_DAYS = 7;

/**
 * What ECR counts as images where a release is to stay: its index, the image for the nodes' architecture, and what attests how it
 * was built. Those that an index names expire after it.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
 */
export const MANIFESTS_PER_RELEASE = 3;
