"use strict";
// Pulumi's policy runner registers ts-node with `typeCheck: true`, which wins over `transpileOnly` of tsconfig.json and
// costs seconds at every preview (@pulumi/pulumi/cmd/run-policy-pack/run.js). Type checking belongs to the tests, so the
// pack is transpiled by itself.
require("./transpile.js");
require("./index.ts");
