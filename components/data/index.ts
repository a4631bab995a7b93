export { allowPeer, createClosedGroup, type Listening, type Peer } from "./access";
export { createCredential, CREDENTIAL_VERSION, PASSWORD_SHAPE, writeCredential, type Credential } from "./credential";
export { parseDailyWindow, parseWeeklyWindow, windowProblems, windowsOverlap, type Span, type WindowArgument } from "./windows";
