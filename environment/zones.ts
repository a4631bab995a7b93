/** The stack's zones, or the first three of the Region. Where a Region names its zones otherwise, the stack says which. */
export function zonesOf({ zones }: { readonly zones?: readonly string[] | undefined }, region: string): string[] {
  return zones === undefined ? ["a", "b", "c"].map((letter) => `${region}${letter}`) : [...zones];
}
