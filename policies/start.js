"use strict";
// Pulumi's policy runner registers ts-node with `typeCheck: true`, which wins over `transpileOnly` of tsconfig.json and
// costs seconds at every preview (@pulumi/pulumi/cmd/run-policy-pack/run.js). Type checking belongs to the tests.
const tsNode = require("ts-node");

process[tsNode.REGISTER_INSTANCE]?.enabled(false);
tsNode.register({ transpileOnly: true });
require("./index.ts");
