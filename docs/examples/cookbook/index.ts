import { defineApi } from "../../../shared/contract/index.ts";
import { draftHandlers, drafts } from "./drafts.ts";
import { intake, intakeHandlers } from "./intake.ts";
import { noteHandlers, notes } from "./notes.ts";
import { reportHandlers, reports } from "./reports.ts";
import { searches, searchHandlers } from "./searches.ts";
import { shapeHandlers, shapes } from "./shapes.ts";
import { teamHandlers, teams } from "./teams.ts";
import { ticketHandlers, tickets } from "./tickets.ts";

/** Every entry of the cookbook as one API, which the tests serve. */
export const cookbook = defineApi({ drafts, intake, notes, reports, searches, shapes, teams, tickets });

export const cookbookHandlers = {
  drafts: draftHandlers,
  intake: intakeHandlers,
  notes: noteHandlers,
  reports: reportHandlers,
  searches: searchHandlers,
  shapes: shapeHandlers,
  teams: teamHandlers,
  tickets: ticketHandlers,
};
