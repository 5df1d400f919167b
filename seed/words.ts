/** First words of generated titles. */
export const adjectives = [
  ...["Quiet", "Patient", "Honest", "Sharp", "Plain", "Careful", "Crooked", "Seasoned", "Borrowed", "Forgotten"],
  ...["Simple", "Stubborn", "Weathered", "Clever", "Slow", "Modest", "Narrow", "Heavy", "Thrifty", "Restless"],
] as const;

/** Subjects of generated articles. */
export const materials = [
  ...["oak", "ash", "walnut", "cherry", "pine", "beech", "brass", "steel", "linen", "shellac"],
  ...["elm", "maple", "yew", "leather", "hide-glue", "birch", "cedar", "copper", "clay", "paper"],
] as const;

/** Last words of generated titles, before their number. */
export const nouns = [
  ...["benches", "drawers", "joints", "handles", "shelves", "chairs", "boxes", "frames", "hinges", "mallets"],
  ...["tables", "doors", "stools", "chisels", "planes", "saws", "clamps", "jigs", "cabinets", "trestles"],
] as const;

/** Sentences of generated bodies and comments. */
export const sentences = [
  "Measure once against the work and not against the ruler.",
  "The first cut decides how much there is to repair.",
  "A dull edge asks for force, and force is where accidents begin.",
  "We tried it on scrap, and the scrap taught us more than the plan did.",
  "Leave the line; it can be planed away later, but not put back.",
  "Grain that rises towards you will tear whatever you do to it.",
  "It took an afternoon, most of which went into finding the square.",
  "The glue wants less than you think and longer than you hoped.",
  "Two shallow passes are faster than one deep one and a repair.",
  "Nobody sees the back of a drawer, except whoever mends it.",
  "Clamps hold what fits; they should not be asked to persuade.",
  "If the joint needs a mallet to come apart, it was good enough.",
  "The bench is level on one day of the year, and today is not that day.",
  "Write the dimension on the piece itself, on the face that will be cut off.",
  "A thin coat dries overnight, and a thick one never quite does.",
  "What was one hundred when it was wet is ninety-four when it is dry.",
  "Sharpen before you begin, not when you notice.",
  "Cut the tails first, and let them say where the pins go.",
  "The old screw holes were the best drawing of the piece we had.",
  "It looked wrong until the light came from the other side.",
  "Every jig is made twice: once to find out, once to use.",
  "Sweep the floor first, and the dropped pin is easy to find.",
  "Where two boards meet, one of them will move more than the other.",
  "A pencil line is wider than the gap you will complain about.",
] as const;
