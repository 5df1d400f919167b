import * as z from "zod";

/** The message of all contestants, as an article's change would be. */
export const Change = z.object({ slug: z.string(), title: z.string(), tagList: z.array(z.string()) });

export const changeOf = (serial: number) => ({
  slug: `how-joints-hold-${serial}`,
  title: `How joints hold, part ${serial}`,
  tagList: ["wood", "glue", "joints"],
});

/** Path by which the load generator asks for messages: `POST /tell?count=`. */
export const tellPath = "/tell";
