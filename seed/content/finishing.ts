import type { DemoArticle } from "./article.ts";

/** On the last hours of a piece, which everybody sees. */
export const finishing: readonly DemoArticle[] = [
  {
    author: "tobias",
    title: "Shellac for people in a hurry",
    description: "It dries while you look for the lid.",
    tagList: ["finishing", "shellac", "beginners"],
    body: `Shellac is the finish that I recommend to those who have no patience, because it asks for none. A coat dries in a quarter of an hour. A fault in it dissolves under the next coat. And a brush that has hardened softens again in alcohol.

Dissolve flakes in alcohol, one part to eight by weight for the first coats. Lay it on with a soft brush, from a wet edge, and never go back over what has begun to set. Four thin coats in a morning, a night's rest, then rub down with the finest steel wool and wax.

What shellac does not like is hot tea and spilled spirits. For a bookcase neither matters. For a bar, ask a chemist.`,
  },
  {
    author: "tobias",
    title: "Oil is patience by the spoonful",
    description: "Why the third coat should hardly be there at all.",
    tagList: ["finishing", "oil"],
    body: `Linseed oil hardens by taking up oxygen, not by drying. It can take up only so much through its own skin, and so a thick coat stays soft below, for weeks, and then for good.

Flood the first coat, wait twenty minutes, and wipe off *everything* that the wood has not swallowed. The second coat is half as much. The third one is what a cloth leaves behind after you have tried to wring it out.

Spread the cloths flat outdoors, or drown them in a bucket. A crumpled oily rag heats itself until it burns; it does so an hour after you have gone home. This paragraph is the reason why I wrote the other two.`,
  },
  {
    author: "mara",
    title: "Planed, scraped or sanded",
    description: "Three surfaces, and what each does to the light.",
    tagList: ["finishing", "hand-tools", "surfaces"],
    body: `A planed surface is cut. The fibres end cleanly, light enters and returns, and the figure seems to lie a finger deep. A sanded surface is scratched, finely and evenly, and returns the light a bit as fog does.

That does not make planing right and sanding wrong. Under a thick varnish you see no difference. Under oil you do, and under nothing but wax you see hardly anything else.

The scraper stands between the two. It is for the grain that tears whichever way you plane it: take off the last tenth of a millimetre with it, and stop before you have scraped a hollow.`,
  },
  {
    author: "tobias",
    title: "Matching a colour that time made",
    description: "Repairing a table without the repair being the first thing you see.",
    tagList: ["finishing", "restoration", "colour"],
    body: `New wood in an old table looks like a tooth from another mouth. To stain it until it has the right brown is the obvious way, and it fails as soon as the sun comes round: the old colour is made of several layers, and yours is one.

Build it as time did. A pale yellow first, over everything, as a ground. Then a thin brown, only into the pores. Then the finish, warmed by a drop of colour, in coats so thin that the first three seem to do nothing.

Compare in the light of the room in which the table lives, standing, from where people sit. And leave it a shade too light. It will catch up; the opposite never happens.`,
  },
  {
    author: "ines",
    title: "Milk paint on chairs",
    description: "Thin, chalky, and better after ten years of trousers.",
    tagList: ["finishing", "chairs", "paint"],
    body: `I paint most of my chairs. Different woods go into one chair, each for what it does best, and a coat of paint lets the eye see the shape instead of the recipe.

Milk paint is lime, casein and pigment. It goes on like tinted water and looks dreadful until the second coat. Put a dark colour beneath a lighter one, and over the years the edges of the seat and the tops of the arms tell where hands have been.

Oil over it turns chalk into leather. Try that on an offcut, since it darkens everything by about a month of tanning.`,
  },
  {
    author: "jun",
    title: "Seven coats of varnish and one fly",
    description: "Notes from the brightest plank on the boat.",
    tagList: ["finishing", "boats", "varnish"],
    body: `Varnish on a boat is not decoration, it is sunscreen. It is also decoration, which is why everyone looks at the one plank that was mine.

The first coat is thinned by half and disappears. The second is thinned by a quarter. From the third on it goes on as it comes, with a light sanding between, until the surface is flat when seen against the door. I learned to *tip off*: brush across, then draw the tip of the brush along, once, without breathing.

The fly came with the seventh coat. I was told to leave it, let it harden with everything else, and sand it out in the morning. There is a spot the size of a pinhead, and nobody but me will ever find it.`,
  },
  {
    author: "leonie",
    title: "Stop sanding at 180",
    description: "Finer is not smoother, once a finish goes on.",
    tagList: ["finishing", "teaching", "surfaces"],
    body: `We made a test board in class: the same piece of maple, sanded to 120, 180, 240 and 400, then oiled. With their eyes shut, nobody could tell the last three apart. With their eyes open, several people chose 180 as the warmest.

Fine paper polishes the surface until the oil cannot get in. What it does not remove are the scratches left by a coarse paper that was skipped, and those are what one really sees.

So take every step up to 180, and spend the time saved on light: a lamp lying flat on the bench shows every stripe that you would otherwise discover under the second coat.`,
  },
  {
    author: "tobias",
    title: "Wax at the end, and only at the end",
    description: "What it does, what it cannot do, and what sticks to it.",
    tagList: ["finishing", "wax"],
    body: `Wax is not a protection. It lets water through in minutes, it melts beneath a cup, and nothing will ever stick to it again without a good deal of cleaning. I use it on almost everything.

It makes a surface pleasant to touch, takes the glare off shellac, and gives a drawer its last tenth of ease. It shows wear as a soft sheen instead of a scratch. And it can be renewed by anyone with a cloth and an evening.

But it comes last. Wax below a finish is an agreement with the finish that it may leave whenever it likes.`,
  },
];
