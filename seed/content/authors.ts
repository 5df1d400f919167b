/** Who writes the demo content. */
export const authors = [
  { username: "mara", bio: "Cabinetmaker. Cuts tails first and argues about it." },
  { username: "oskar", bio: "Restores planes and saws that others gave up on." },
  { username: "ines", bio: "Builds chairs from green wood, mostly ash, in a shed that leans." },
  { username: "tobias", bio: "Finisher by trade. Shellac under the fingernails." },
  { username: "wren", bio: "Writes software on weekdays and makes boxes at the weekend." },
  { username: "jun", bio: "Boatbuilder's apprentice, learning to see a fair curve." },
  { username: "leonie", bio: "Teaches an evening class in hand-tool woodworking." },
  { username: "sam", bio: "Runs a workshop shared by eleven people and one bandsaw." },
] as const;

/** A user name of the demo content. */
export type DemoName = (typeof authors)[number]["username"];

/** The one account of the demo content that can sign in, so that a newcomer sees a feed of their own. */
export const demoAccount = {
  username: "demo",
  email: "demo@example.com",
  password: "dovetail-demo",
  bio: "A guest in the workshop. Change anything; it is only a demonstration.",
} as const;

/** Who follows whom. */
export const follows: readonly (readonly [DemoName | "demo", readonly DemoName[]])[] = [
  ["demo", ["mara", "wren", "jun", "leonie"]],
  ["mara", ["oskar", "tobias", "leonie"]],
  ["oskar", ["mara", "sam"]],
  ["ines", ["mara", "jun", "oskar", "leonie", "sam"]],
  ["tobias", ["mara", "ines"]],
  ["wren", ["mara", "oskar", "ines", "tobias", "jun", "leonie", "sam"]],
  ["jun", ["ines", "oskar"]],
  ["leonie", ["mara", "oskar", "ines", "tobias"]],
  ["sam", ["leonie", "wren", "oskar"]],
];
