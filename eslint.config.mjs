import eslint from "@eslint/js";
import tseslint from "typescript-eslint";

const lengthLimit = ["error", { max: 300, skipBlankLines: true, skipComments: true }];

export default tseslint.config(
  { ignores: ["node_modules/**", ".local/**", "**/dist/**", "**/node_modules/**"] },
  eslint.configs.recommended,
  ...tseslint.configs.recommended,
  {
    rules: {
      "max-lines": lengthLimit,
      eqeqeq: "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // A resource that an apply creates is invisible at preview: https://www.pulumi.com/docs/iac/concepts/inputs-outputs/apply/
      "no-restricted-syntax": [
        "error",
        {
          selector: "CallExpression[callee.property.name='apply'] :function NewExpression[callee.type='MemberExpression']",
          message: "Do not create resources inside apply: previews cannot see them.",
        },
      ],
    },
  },
  {
    files: ["components/**/*.ts"],
    ignores: ["components/**/*.test.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ regex: "^(\\.\\./)+(environment|services|policies|local-cloud|test|bench)(/|$)", message: "Components import nothing from outside components/." }] },
      ],
    },
  },
  {
    files: ["**/*.js", "**/*.mjs"],
    languageOptions: { globals: { require: "readonly", module: "writable", process: "readonly", __dirname: "readonly", console: "readonly", Buffer: "readonly", setTimeout: "readonly", clearTimeout: "readonly" } },
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
);
