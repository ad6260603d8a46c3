package org.stackdeck.requests;

import java.util.List;
import java.util.Set;
import org.stackdeck.access.Terms;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;

/**
 * Manages access requests. Users see their own requests, administrators all. Each step and refusal is audited; changes
 * are published as {@link RequestsChanged}.
 */
public interface AccessRequests {

    /** Maximum number of open requests of a user. */
    int MOST_OPEN = 10;

    /** Maximum number of requests of a user in 24 hours, so that they do not hide those of others. */
    int MOST_A_DAY = 50;

    /** Maximum number of closed requests in lists. */
    int LISTED = 100;

    /** Maximum number of grants of an approval. */
    int MOST_GRANTS = 20;

    /**
     * Creates a request. If an equal one is open, it is returned instead.
     *
     * @throws UnknownTargetException if the project or server does not exist or the caller may not see it
     * @throws TooManyRequestsException if the caller has {@link #MOST_OPEN} open requests, or created
     *     {@link #MOST_A_DAY} within 24 hours
     * @throws org.stackdeck.identity.UnknownUserException if the caller is no longer active
     */
    AccessRequest ask(Caller caller, Wish wish);

    /**
     * Cancels a request of the caller.
     *
     * @throws UnknownRequestException if the caller has no request with this id
     * @throws RequestClosedException if it is no longer open
     */
    AccessRequest withdraw(Caller caller, RequestId id);

    /** The caller's open requests and the newest {@link #LISTED} closed ones, newest first. */
    List<AccessRequest> own(Caller caller);

    /** Marks all decisions on the caller's requests as seen. */
    void seen(Caller caller);

    /**
     * Open requests of all users, oldest first.
     *
     * @throws org.stackdeck.identity.NotAdministratorException if the caller is not an administrator
     */
    List<AccessRequest> open(Caller caller);

    /**
     * The newest {@link #LISTED} requests that were decided or ended without a decision, newest first. Without canceled
     * ones.
     *
     * @throws org.stackdeck.identity.NotAdministratorException if the caller is not an administrator
     */
    List<AccessRequest> closed(Caller caller);

    /** Numbers of requests and decisions that need the caller's attention. */
    Counts counts(Caller caller);

    /**
     * Numbers of items that need attention.
     *
     * @param open open requests, for administrators; 0 for other users
     * @param answers unseen decisions on own requests
     */
    record Counts(int open, int answers) {}

    /**
     * Approves a request: creates the requested grant, starting now.
     *
     * @throws UnknownRequestException if the request does not exist
     * @throws RequestClosedException if it is no longer open
     * @throws IndefiniteRequestException if it has no target, so that the terms must be specified
     * @throws org.stackdeck.access.TooManyGrantsException if the user already has the maximum number of grants
     */
    AccessRequest approve(Caller caller, RequestId id);

    /**
     * Approves a request with other terms, starting now unless they contain a start.
     *
     * @param terms 1 to {@link #MOST_GRANTS}
     * @throws UnknownRequestException if the request does not exist
     * @throws RequestClosedException if it is no longer open
     * @throws org.stackdeck.access.UnknownRoleException if a role does not exist
     * @throws org.stackdeck.access.TooManyGrantsException if the user already has the maximum number of grants
     */
    AccessRequest approve(Caller caller, RequestId id, List<Terms> terms);

    /**
     * Declines a request.
     *
     * @param reason shown to the user; 1 to {@value Wish#LONGEST_REASON} characters, not blank
     * @throws UnknownRequestException if the request does not exist
     * @throws RequestClosedException if it is no longer open
     */
    AccessRequest refuse(Caller caller, RequestId id, String reason);

    /** Changes after a change number, on all instances that share the database. Cheap if there are none. */
    Changes changes(long after);

    /**
     * Changes of requests.
     *
     * @param newest number of the newest change; 0 if there is none
     * @param by users whose requests changed; may include later changes
     */
    record Changes(long newest, Set<UserId> by) {

        public Changes {
            by = Set.copyOf(by);
        }
    }
}
