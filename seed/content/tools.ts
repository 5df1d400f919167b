import type { DemoArticle } from "./article.ts";

/** On tools, and on keeping them working. */
export const tools: readonly DemoArticle[] = [
  {
    author: "oskar",
    title: "What a rusty plane is telling you",
    description: "Which rust is a weekend, and which rust is the end.",
    tagList: ["tools", "planes", "restoration"],
    body: `Red dust that comes off on a thumb is nothing. A night in vinegar or an hour with a wire brush, a wipe of oil, and the plane works as it did. Worry instead about black craters near the mouth and near the edge of the iron: where steel has gone, no polish brings it back.

Look at three places before you pay. The sole just in front of the mouth, since that bit presses the wood down. The last centimetre of the iron's flat side, since it is half of the edge. And the casting behind the handles, where a fall leaves a crack thin as a hair.

Everything else is cosmetics. Some of the best planes I own look like something that was dug up, because they were.`,
  },
  {
    author: "leonie",
    title: "Sharpening in ten minutes, without a shrine",
    description: "Two stones, one strop, and a habit.",
    tagList: ["tools", "sharpening", "teaching"],
    body: `You need something coarse that shapes, something fine that polishes, and a piece of leather. Everything beyond that is a hobby, a pleasant one, and not the one that this class is about.

- **Coarse** until you feel a burr along the whole edge. Not most of it. The whole.
- **Fine** until the scratches of the coarse stone are gone, about a minute.
- **Strop** ten strokes a side, always away from the edge.

The commonest fault is to change stones too early. No amount of polishing repairs an edge that the coarse stone never reached. The second is to sharpen too seldom: a minute every half hour costs less than the hour that a blunt day demands.`,
  },
  {
    author: "oskar",
    title: "Filing a rip saw, tooth by tooth",
    description: "The file, the light and the order of the strokes.",
    tagList: ["tools", "saws", "sharpening", "restoration"],
    body: `Joint the teeth first: run a flat file along the tops until every tooth shows a bright spot. The size of that spot says how much each tooth wants. File until the spot is just gone, and not one stroke more.

For ripping, hold the file square across the blade. Two strokes into every second gullet, turn the saw round, then the others. A lamp behind the saw makes the bright spots wink out one after another, which is as close to a game as filing gets.

Set the teeth *before* the last light pass, so that this pass also dresses what the setting bent. If the saw pulls to one side afterwards, draw a fine stone once along that side. Once. Then try again on a long board.`,
  },
  {
    author: "jun",
    title: "The spokeshave and the fair curve",
    description: "My hands saw the bump a week before my eyes did.",
    tagList: ["tools", "boats", "hand-tools"],
    body: `A fair curve is one that never hurries. I was told this on the first day, nodded, and understood it in about the third month.

The spokeshave taught me. Its sole is so short that it rides into every hollow and over every bump, so it will not fair a curve for you: you have to decide where to press. Close your eyes and run your palm along the edge, from the full part towards the thin end. A bump that you cannot see feels like a door sill.

Then take shavings only from the bump, skew the tool, and stop as soon as you begin to enjoy it. What comes after joy is a flat spot.`,
  },
  {
    author: "sam",
    title: "One bandsaw, eleven people",
    description: "Rules that survived, and the ones that did not.",
    tagList: ["tools", "workshop", "machines"],
    body: `Our first rule sheet had thirty lines and nobody read it. The present one has four and hangs at eye level, on the guard.

1. Whoever finds the blade dull changes it. Not whoever made it dull: that trial never ends.
2. Slacken the tension in the evening. A red tag on the wheel says that it is slack.
3. No metal, no wood with paint on it, no *just this once*.
4. If it sounds different, stop, and tell everyone.

The fourth is the valuable one. Two bearings and a cracked tyre announced themselves days ahead by sound, and each time the person who noticed was the one who knew the least about machines.`,
  },
  {
    author: "mara",
    title: "Marking knife or pencil",
    description: "A pencil shows where. A knife decides.",
    tagList: ["tools", "marking", "hand-tools"],
    body: `A sharp pencil leaves a line a third of a millimetre wide, and every cut must choose a side of it. A knife leaves a line of no width at all, and the chisel falls into it by itself.

So I use the knife where two surfaces will meet, and the pencil for everything that will be rounded, hidden or planed away. A knife line in the wrong place, after all, is a scar; a pencil line is an opinion.

One exception: on very dark wood a knife line can hardly be seen. Rub a bit of chalk across it and wipe. The chalk stays where the knife went.`,
  },
  {
    author: "oskar",
    title: "Make one mallet before you buy any",
    description: "An afternoon, two offcuts, and a tool that fits your arm.",
    tagList: ["tools", "shop-furniture", "beginners"],
    body: `A mallet is the first tool that I ask people to make, because it needs one large mortise, forgives nearly everything, and is then used to make all that follows.

Take a block of beech or hornbeam as long as your hand is wide, twice. The mortise tapers: wider on top, so that the head tightens with each swing instead of flying into the neighbour's project. Cut the striking faces not square to the head, but so that both point to your elbow.

When the faces have become soft and furry, in ten years or so, plane them and go on.`,
  },
  {
    author: "leonie",
    title: "Five clamps are enough to start",
    description: "And one of them is a piece of rope.",
    tagList: ["tools", "beginners", "glue"],
    body: `It is said that nobody has ever owned enough clamps. In the evening class we have five per bench, and the furniture holds together.

Two long ones for panels, two short ones for everything, and one quick clamp as a third hand. Where six would be nice, think again: wedges between two stops press as hard as any screw. A rope twisted with a stick closes a chair. A stack of books has never let me down on a flat lamination.

If a joint needs the sixth clamp to close, it does not fit. That is cheap to find out before the glue and costly after it.`,
  },
];
