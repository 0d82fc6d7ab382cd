import { milliseconds, TimeoutError, type ByteStream, ownCopy } from '@bimodal/auth-core';
import { ExportError } from './errors/export-error.ts';
import { PdfExportOperations } from './gen/pdf-exports.ts';
import type { GetPdfExportInput } from './gen/models.ts';
import type { ExportOptions } from './pdf/options.ts';
import { pollInterval } from './run/poll-interval.ts';
import { patience } from './run/patience.ts';
import { wait } from './run/wait.ts';

const defaultTimeout = 300_000;
const lookTimeout = 60_000;

/** Reports as PDF. */
export class PdfExports extends PdfExportOperations {
  /**
   * The PDF of a report run: has it made, waits until it is there, and gives its bytes as they arrive.
   *
   * ```ts
   * const pdf = await mode.pdfExports.pdf({ report, run: run.token });
   * await pipeline(pdf, createWriteStream(pdf.filename ?? 'report.pdf'));
   * ```
   *
   * @throws ExportError if it is not there within `timeout` (default five minutes), or the platform gives no PDF.
   */
  async pdf(input: GetPdfExportInput, options: ExportOptions = {}): Promise<ByteStream> {
    const began = performance.now();
    const { timeout = defaultTimeout, pollInterval: first = 500, ...others } = ownCopy(options);
    const call = ownCopy(others);
    patience(timeout);
    milliseconds('pollInterval', first);
    const left = (): number => timeout - (performance.now() - began);
    const callOptions = () => ({ ...call, timeout: Math.max(1, Math.min(lookTimeout, left())) });
    let job = await this.get(input, callOptions());
    for (let attempt = 0; job.state !== 'completed'; attempt += 1) {
      const { state } = job;
      if (left() <= 0) throw tooLate(state, timeout);
      await wait(Math.max(0, Math.min(pollInterval(first, attempt), left())), call.signal);
      if (left() <= 0) throw tooLate(state, timeout);
      job = await this.get(input, callOptions()).catch((error: unknown) => {
        // A look that was cut off by the end of the time for all of it.
        throw left() <= 0 && TimeoutError.isInstance(error) ? tooLate(state, timeout) : error;
      });
    }
    const bytes = await this.download(input, callOptions());
    if (bytes.contentType === 'application/pdf') return bytes;
    await bytes.cancel();
    throw new ExportError(
      `The export is ${bytes.contentType || 'of no stated type'}, not a PDF. Ask for it again.`,
      job.state,
    );
  }
}

function tooLate(state: string, timeout: number): ExportError {
  return new ExportError(
    `The PDF was still ${state} after ${timeout} ms. The platform goes on making it: ask again, or pass a longer \`timeout\`.`,
    state,
  );
}
