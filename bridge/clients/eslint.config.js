import js from "@eslint/js";
import noUnsanitized from "eslint-plugin-no-unsanitized";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const ONLY_THE_CLIENT = "Only @campfire/client talks to the server; ask it instead.";

export default tseslint.config(
  { ignores: ["**/dist/", "target/", "**/node_modules/", "client/src/generated/"] },
  js.configs.recommended,
  noUnsanitized.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      // A number in a template literal reads well and prints the same everywhere.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // `() => send()` is the common form of a handler.
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // `const { gone, ...rest } = whole` leaves a key out.
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
      // The exhaustive default of a switch: `event satisfies never`.
      "@typescript-eslint/no-unused-expressions": "error",
      "no-eval": "error",
      "no-new-func": "error",
      "no-console": "error",
    },
  },
  {
    files: ["widget/**/*.{ts,tsx}", "dashboard/**/*.{ts,tsx}"],
    plugins: { "react-hooks": reactHooks },
    rules: {
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      "no-restricted-globals": ["error", { name: "WebSocket", message: ONLY_THE_CLIENT }],
    },
  },
  {
    files: ["widget/**/*.{ts,tsx}"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: ["@campfire/dashboard*", "@campfire/client/*", "react", "react-dom"] },
      ],
    },
  },
  {
    files: ["dashboard/**/*.{ts,tsx}"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: ["@campfire/widget*", "@campfire/client/*", "preact", "preact/*"] },
      ],
    },
  },
  {
    files: ["**/*.{js,mjs}"],
    languageOptions: {
      globals: { process: "readonly", console: "readonly", URL: "readonly", Buffer: "readonly" },
    },
  },
);
