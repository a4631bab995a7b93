import path from "node:path";

/** Root of the checkout. */
export const ROOT = path.resolve(__dirname, "..", "..");
