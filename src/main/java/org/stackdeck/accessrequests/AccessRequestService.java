package org.stackdeck.accessrequests;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;

/**
 * Manages access requests. Users see their own requests; administrators see all requests. Decisions require an
 * administrator with a recent authentication. Each request, cancellation, decision and refusal is audited; changes are
 * published as {@link AccessRequestsChanged}.
 */
public interface AccessRequestService {

    /** Maximum number of open requests of a user. */
    int MAX_OPEN = 10;

    /**
     * Maximum number of requests that a user may create in 24 hours, so that one user's requests do not hide those of
     * other users.
     */
    int MAX_PER_DAY = 50;

    /** Maximum number of closed requests in lists. */
    int MAX_CLOSED_LISTED = 100;

    /** Maximum number of grants per approval. */
    int MAX_GRANTS = 20;

    /**
     * Creates a request, or returns the open request of the caller for the same access.
     *
     * @throws UnknownAccessRequestTargetException if the project, server or resource does not exist or the caller
     *     cannot see it
     * @throws TooManyAccessRequestsException if the caller has {@link #MAX_OPEN} open requests, or has created {@link
     *     #MAX_PER_DAY} requests within 24 hours
     * @throws org.stackdeck.identity.UnknownUserException if the caller is no longer active
     * @throws org.stackdeck.cloud.CloudException if the list that contains the other resources cannot be loaded
     */
    AccessRequest create(Caller caller, RequestedAccess requestedAccess);

    /**
     * Cancels an open request of the caller.
     *
     * @throws UnknownAccessRequestException if the caller has no request with this ID
     * @throws AccessRequestClosedException if the request is no longer open
     */
    AccessRequest cancel(Caller caller, AccessRequestId id);

    /**
     * Returns the caller's open requests and the {@link #MAX_CLOSED_LISTED} closed requests that changed last, ordered
     * by the time of the request, newest first.
     */
    List<AccessRequest> listOwn(Caller caller);

    /** Marks all decisions on the caller's requests as seen. */
    void markSeen(Caller caller);

    /**
     * Returns the open requests of all users, oldest first. Current names of resources other than servers are included
     * only if they were loaded within a minute; see {@link #loadCurrentNames}.
     *
     * @throws org.stackdeck.identity.NotAdministratorException if the caller is not an administrator
     */
    List<AccessRequest> listOpen(Caller caller);

    /** Returns the requests that expired without a decision within this time before now, for notices to the users. */
    List<AccessRequest> listExpiredWithin(Duration time);

    /**
     * Loads the current names of the resources of all open requests. Waits a few seconds at most. Failures are not
     * reported.
     *
     * @throws org.stackdeck.identity.NotAdministratorException if the caller is not an administrator
     */
    void loadCurrentNames(Caller caller);

    /**
     * Returns the {@link #MAX_CLOSED_LISTED} requests that were decided, lapsed or expired last, ordered by their last
     * change, newest first. Does not include cancelled requests.
     *
     * @throws org.stackdeck.identity.NotAdministratorException if the caller is not an administrator
     */
    List<AccessRequest> listClosed(Caller caller);

    /**
     * Finds a request of any user in any state, including cancelled ones. Current names are not loaded.
     *
     * @throws org.stackdeck.identity.NotAdministratorException if the caller is not an administrator
     */
    Optional<AccessRequest> find(Caller caller, AccessRequestId id);

    /** Returns the numbers of requests and decisions that need the caller's attention. */
    RequestCounts counts(Caller caller);

    /**
     * Numbers of items that need attention.
     *
     * @param open open requests, for administrators; 0 for other users
     * @param unseenDecisions unseen decisions on own requests
     */
    record RequestCounts(int open, int unseenDecisions) {}

    /**
     * Approves a request: creates the requested grant, starting now.
     *
     * @throws UnknownAccessRequestException if the request does not exist
     * @throws AccessRequestClosedException if the request is no longer open
     * @throws MissingGrantTermsException if the request has no target; the caller must then specify the terms
     * @throws RenamedServerException if a server has been renamed since the request
     * @throws RequestedServerMissingException if a server is not in the inventory, so its name cannot be compared
     * @throws org.stackdeck.cloud.CloudException if the list that contains the other resources cannot be loaded
     * @throws org.stackdeck.access.grant.TooManyGrantsException if the user already has the maximum number of grants
     */
    AccessRequest approve(Caller caller, AccessRequestId id);

    /**
     * Approves a request with changed terms, which the caller has restricted to the requested servers. A grant without
     * a start begins now.
     *
     * @throws UnknownAccessRequestException if the request does not exist
     * @throws AccessRequestClosedException if the request is no longer open
     * @throws RenamedServerException if a server has been renamed since the request
     * @throws RequestedServerMissingException if a server is not in the inventory, so its name cannot be compared
     * @throws org.stackdeck.cloud.CloudException if the list that contains the other resources cannot be loaded
     * @throws org.stackdeck.access.role.UnknownRoleException if the role does not exist
     * @throws org.stackdeck.access.grant.TooManyGrantsException if the user already has the maximum number of grants
     */
    AccessRequest approveRequestedServers(Caller caller, AccessRequestId id, GrantTerms grantTerms);

    /**
     * Approves a request with terms for servers that the caller has selected. Grants without a start begin now.
     *
     * @param grantTerms 1 to {@link #MAX_GRANTS}
     * @throws UnknownAccessRequestException if the request does not exist
     * @throws AccessRequestClosedException if the request is no longer open
     * @throws org.stackdeck.access.role.UnknownRoleException if a role does not exist
     * @throws org.stackdeck.access.grant.TooManyGrantsException if the user already has the maximum number of grants
     */
    AccessRequest approve(Caller caller, AccessRequestId id, List<GrantTerms> grantTerms);

    /**
     * Same as {@link #approve(Caller, AccessRequestId, List)}, for a reviewer who saw the names of the request.
     *
     * @param shown the request as shown to the reviewer
     * @throws RenamedServerException if a server or another resource has been renamed since
     * @throws org.stackdeck.cloud.CloudException if the list that contains the other resources cannot be loaded
     */
    AccessRequest approve(Caller caller, AccessRequest shown, List<GrantTerms> grantTerms);

    /**
     * Declines a request.
     *
     * @param reason shown to the user; 1 to {@value RequestedAccess#MAX_REASON_LENGTH} characters, not blank
     * @throws UnknownAccessRequestException if the request does not exist
     * @throws AccessRequestClosedException if the request is no longer open
     */
    AccessRequest decline(Caller caller, AccessRequestId id, String reason);

    /**
     * Returns the changes after the change number, made by any instance that shares the database. Runs only one query
     * if there are none.
     */
    RequestChanges changesSince(long after);

    /**
     * Changes of access requests after a change number.
     *
     * @param newest number of the newest change; 0 if there is none
     * @param users users whose requests changed; may include users of changes after {@code newest}
     */
    record RequestChanges(long newest, Set<UserId> users) {

        public RequestChanges {
            users = Set.copyOf(users);
        }
    }
}
