"use strict";
const tsNode = require("ts-node");

process[tsNode.REGISTER_INSTANCE]?.enabled(false);
tsNode.register({ transpileOnly: true });
require("./pack.ts");
