/** A program without resources: what an engine run costs by itself. */
export {};
