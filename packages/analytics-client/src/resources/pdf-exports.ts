import { TimeoutError, type ByteStream } from '@bimodal/auth-core';
import { milliseconds, ownCopy } from '@bimodal/auth-core/internal';
import { ExportError } from '../errors/export-error.ts';
import { PdfExportOperations } from '../gen/pdf-exports.ts';
import type { GetPdfExportInput } from '../gen/models.ts';
import type { ExportOptions } from '../pdf/options.ts';
import { pollInterval } from '../run/poll-interval.ts';
import { patience } from '../run/patience.ts';
import { wait } from '../run/wait.ts';

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
    const place = ownCopy(input);
    const call = ownCopy(others);
    patience(timeout);
    milliseconds('pollInterval', first);
    const left = (): number => timeout - (performance.now() - began);
    const callOptions = () => ({ ...call, timeout: Math.max(1, Math.min(lookTimeout, left())) });
    // Until the platform has said how far it is.
    let state = 'unknown';
    for (let attempt = 0; state !== 'completed'; attempt += 1) {
      if (attempt > 0) {
        await wait(Math.max(0, Math.min(pollInterval(first, attempt - 1), left())), call.signal);
        if (left() <= 0) throw tooLate(state, timeout);
      }
      // A look that takes too long is one that said nothing; the time for all of it is what counts.
      const job = await this.get(place, callOptions()).catch((error: unknown) => {
        if (!TimeoutError.isInstance(error)) throw error;
        if (left() <= 0) throw tooLate(state, timeout, error);
        return undefined;
      });
      state = job?.state ?? state;
    }
    const bytes = await this.download(place, callOptions()).catch((error: unknown) => {
      throw TimeoutError.isInstance(error) ? tooLate(state, timeout, error) : error;
    });
    if (bytes.contentType === 'application/pdf') return bytes;
    await bytes.cancel();
    throw new ExportError(
      `The export is ${bytes.contentType || 'of no stated type'}, not a PDF. Ask for it again.`,
      state,
    );
  }
}

function tooLate(state: string, timeout: number, cause?: unknown): ExportError {
  const how =
    state === 'completed'
      ? 'is made, and did not begin to come within'
      : `was ${state === 'unknown' ? 'not heard of' : `still ${state}`} after`;
  return new ExportError(
    `The PDF ${how} ${timeout} ms. The platform goes on with it: ask again, or pass a longer \`timeout\`.`,
    state,
    cause,
  );
}
