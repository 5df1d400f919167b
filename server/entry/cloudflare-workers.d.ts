// The part of workerd's own module that is used; its published types would replace those of Node everywhere.
declare module "cloudflare:workers" {
  export const tracing: import("../telemetry/workers-tracer.ts").PlatformTracing;
}
