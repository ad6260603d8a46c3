package org.stackdeck.api.accessrequests;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.GrantId;
import org.stackdeck.access.Permission;
import org.stackdeck.accessrequests.AccessRequest;
import org.stackdeck.accessrequests.AccessRequestTarget;
import org.stackdeck.cloud.resource.ResourceKind;

/**
 * Access request as returned to its author and to administrators.
 *
 * @param user author of the request
 * @param cloud null for a free-text request, like the project and the servers
 * @param project name of the project at the time of the request
 * @param servers null for all servers of the project, and for other resources
 * @param kind code of the kind of the resources; null for servers
 * @param resources null for servers
 * @param duration as an ISO 8601 duration
 * @param state open, withdrawn, approved, refused, lapsed (the user was disabled, or became an administrator) or
 *     expired (no decision was made in time)
 * @param decidedBy null if no decision was made
 * @param why reason for which the request was declined; null if it was not declined
 * @param grants IDs of the grants created by the approval
 * @param until time at which the last of the grants ends; null if a grant has no end or the request was not approved
 */
public record AccessRequestResponse(
        String id,
        String user,
        @Nullable String cloud,
        @Nullable String project,
        @Nullable String projectId,
        @Nullable List<RequestedServer> servers,
        @Nullable String kind,
        @Nullable List<RequestedServer> resources,
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

    /**
     * @param name the server's name at the time of the request
     * @param currentName the current name, only in the list of open requests; null if the server is not in the
     *     inventory
     */
    record RequestedServer(String id, String name, @Nullable String currentName) {}

    public static AccessRequestResponse of(AccessRequest request) {
        AccessRequestTarget accessRequestTarget = request.requested().target();
        AccessRequest.RequestDecision requestDecision = request.decision();
        ResourceKind kind = accessRequestTarget == null ? null : accessRequestTarget.kind();
        return new AccessRequestResponse(
                request.id().toString(),
                request.userName().value(),
                accessRequestTarget == null ? null : accessRequestTarget.cloud().value(),
                accessRequestTarget == null ? null : request.project(),
                accessRequestTarget == null
                        ? null
                        : accessRequestTarget.project().value(),
                accessRequestTarget == null || accessRequestTarget.isWholeProject() || kind != null
                        ? null
                        : servers(request),
                kind == null ? null : kind.code(),
                kind == null ? null : servers(request),
                Permission.codes(request.requested().permissions()),
                request.requested().duration().toString(),
                request.requested().reason(),
                request.requestedAt(),
                request.state().name().toLowerCase(Locale.ROOT),
                requestDecision == null ? null : requestDecision.decidedBy().value(),
                requestDecision == null ? null : requestDecision.decidedAt(),
                requestDecision == null ? null : requestDecision.reason(),
                requestDecision == null
                        ? List.of()
                        : requestDecision.grants().stream()
                                .map(GrantId::toString)
                                .toList(),
                requestDecision == null ? null : requestDecision.until());
    }

    private static List<RequestedServer> servers(AccessRequest request) {
        return request.names().entrySet().stream()
                .map(entry -> new RequestedServer(
                        entry.getKey().value(),
                        entry.getValue(),
                        request.currentName(entry.getKey()).orElse(null)))
                .sorted((requestedServer, other) -> requestedServer.id().compareTo(other.id()))
                .toList();
    }
}
