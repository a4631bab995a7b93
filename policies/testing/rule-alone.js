// For stryker.config.mjs: the cases are decided in this process, where changes of the code are tried.
"use strict";

const { judgeWith, ruleAlone } = require("./judge.ts");

judgeWith(ruleAlone);
