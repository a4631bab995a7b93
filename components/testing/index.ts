/** A mock of the engine for tests of components: it records what they register, and refuses what it does not know. */
export { type BadCase, type BadCases, describeBadArguments, someNeighbour } from "./bad-arguments";
export { type MockOptions, type Outputs, resolved, withMocks } from "./mocks";
export { type Invoked, keyOf, type Message, Plan, type Planned } from "./plan";
export { UNKNOWN, type Value } from "./wire";
