import type { DemoArticle } from "./article.ts";

/** On the places where work is done. */
export const workshop: readonly DemoArticle[] = [
  {
    author: "sam",
    title: "A workshop is mostly a floor",
    description: "Before benches and machines, look down.",
    tagList: ["workshop", "planning"],
    body: `We moved twice before we learned to look at the floor first. Concrete is kind to machines and cruel to knees and chisels. Boards are warm, drum like a stage, and let small screws pass into another world.

What we have now is concrete with boards where people stand: two strips, each a metre wide, in front of the benches and the lathe. Dropped edges survive. Machines stand directly on the concrete, shimmed once and never again.

Draw the floor before you draw the walls. Mark how the longest board travels from the door to the saw, through the saw, and out. Whatever stands in that path will be moved every day, by you.`,
  },
  {
    author: "ines",
    title: "Working in a shed that leans",
    description: "Twelve square metres, no right angle, and every chair so far.",
    tagList: ["workshop", "chairs", "small-spaces"],
    body: `My shed leans to the south-west by about three degrees. I know, because a marble put on the bench always leaves by the same corner.

For chairs this does not matter. A chair has few right angles, and its legs are levelled at the end on the only flat thing I own, a slab of stone from a kitchen. Everything else is measured from the piece itself: leg against leg, rung against rung, a stick with notches instead of a tape.

In a space this small a tool must either hang or leave. I allow myself one of each, and what I have not taken from its hook in a year goes to somebody who will.`,
  },
  {
    author: "mara",
    title: "The bench I would build again",
    description: "Heavier, shorter and plainer than the first one.",
    tagList: ["workshop", "benches", "shop-furniture"],
    body: `My first bench had drawers, a tool well, two vices and a top as smooth as a piano. It walked across the room when I planed. The second weighs twice as much and has nothing underneath but a shelf for offcuts, which weigh, too.

What I would keep: legs flush with the front edge of the top, so that a long board can be clamped anywhere. One good vice. A row of holes for dogs and holdfasts, drilled as needed and never in advance. A height at which my knuckles just touch the top.

What I would leave out is the tool well. It collected shavings, then tools beneath shavings, and then excuses.`,
  },
  {
    author: "tobias",
    title: "Dust is a finish, too",
    description: "Where it comes from and how to have less of it on wet varnish.",
    tagList: ["workshop", "finishing", "dust"],
    body: `Every speck in a varnished surface was somewhere else an hour earlier: on a beam, on your sleeves, on the lamp. Cleaning just before finishing makes it worse, because it puts everything into the air.

Clean the day before. In the morning, mist the floor with water, change your shirt, and close the door. Wipe the piece with a barely damp cloth, since a dry one charges the surface and invites all that floats by.

Then keep still. Of all the filters I have tried, walking less was the best.`,
  },
  {
    author: "leonie",
    title: "Teaching twelve people to saw at once",
    description: "What to watch when you cannot watch everyone.",
    tagList: ["workshop", "teaching", "saws"],
    body: `Do not watch the saws, listen to them. A cut that goes well has an even breath. A stutter means too much pressure, a scream means a bent saw, and silence means that somebody is about to tell you that the saw is bad.

I put the feet right first. If the forearm, the saw and the cut lie in one line, most of what is left comes by itself. So the first exercise has no wood in it: stand, swing the arm like a pendulum, and step sideways until it swings over the mark.

The second exercise is twenty cuts to a line, all in the same board. Nobody is praised for the best one. We look at the twentieth next to the first, and that is enough praise for the evening.`,
  },
  {
    author: "sam",
    title: "Lending tools without losing friends",
    description: "A board, a nail, and a name on a tag.",
    tagList: ["workshop", "community"],
    body: `Sharing tools fails for a dull reason: nobody remembers. Not theft, not carelessness, simply the third week.

So every tool that may leave has an outline on the wall and a nail in the middle of it. Whoever takes the tool hangs a tag with their name on the nail. That is the entire system. There is no book and no date.

What surprised us is that the empty outline does the work. It is a question in the middle of the room, asked in front of everybody, and tools come back because somebody grew tired of seeing their own name.`,
  },
  {
    author: "jun",
    title: "Heat, damp and a winter of glue",
    description: "Keeping a cold boat shed warm in exactly the right places.",
    tagList: ["workshop", "boats", "glue"],
    body: `The shed is as long as a tennis court and as warm as one. Heating all of it is out of the question; the epoxy, though, asks for fifteen degrees through the night, whoever pays.

We build tents. A frame of laths over the joint, a blanket, a lamp of sixty watts, and a thermometer that can be read through a slit. One lamp keeps a scarf at twenty degrees while frost grows on the windows next to it.

Warm the wood the day before, not only the glue. Warm glue on cold wood becomes cold glue, and cold glue becomes a story that you tell the apprentices.`,
  },
  {
    author: "ines",
    title: "Buying a tree",
    description: "What to ask a forester when you want one log and no truck.",
    tagList: ["workshop", "green-wood", "planning"],
    body: `Chairmakers need little wood, but it has to be the right piece. One straight ash, felled in winter, as thick as two spread hands, gives parts for about six chairs.

Ask for a butt log from a tree that stood close to others, since neighbours make trees grow straight and without branches. Look at the bark: its furrows show which way the fibres run. If they climb around the trunk like a staircase, so will every split.

Bring wedges and halve it where it lies. Two halves can be carried by two people and a bad back, and you learn at once what you bought.`,
  },
];
