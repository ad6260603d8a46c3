package org.stackdeck.requests;

/** The user has reached a limit of access requests. */
public class TooManyRequestsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Limit limit;

    public enum Limit {
        /** Open requests. */
        OPEN(AccessRequests.MOST_OPEN),
        /** Requests within 24 hours, in any state. */
        DAY(AccessRequests.MOST_A_DAY);

        private final int requests;

        Limit(int requests) {
            this.requests = requests;
        }

        public int requests() {
            return requests;
        }
    }

    public TooManyRequestsException(Limit limit) {
        super("more than " + limit.requests() + " requests of one user: " + limit);
        this.limit = limit;
    }

    public Limit limit() {
        return limit;
    }
}
