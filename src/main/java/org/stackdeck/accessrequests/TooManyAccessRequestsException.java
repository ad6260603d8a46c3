package org.stackdeck.accessrequests;

/** Thrown when the user has reached a limit on access requests. */
public class TooManyAccessRequestsException extends RuntimeException {

    private final Limit limit;

    public enum Limit {
        OPEN(AccessRequestService.MAX_OPEN),
        /** Requests within 24 hours, in any state. */
        DAY(AccessRequestService.MAX_PER_DAY);

        private final int requests;

        Limit(int requests) {
            this.requests = requests;
        }

        public int requests() {
            return requests;
        }
    }

    public TooManyAccessRequestsException(Limit limit) {
        super("more than " + limit.requests() + " requests of one user: " + limit);
        this.limit = limit;
    }

    public Limit limit() {
        return limit;
    }
}
