/**
 * Whether the push job uploads its details again: a second failure after a first one tells nobody anything. What the details say is not
 * decided here.
 */

/** The latest overall status in a job's details. */
export type DetailsStatus =
  | 'STARTED'
  | 'TOPIC_CREATED'
  | 'DATA_WRITER_COMPLETED'
  | 'COMPLETED'
  | 'ERROR'
  | 'KILLED';

/** Decides about an upload; `uploaded` undefined: nothing was sent yet. Source: VenicePushJob; status §7.3. */
export function detailsUpload(
  uploaded: DetailsStatus | undefined,
  latest: DetailsStatus,
): 'send' | 'suppress' {
  return isFailed(uploaded) && isFailed(latest) ? 'suppress' : 'send';
}

function isFailed(status: DetailsStatus | undefined): boolean {
  return status === 'ERROR' || status === 'KILLED';
}
