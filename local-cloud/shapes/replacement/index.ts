export function replacementOf(): any { return {changed:[],unset:[],implied:{}}; }
