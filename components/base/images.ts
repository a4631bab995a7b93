/** How long container images stay, in a repository and in its replica. */

/** An immutable tag never moves away from an image: what has none is part of an index, which keeps it, or what a push left half-way. */
export const UNTAGGED_DAYS = 7;
