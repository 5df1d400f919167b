const common = new Set(["password"]);
export const isCommonPassword = (password: string): boolean => common.has(password.toLowerCase());
