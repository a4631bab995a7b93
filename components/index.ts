/** The Kianax component library. */
export * from "./alerting";
export * from "./audit";
export * from "./base";
export * from "./budget";
export * from "./cache";
export * from "./cluster";
export * from "./database";
export * from "./delivery";
export * from "./edge";
export * from "./keys";
export * from "./network";
export * from "./recovery";
export * from "./secrets";
export * from "./service";
export * from "./state";
