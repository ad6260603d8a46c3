package org.stackdeck.requests;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.GrantId;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.access.ServerSelector;
import org.stackdeck.access.Terms;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/**
 * Request of a user for access.
 *
 * @param names names of the servers at the time of the request
 * @param project name of the project at the time of the request; empty without a target
 * @param answer decision of an administrator; null if there is none
 * @param seen whether the user has seen the decision
 */
public record AccessRequest(
        RequestId id,
        UserId by,
        UserName byName,
        Wish wish,
        String project,
        Map<ServerId, String> names,
        Instant askedAt,
        State state,
        @Nullable Answer answer,
        boolean seen) {

    /** Time after which an open request expires. */
    public static final Duration OPEN_FOR = Duration.ofDays(30);

    /** State of a request. Only open requests can be decided. */
    public enum State {
        OPEN,
        WITHDRAWN,
        APPROVED,
        REFUSED,
        /** The user was disabled, or became an administrator and needs no access. */
        LAPSED,
        /** No decision was made in time. */
        EXPIRED
    }

    /**
     * Decision of an administrator.
     *
     * @param reason why the request was declined; null if it was approved
     * @param grants created grants
     * @param until end of the last grant; null if it has none or the request was declined
     */
    public record Answer(
            UserName by,
            Instant at,
            @Nullable String reason,
            List<GrantId> grants,
            @Nullable Instant until) {

        public Answer {
            grants = List.copyOf(grants);
        }
    }

    public AccessRequest {
        names = Map.copyOf(names);
    }

    public boolean open() {
        return state == State.OPEN;
    }

    /** Whether the request includes this permission on the server in the project. */
    public boolean asks(Permission permission, ServerKey server, ProjectId ofProject) {
        Target target = wish.target();
        return target != null
                && target.cloud().equals(server.cloud())
                && target.project().equals(ofProject)
                && (target.wholeProject() || target.servers().contains(server.id()))
                && wish.permissions().contains(permission);
    }

    /** Requested terms, starting now; empty for a request without a target. */
    public Optional<Terms> asAsked(Instant now) {
        return Optional.ofNullable(wish.target())
                .map(target -> new Terms(
                        target.cloud(),
                        Set.of(target.project()),
                        target.wholeProject() ? ServerSelector.ALL : new ServerSelector.Ids(target.servers()),
                        Role.unnamed(wish.permissions()),
                        now,
                        now.plus(wish.duration()),
                        null));
    }
}
