/**
 * IAM path of everything that stands before the first pipeline runs: roles and policies below it are what pipelines are
 * made of, and no pipeline may change them.
 */
export const BOOTSTRAP_PATH = "/bootstrap/";
