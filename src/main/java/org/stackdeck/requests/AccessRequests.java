package org.stackdeck.requests;

import java.util.List;
import java.util.Set;
import org.stackdeck.access.Terms;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;

/**
 * Requests for access. People see their own and nobody else's; administrators see all. Each step is audited, refused ones
 * too, and published as {@link RequestsChanged}.
 */
public interface AccessRequests {

    /** How many of one person's can be open. */
    int MOST_OPEN = 10;

    /** How many one person can make in 24 hours, so that nobody's requests hide those of others. */
    int MOST_A_DAY = 50;

    /** How many that are no longer open are listed. */
    int LISTED = 100;

    /** How many grants an approval can make. */
    int MOST_GRANTS = 20;

    /**
     * Asks. What is open already with the same wish is not asked twice: it is given as it is.
     *
     * @throws UnknownTargetException when there is no such project or server, or the caller cannot see it: which of both
     *     is not told
     * @throws TooManyRequestsException when {@link #MOST_OPEN} of the caller's are open, or {@link #MOST_A_DAY} were made
     * @throws org.stackdeck.identity.UnknownUserException when the caller is not active any more
     */
    AccessRequest ask(Caller caller, Wish wish);

    /**
     * Takes back an own request.
     *
     * @throws UnknownRequestException when the caller has none with that id
     * @throws RequestClosedException when it is no longer open
     */
    AccessRequest withdraw(Caller caller, RequestId id);

    /** The caller's own: those that are open, and the newest {@link #LISTED} that are not, newest first. */
    List<AccessRequest> own(Caller caller);

    /** The caller has looked at all answers there are. */
    void seen(Caller caller);

    /**
     * Those that wait for an answer, oldest first.
     *
     * @throws org.stackdeck.identity.NotAdministratorException when the caller is not an administrator
     */
    List<AccessRequest> open(Caller caller);

    /**
     * The newest {@link #LISTED} that were answered, or that ended without an answer, newest first. Not those that were
     * taken back: they are nobody's work.
     *
     * @throws org.stackdeck.identity.NotAdministratorException when the caller is not an administrator
     */
    List<AccessRequest> closed(Caller caller);

    /** What there is to look at for the caller. */
    Counts counts(Caller caller);

    /**
     * What there is to look at.
     *
     * @param open requests that wait for an administrator; none for others
     * @param answers to own requests that were not looked at
     */
    record Counts(int open, int answers) {}

    /**
     * Gives what was asked for, from now on and for as long as it was asked for.
     *
     * @throws UnknownRequestException when there is no such request
     * @throws RequestClosedException when it is no longer open
     * @throws IndefiniteRequestException when it is in words only, so that there are no terms as asked
     * @throws org.stackdeck.access.TooManyGrantsException when the one who asked has as many grants as one may have
     */
    AccessRequest approve(Caller caller, RequestId id);

    /**
     * Gives something else to the one who asked, from now on unless the terms say since when.
     *
     * @param terms 1 to {@link #MOST_GRANTS}
     * @throws UnknownRequestException when there is no such request
     * @throws RequestClosedException when it is no longer open
     * @throws org.stackdeck.access.UnknownRoleException when there is no role of that name
     * @throws org.stackdeck.access.TooManyGrantsException when the one who asked has as many grants as one may have
     */
    AccessRequest approve(Caller caller, RequestId id, List<Terms> terms);

    /**
     * Gives nothing.
     *
     * @param reason told to the one who asked; 1 to {@value Wish#LONGEST_REASON} characters, not blank
     * @throws UnknownRequestException when there is no such request
     * @throws RequestClosedException when it is no longer open
     */
    AccessRequest refuse(Caller caller, RequestId id, String reason);

    /** What was made or changed after a change, by whichever console on the database. Cheap while there is nothing. */
    Changes changes(long after);

    /**
     * Changes of requests.
     *
     * @param newest number of the newest; 0 while there is none
     * @param by whose requests they are of; those after the newest may be among them
     */
    record Changes(long newest, Set<UserId> by) {

        public Changes {
            by = Set.copyOf(by);
        }
    }
}
