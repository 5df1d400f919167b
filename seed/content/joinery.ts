import type { DemoArticle } from "./article.ts";

/** On joints and why they hold. */
export const joinery: readonly DemoArticle[] = [
  {
    author: "mara",
    title: "How dovetails hold",
    description: "Why a joint without a nail outlives the drawer it belongs to.",
    tagList: ["joinery", "dovetails", "hand-tools"],
    body: `A drawer front is pulled a few thousand times before anyone thinks about it. Each pull tries to part the front from the sides, and a nail resists that with nothing but friction. A dovetail resists with its shape: the tails are wider at the end than at the root, so the pull that would open the joint drives its cheeks together.

That is also why the direction matters. The tails belong on the sides and the pins on the front. Turn it round and the joint looks the same in a photograph, yet slides apart in the very direction in which a drawer is used.

## What the slope does

A slope of one in six is enough for softwood and one in eight for hardwood. Steeper looks bold but leaves short grain at the corners, which crumbles when the joint goes together. Flatter is nearly a finger joint and leans on the glue.

Cut it so that it goes together once, with a mallet and a straight face. A joint that has been tried five times has been sanded by itself.`,
  },
  {
    author: "leonie",
    title: "Tails first or pins first",
    description: "Both work. Here is how to choose without starting a feud.",
    tagList: ["joinery", "dovetails", "teaching"],
    body: `Every term somebody asks which half to cut first, and every term I answer with a question: which half can you hold in the vice while you mark the other?

Tails first lets you clamp two drawer sides together and saw both at once. The saw cuts square across, which most people do well, and only the slope is freehand. Any slope that you happen to cut is right, since the pins are marked from it.

Pins first is easier to mark for **half-blind** joints with narrow pins, because a knife fits where a pencil does not. It is also what you want when the tail board is too large to stand on end.

So: tails first by default, pins first when the knife says so. The wood does not know what you did.`,
  },
  {
    author: "ines",
    title: "A wet tenon in a dry leg",
    description: "Green woodworkers let the wood do the clamping. It needs some planning.",
    tagList: ["joinery", "chairs", "green-wood"],
    body: `Ash shrinks across the grain as it dries and hardly at all along it. A chair made of parts at different stages of drying therefore tightens its own joints, provided that the right half shrinks.

Dry the rungs until they stop losing weight. I keep them above the stove in a rack and weigh one in the morning: when two mornings agree, they are done. The legs stay as they are, somewhere between a fresh log and a plank from the yard. A bone-dry tenon swells a little inside the damp mortise; the mortise then shrinks around it.

Bore the mortises so that the growth rings of the rung stand upright in them. The tenon then swells along the leg, where the wood is strong, and not across it, where it would split.

No glue, no wedges, and a chair from nineteen years ago that still cannot be pulled apart by hand.`,
  },
  {
    author: "mara",
    title: "The mortise is a depth, not a hole",
    description: "Fitting a tenon starts with the thing you cannot see.",
    tagList: ["joinery", "mortise-and-tenon", "hand-tools"],
    body: `People judge a mortise by its mouth. The mouth matters for looks, and the walls matter for strength, but what spoils the fit is usually the floor: a lump left in the middle that stops the shoulder a hair from closing.

Three habits help.

1. Chop from the middle towards the ends, so that the chips always have somewhere to go.
2. Mark the depth on the chisel with tape, and go one tape's width further.
3. Feel the walls with a short ruler held on edge. It tells you about bellies that no eye finds.

Then cut the tenon to the mortise. A tenon can be planed; a mortise can only grow.`,
  },
  {
    author: "jun",
    title: "A scarf joint, eight times as long as it is thick",
    description: "What I learned when two short planks had to become one long one.",
    tagList: ["joinery", "boats", "glue"],
    body: `Planks for a boat are longer than trees, or so it seems when you stand in the yard with a tape. So you make a long plank from two short ones, by planing a taper on each and gluing the tapers to each other.

The rule here is eight to one: for stock of twelve millimetres, the slope is nearly ten centimetres long. Shorter, and the joint breaks before the wood beside it does; longer, and the feather edge curls up while you look at it.

I stacked both boards with their ends stepped, clamped them to the bench, and planed the whole staircase at once until it was a ramp. Glue lines in the plywood of the bench hook served as a ruler, because they stay parallel only while you plane flat.

My first one opened at the feather edge. I had squeezed out all the glue: too many clamps, too little patience. The second held while the plank was bent cold around the moulds, and nobody could find it under the paint.`,
  },
  {
    author: "sam",
    title: "Pocket screws, without apology",
    description: "When speed is the requirement, and when it only looks like one.",
    tagList: ["joinery", "workshop", "shop-furniture"],
    body: `In a shared workshop somebody always needs a cabinet by Friday. Pocket screws make one by Thursday, and I have stopped being embarrassed about it.

They are good where a long-grain edge meets a wide face, where nobody sees the back, and where you may one day want to take the thing to pieces. They are bad in end grain, in anything narrower than four centimetres, and wherever a joint will be racked for years: the screw holds, the wood around it powders.

The test I use: would I mind rebuilding this in five years? For a shelf of paint tins, no. For a table at which my children will sit, yes, and so that gets mortises.`,
  },
  {
    author: "leonie",
    title: "Drawboring: a pin that pulls",
    description: "Two holes that deliberately do not line up.",
    tagList: ["joinery", "mortise-and-tenon", "teaching"],
    body: `Before long clamps were cheap, shoulders were closed with a peg. The hole through the tenon is bored a little nearer to the shoulder than the holes through the mortised piece. A tapered pin finds its way through all three and in doing so draws the joint tight.

How little is a little? In oak a millimetre, in pine up to two. If the pin can be seen to bend on its way in, it was too much. Split the pins from straight stock instead of turning them: a split pin follows its grain and bends where a turned one snaps.

Wax the pin, not the hole. Leave it long. And drive it while somebody else watches the shoulder, since that moment when the line disappears is the best one in the whole course.`,
  },
  {
    author: "mara",
    title: "Gluing end grain is not hopeless",
    description: "Weak, yes. Useless, no. What a sizing coat changes.",
    tagList: ["joinery", "glue"],
    body: `The rule says that end grain does not glue. The truth is that end grain drinks: the glue that should have stayed in the joint goes up the pores, and what remains is a starved line.

Brush on a first coat, thinned with a tenth of water, and wait until it no longer shines. Then glue as usual. It will never be as strong as long grain against long grain, but for mitres on a small box it is enough to hold until the splines are in.

I tested six of each with a bathroom scale and a lever. The sized joints took a bit more than twice the load. Six is not many, and my scale is not a laboratory, so test your own.`,
  },
];
