// Modules that examples in the documentation import, but that the project does not install.

declare module "expo-secure-store" {
  export function getItemAsync(key: string): Promise<string | null>;
  export function setItemAsync(key: string, value: string): Promise<void>;
  export function deleteItemAsync(key: string): Promise<void>;
}

declare module "expo-router" {
  export const router: { replace(href: string): void };
}
