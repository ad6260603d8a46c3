package org.stackdeck.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.GrantId;
import org.stackdeck.access.Permission;
import org.stackdeck.requests.AccessRequest;
import org.stackdeck.requests.Target;

/**
 * An access request, for its author and for administrators.
 *
 * @param user author of the request
 * @param cloud null for a free-text request, as are the project and the servers
 * @param project name of the project at the time of the request
 * @param servers null for all servers of the project
 * @param duration as an ISO 8601 duration
 * @param state open, withdrawn, approved, refused, lapsed (the user was disabled, or became an administrator) or
 *     expired (no decision was made in time)
 * @param decidedBy null if no decision was made
 * @param why reason for declining
 * @param grants created by the approval
 * @param until when the last of the grants ends; null for no end
 */
record AccessRequestBody(
        String id,
        String user,
        @Nullable String cloud,
        @Nullable String project,
        @Nullable String projectId,
        @Nullable List<ServerName> servers,
        List<String> permissions,
        String duration,
        String reason,
        Instant askedAt,
        String state,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String why,
        List<String> grants,
        @Nullable Instant until) {

    /** @param name the server's name at the time of the request */
    record ServerName(String id, String name) {}

    static AccessRequestBody of(AccessRequest request) {
        Target target = request.wish().target();
        AccessRequest.Answer answer = request.answer();
        return new AccessRequestBody(
                request.id().toString(),
                request.byName().value(),
                target == null ? null : target.cloud().value(),
                target == null ? null : request.project(),
                target == null ? null : target.project().value(),
                target == null || target.wholeProject() ? null : servers(request),
                request.wish().permissions().stream()
                        .sorted()
                        .map(Permission::word)
                        .toList(),
                request.wish().duration().toString(),
                request.wish().reason(),
                request.askedAt(),
                request.state().name().toLowerCase(Locale.ROOT),
                answer == null ? null : answer.by().value(),
                answer == null ? null : answer.at(),
                answer == null ? null : answer.reason(),
                answer == null
                        ? List.of()
                        : answer.grants().stream().map(GrantId::toString).toList(),
                answer == null ? null : answer.until());
    }

    private static List<ServerName> servers(AccessRequest request) {
        return request.names().entrySet().stream()
                .map(entry -> new ServerName(entry.getKey().value(), entry.getValue()))
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .toList();
    }
}
