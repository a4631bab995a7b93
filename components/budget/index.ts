export type { BudgetSettings, KianaxBudgetArgs } from "./arguments";
export { BILLED_TAGS, KianaxBudget } from "./budget";
export { budgetProblems } from "./validation";
