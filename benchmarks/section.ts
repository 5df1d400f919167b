/** Rows under headings; the first column is text, the others are numbers. */
export interface Table {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** One bar of a chart. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  /** Highlights Dovetail's bars. */
  readonly isOurs: boolean;
}

/** Groups of bars on one scale. */
export interface Chart {
  readonly title: string;
  /** Subtitle: the unit, and which direction is better. */
  readonly note: string;
  readonly unit: string;
  readonly groups: readonly { readonly label: string; readonly bars: readonly Bar[] }[];
}

/** Results of one part of the benchmark. */
export interface Section {
  /** Name of the part on the command line and in the document. */
  readonly name: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly tables: readonly Table[];
  readonly chart?: Chart;
  /** Files saved beside the document, by name. */
  readonly files?: Readonly<Record<string, string>>;
}

export const decimals = (value: number, digits: number): string => value.toFixed(digits);
export const times = (value: number): string => `${value.toFixed(2)}×`;
export const whole = (value: number): string => Math.round(value).toLocaleString("en-US");
