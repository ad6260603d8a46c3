package org.stackdeck.requests;

/** Someone has asked as often as one may. */
public class TooManyRequestsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Limit limit;

    /** Which it is. */
    public enum Limit {
        /** Of those that are open. */
        OPEN(AccessRequests.MOST_OPEN),
        /** Of those of 24 hours, whatever became of them. */
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
