import { openEnum, operation } from '@bimodal/contract';
import { z } from 'zod';
import { restCallers } from './callers.ts';
import { flag, text, time } from './fields.ts';
import { hal } from './hal.ts';
import { report, run, workspace } from './inputs.ts';

export const PdfExport = z
  .object({
    state: openEnum(['new', 'requested', 'completed']).describe('Final: `completed`.'),
    created_at: time.nullish().describe('Null while it is new.'),
    stale: flag.nullish().describe('Whether the run has changed since it was made.'),
    filename: text.nullish().describe('Null until it is completed.'),
    ...hal,
  })
  .meta({ id: 'PdfExport', description: 'A PDF of a report run, on its way or made.' });

export const getPdfExport = operation({
  id: 'pdfExports.get',
  method: 'GET',
  path: '/api/{workspace}/reports/{report}/exports/runs/{run}/pdf.pdf',
  input: z.object({ workspace, report, run }),
  output: PdfExport,
  // The first look begins the export, the later ones only look.
  idempotent: true,
  source: 'observed',
  doc: 'Begins the PDF of a run at the first call, and tells how far it is at the later ones. `pdfExports.pdf` waits and gives it.',
  callers: restCallers,
});

export const downloadPdfExport = operation({
  id: 'pdfExports.download',
  method: 'GET',
  path: '/api/{workspace}/reports/{report}/exports/runs/{run}/pdf/download',
  input: z.object({ workspace, report, run }),
  output: z.unknown(),
  accept: 'application/pdf, */*',
  stream: 'bytes',
  idempotent: true,
  source: 'documented',
  doc: 'The PDF of a run, once it is made; until then 404 “export not yet generated”.',
  callers: restCallers,
});
