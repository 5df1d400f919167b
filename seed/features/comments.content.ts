import type { DemoName } from "../content/index.ts";

type SeededComment = readonly [author: DemoName | "demo", body: string];

/** Comments on articles, by the article's title, in order. */
export const commentsOf: Readonly<Record<string, readonly SeededComment[]>> = {
  "How dovetails hold": [
    ["leonie", "I give beginners one in six for everything and let them break a few corners. They remember it."],
    ["oskar", "The part about trying it five times is the whole lesson."],
    ["mara", "It took me about fifty drawers to believe it myself."],
  ],
  "What a rusty plane is telling you": [
    ["wren", "A test suite for planes: three assertions, each earned the hard way."],
    ["leonie", "May I print this for the class?"],
    ["oskar", "Please do."],
  ],
  "A workshop is mostly a floor": [
    ["leonie", "We drew ours with chalk, in full size, and walked it for an evening."],
    ["sam", "That is the best way. Ours cost a move."],
  ],
  "Shellac for people in a hurry": [
    ["wren", "A finish with undo. I am sold."],
    ["tobias", "For a day or two, yes. After that it is a commit."],
  ],
  "Interfaces are joinery": [
    ["mara", "I understood the first paragraph and agree with all of it."],
    ["demo", "The mallet line made my day."],
  ],
  "Tails first or pins first": [
    ["mara", "Tails. Always. But I read it to the end."],
    ["jun", "On boats the question hardly comes up, and I am glad of it."],
  ],
  "Sharpening in ten minutes, without a shrine": [
    ["demo", "The burr along the whole edge was what I had been missing."],
    ["oskar", "Flatten the stones, too. Once a month, on a piece of glass."],
  ],
  "Working in a shed that leans": [["oskar", "I am somebody who will."]],
  "Oil is patience by the spoonful": [
    ["sam", "We have a steel bin with a lid and water in it. It paid for itself in sleep."],
    ["leonie", "I read that last paragraph aloud on the first evening of every course."],
  ],
  "Delete the tool well": [
    ["mara", "I feel quoted, and well."],
    ["sam", "Ours is a shelf called *various*. Same thing."],
  ],
  "A wet tenon in a dry leg": [
    ["wren", "How far from dry may the legs be? Mine cracked at the top."],
    ["ines", "Around fifteen to twenty per cent. Leave the tops long and cut off what cracks."],
  ],
  "The bench I would build again": [
    ["wren", "Drilled as needed and never in advance. You would do well in my trade."],
    ["demo", "How thick is the top?"],
    ["mara", "Nine centimetres of beech, glued from what the stair makers throw away."],
  ],
  "Let the constraint decide": [
    ["demo", "How do you tell which constraint refused when there are two?"],
    ["wren", "Its name comes with the error. Name your constraints."],
  ],
  "The spokeshave and the fair curve": [
    ["mara", "A curve that never hurries. I shall steal that."],
    ["ines", "Try it by candlelight from the side. The shadow shows what the palm feels."],
  ],
  "Matching a colour that time made": [["oskar", "I do the same with handles. Too light, always, and then wait."]],
  "Small commits, like thin shavings": [
    ["oskar", "Set the iron back until it stops cutting. Then forward by a breath."],
  ],
  "A scarf joint, eight times as long as it is thick": [
    ["sam", "We use a router sled for these. Yours is quieter."],
    ["ines", "Would love to see the stepped boards before planing."],
  ],
  "One bandsaw, eleven people": [
    ["wren", "The red tag is a lock with a visible owner. Perfect."],
    ["tobias", "Rule three should be carved into the table."],
  ],
  "Teaching twelve people to saw at once": [
    ["sam", "Borrowed for our induction day. The feet fixed nearly everything."],
  ],
  "Milk paint on chairs": [
    ["demo", "Black under red, or red under black?"],
    ["ines", "Red under black. It wears to a glow rather than to a wound."],
  ],
  "What a workshop knows about on-call": [
    ["wren", "I brought the wall page to work. It hangs next to the coffee machine."],
    ["leonie", "*Careless* is banned in my class as of today."],
  ],
  "Pocket screws, without apology": [["mara", "I mind. But the paint-tin clause is fair."]],
  "Lending tools without losing friends": [
    ["wren", "This beats every ticket system I have used."],
    ["ines", "Ours has hooks in two heights, one for the children."],
  ],
  "Seven coats of varnish and one fly": [["mara", "You have just told everyone where to look."]],
  "A test is a square": [
    ["leonie", "We check every square on the first evening. A third of them are off."],
    ["wren", "That matches my experience with tests."],
  ],
  "Drawboring: a pin that pulls": [["demo", "I tried it on scrap and heard the shoulder close. Wonderful."]],
  "Make one mallet before you buy any": [["jun", "Mine came out with a twist, and it is still my favorite."]],
  "Lofting, or how to refactor a boat": [
    ["wren", "I now say *let us loft it* in meetings, and people have stopped asking."],
    ["ines", "A stick with notches is my loft. Smaller boats."],
  ],
  "Gluing end grain is not hopeless": [
    ["wren", "Small sample, honest error bars. I wish benchmarks were written like this."],
  ],
  "Buying a tree": [
    ["jun", "We look for the opposite: bends that grew where a frame needs one."],
    ["ines", "I send you mine, you send me yours."],
  ],
  "Wax at the end, and only at the end": [["sam", "Found out on a tabletop. It left."]],
  "Choosing boring tools": [
    ["oskar", "Forty is young for a vice."],
    ["tobias", "The last sentence belongs on a wall."],
    ["demo", "Which new things did survive your questions?"],
  ],
};
