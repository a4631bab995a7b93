/** The Kianax component library. */
export * from "./base";
export * from "./keys";
export * from "./network";
