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
 * Someone asked for access.
 *
 * @param names of the servers, as they were when it was asked
 * @param project the name of the project, likewise; empty for nothing definite
 * @param answer what an administrator decided; null while nobody has
 * @param seen whether the one who asked has looked at the answer
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

    /** How long one waits for an answer before it is no longer open. */
    public static final Duration OPEN_FOR = Duration.ofDays(30);

    /** Where a request stands. Only an open one can be answered. */
    public enum State {
        OPEN,
        WITHDRAWN,
        APPROVED,
        REFUSED,
        /** Whoever asked was disabled, or needs it no more as an administrator. */
        LAPSED,
        /** Nobody answered in time. */
        EXPIRED
    }

    /**
     * What was decided.
     *
     * @param reason why it was refused; null when it was approved
     * @param grants that were made
     * @param until when the last of them ends; null without end, or when it was refused
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

    /** Whether it asks for this on that server of that project. */
    public boolean asks(Permission permission, ServerKey server, ProjectId ofProject) {
        Target target = wish.target();
        return target != null
                && target.cloud().equals(server.cloud())
                && target.project().equals(ofProject)
                && (target.wholeProject() || target.servers().contains(server.id()))
                && wish.permissions().contains(permission);
    }

    /** What it asks for, from this moment on; none for nothing definite. */
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
