import type { DemoArticle } from "./article.ts";

/** On another craft, with the same problems. */
export const software: readonly DemoArticle[] = [
  {
    author: "wren",
    title: "Interfaces are joinery",
    description: "Two parts, made by different people, that must meet without force.",
    tagList: ["software", "interfaces", "craft"],
    body: `A joint fits because both halves were cut to the same line. Not to the same intention and not to two drawings that agreed last month: to one line, scribed from one piece onto the other.

Contracts between programs go wrong where the line is drawn twice. The server says that a field may be missing and the client's copy of the type says that it may not; each half is right by its own drawing. The fix is not to measure harder. It is to scribe: write the contract once and derive both halves from it.

\`\`\`ts
const Article = z.object({ slug: z.string(), title: z.string() });
type Article = z.infer<typeof Article>;
\`\`\`

It then costs nothing to be exact, and a mallet is never needed.`,
  },
  {
    author: "wren",
    title: "Delete the tool well",
    description: "On the drawer in every program where things go to be forgotten.",
    tagList: ["software", "maintenance", "naming"],
    body: `Mara wrote that the tool well of her bench collected shavings, then tools, then excuses. Every program that I have worked on had such a place. It is called \`utils\`.

It begins with two honest functions. A year later it has sixty, of which nine are still called, three do the same, and one is essential and has no test. Nobody decided this. A place without a subject cannot refuse anything.

Move each function next to what needs it. If two places need it, it has a subject, and the subject has a name. What remains after that may be swept up.`,
  },
  {
    author: "wren",
    title: "Let the constraint decide",
    description: "A check before a write is a promise that nobody keeps.",
    tagList: ["software", "databases", "postgres"],
    body: `Two people ask for the same user name in the same millisecond. Both are told that it is free, because both asked before either wrote. Then one of them is unhappy, or worse, neither is.

The cure is old and dull: a unique index. Do not ask whether the name is free. Insert the row and listen to the answer.

\`\`\`sql
insert into account (username) values ('mara')
  on conflict do nothing
  returning id;
\`\`\`

No row came back? Then somebody was faster, and you can say so truthfully. It is the same on the bench: you do not ask whether the drawer will fit. You push it in, gently, and it tells you.`,
  },
  {
    author: "wren",
    title: "Small commits, like thin shavings",
    description: "Why the thickness of a change matters more than its direction.",
    tagList: ["software", "git", "habits"],
    body: `A thick shaving tears. The iron gets under the fibres and lifts more than it cuts, and what you see afterwards is a crater that follows the grain and not your plan.

Thick changes tear as well. A change that renames, moves, fixes and adds at the same time cannot be read, so it is not read; it is approved. And when something breaks a month later, the search ends at that change and then starts over, inside it.

I try to make commits that can be described without the word *and*. It is slower for an hour and faster for a year.`,
  },
  {
    author: "sam",
    title: "What a workshop knows about on-call",
    description: "The person who hears the noise is the person on duty.",
    tagList: ["software", "operations", "community"],
    body: `Two of our members run servers for a living. Over lunch we compared notes about things that break, and found that we have the same arguments.

They have alarms which ring so often that nobody gets up. We had a dust extractor with a warning light that was always on. In both cases the repair was the same one: fix it or take it off, but never let people learn to look away.

They write down what happened after each outage, without names. We have a page on the wall, called *near misses*, and the only rule is that one may not write *careless*. Nobody has ever learned anything from that word.`,
  },
  {
    author: "wren",
    title: "A test is a square",
    description: "It does not make the work good. It shows where it is not.",
    tagList: ["software", "testing", "craft"],
    body: `You lay a square against a corner, hold both to the window, and look for light. It takes a second. The square has never cut anything, and without it I would be guessing for the whole afternoon.

Good tests are like this: quick to lay on, clear about where the light comes through, and true themselves. A test which fails now and then is a square that has been dropped. You may keep it, but only if you know that you will never again believe it.

Check the square, by the way. Draw a line, turn the square over, and draw it again. In code that means: break the thing on purpose and see whether the test notices.`,
  },
  {
    author: "jun",
    title: "Lofting, or how to refactor a boat",
    description: "Drawing in full size finds the bumps that a plan hides.",
    tagList: ["software", "boats", "planning"],
    body: `Before a boat is built, its lines are drawn again in full size on the floor of the loft. The plan is right, on paper, at one to ten. A pencil line at that scale is a centimetre wide in reality, and a centimetre is a bump that you can see from the shore.

Wren asked what it has to do with programs, and we decided: a design on a whiteboard is one to ten. The bumps come out when you draw one slice of it in full size, from the button to the table and back, before building the other forty frames.

What I like about lofting is that nobody calls it a delay. It is understood that the floor is the cheapest place to be wrong.`,
  },
  {
    author: "wren",
    title: "Choosing boring tools",
    description: "What a forty-year-old vice taught me about dependencies.",
    tagList: ["software", "tools", "maintenance"],
    body: `My vice is older than I am. It has one screw, two jaws and no features. Everything that can go wrong with it has gone wrong before, to someone who wrote down what to do.

I look for the same in libraries. How does it fail, and is the failure described? Does its author say no? Could I read the part I depend on in an afternoon? An exciting tool answers none of these; it has not had the time.

This is not an argument against new things. My box joints are cut by a jig that I made last month. But the jig is held by the vice, and not the other way round.`,
  },
];
