package org.stackdeck.accessrequests;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.GrantId;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/**
 * Request of a user for access, with its state and decision.
 *
 * @param names names of the servers or other resources at the time of the request
 * @param currentNames current names of the servers or other resources that are in the inventory; null if they were not
 *     loaded
 * @param project name of the project at the time of the request; empty without a target
 * @param decision decision of an administrator; null if there is none
 * @param seen whether the user has seen the decision
 */
public record AccessRequest(
        AccessRequestId id,
        UserId user,
        UserName userName,
        RequestedAccess requested,
        String project,
        Map<ServerId, String> names,
        @Nullable Map<ServerId, String> currentNames,
        Instant requestedAt,
        State state,
        @Nullable RequestDecision decision,
        boolean seen) {

    /** Time after which an open request expires. */
    public static final Duration OPEN_PERIOD = Duration.ofDays(30);

    /** Only open requests can be decided or cancelled. */
    public enum State {
        OPEN,
        WITHDRAWN,
        APPROVED,
        REFUSED,
        /** The user was disabled, or became an administrator and no longer needs the access. */
        LAPSED,
        /** No decision was made in time. */
        EXPIRED
    }

    /**
     * Decision of an administrator.
     *
     * @param reason why the request was declined; null if it was approved
     * @param grants grants created by the approval
     * @param until time at which the last of the grants ends; null if one of the grants has no end or the request was
     *     declined
     */
    public record RequestDecision(
            UserName decidedBy,
            Instant decidedAt,
            @Nullable String reason,
            List<GrantId> grants,
            @Nullable Instant until) {

        public RequestDecision {
            grants = List.copyOf(grants);
        }
    }

    public AccessRequest {
        names = Map.copyOf(names);
        currentNames = currentNames == null ? null : Map.copyOf(currentNames);
    }

    public AccessRequest withCurrentNames(Map<ServerId, String> current) {
        return new AccessRequest(
                id, user, userName, requested, project, names, current, requestedAt, state, decision, seen);
    }

    /** Returns the current name; empty if the server is not in the inventory or the current names are not loaded. */
    public Optional<String> currentName(ServerId server) {
        return Optional.ofNullable(currentNames).map(current -> current.get(server));
    }

    /** Returns the name at the time of the request; the ID if the server had no name. */
    public String displayName(ServerId server) {
        return orId(server, names.getOrDefault(server, ""));
    }

    /** Returns the current name; the ID if the server has no name or its name is unknown. */
    public String currentDisplayName(ServerId server) {
        return orId(server, currentName(server).orElse(""));
    }

    private static String orId(ServerId server, String name) {
        return name.isBlank() ? server.value() : name;
    }

    /**
     * Returns whether the server has a different name than at the time of the request. The requester may have renamed
     * the server so that the request appears to be for another server.
     */
    public boolean isRenamed(ServerId server) {
        return currentName(server)
                .filter(current -> !current.equals(names.get(server)))
                .isPresent();
    }

    /**
     * Checks that all servers still have the names that they had at the time of the request. The current names must be
     * loaded.
     *
     * @throws RenamedServerException if a server has a different name than at the time of the request
     * @throws RequestedServerMissingException if a server is not in the inventory, so its name cannot be compared
     */
    void requireUnchangedNames() {
        for (ServerId server : names.keySet()) {
            if (currentName(server).isEmpty()) {
                throw new RequestedServerMissingException(displayName(server));
            }
            if (isRenamed(server)) {
                throw new RenamedServerException(displayName(server), currentDisplayName(server));
            }
        }
    }

    /**
     * Checks that the servers and other resources still have the names that the reviewer saw. The current names must be
     * loaded. Ignores servers that are not in the inventory: the reviewer has selected the servers.
     *
     * @throws RenamedServerException if a server or another resource has a different name
     */
    void requireNamesShownIn(AccessRequest shown) {
        for (ServerId server : names.keySet()) {
            String seen = shown.currentName(server).orElse(names.getOrDefault(server, ""));
            if (currentName(server).filter(current -> !current.equals(seen)).isPresent()) {
                throw new RenamedServerException(orId(server, seen), currentDisplayName(server));
            }
        }
    }

    public boolean isOpen() {
        return state == State.OPEN;
    }

    /** Returns whether the request is for the permission on the server or other resource. */
    public boolean requests(Permission permission, ActionTarget resource, ProjectId ofProject) {
        AccessRequestTarget accessRequestTarget = requested.target();
        return accessRequestTarget != null
                && accessRequestTarget.cloud().equals(resource.cloud())
                && accessRequestTarget.project().equals(ofProject)
                && (accessRequestTarget.isWholeProject()
                        || accessRequestTarget.servers().stream()
                                .anyMatch(id -> accessRequestTarget.key(id).equals(resource)))
                && requested.permissions().contains(permission);
    }

    /** Returns whether the request is for resources other than servers, whose current names must be loaded. */
    public boolean isForOtherResources() {
        return requested.target() != null && requested.target().kind() != null;
    }

    /** Returns the requested terms, starting at {@code now}; empty for a request without a target. */
    public Optional<GrantTerms> requestedTerms(Instant now) {
        return Optional.ofNullable(requested.target())
                .map(accessRequestTarget -> new GrantTerms(
                        accessRequestTarget.cloud(),
                        Set.of(accessRequestTarget.project()),
                        accessRequestTarget.isWholeProject()
                                ? ResourceSelector.ALL
                                : new ResourceSelector.ByIds(accessRequestTarget.servers()),
                        Role.unnamed(requested.permissions()),
                        now,
                        now.plus(requested.duration()),
                        null));
    }
}
