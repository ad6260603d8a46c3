package org.stackdeck.api.accessrequests;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.json.ResourceSelectorJson;
import org.stackdeck.accessrequests.AccessRequest;
import org.stackdeck.accessrequests.AccessRequestId;
import org.stackdeck.accessrequests.AccessRequestService;
import org.stackdeck.accessrequests.AccessRequestTarget;
import org.stackdeck.accessrequests.UnknownAccessRequestException;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.grants.GrantRequest;
import org.stackdeck.api.grants.GrantRequestMapper;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.AdminActionExecutor.AdminAction;
import org.stackdeck.identity.Caller;

/** REST controller with which administrators review access requests. */
@Tag(name = "admin")
@RestController
@RequestMapping("/api/admin/access-requests")
public class AccessRequestReviewController {

    private final AccessRequestService accessRequestService;
    private final GrantRequestMapper mapper;
    private final AdminActionExecutor executor;
    private final Clock clock;

    AccessRequestReviewController(
            AccessRequestService accessRequestService,
            GrantRequestMapper mapper,
            AdminActionExecutor executor,
            Clock clock) {
        this.accessRequestService = accessRequestService;
        this.mapper = mapper;
        this.executor = executor;
        this.clock = clock;
    }

    @GetMapping
    AccessRequestListResponse list(Caller caller) {
        executor.requireAdministrator(new AdminAction(caller, "request.read", "request", null, null));
        return new AccessRequestListResponse(
                accessRequestService.listOpen(caller).stream()
                        .map(AccessRequestResponse::of)
                        .toList(),
                accessRequestService.listClosed(caller).stream()
                        .map(AccessRequestResponse::of)
                        .toList());
    }

    /** Approves the request. Fields of the body, which has the form of a grant, replace those of the request. */
    @PostMapping("/{id}/approve")
    AccessRequestResponse approve(
            Caller caller, @PathVariable UUID id, @RequestBody(required = false) @Nullable GrantRequest changed) {
        executor.requireAdministrator(new AdminAction(caller, "request.approve", "request", id.toString(), null));
        AccessRequestId request = new AccessRequestId(id);
        return AccessRequestResponse.of(
                changed == null
                        ? accessRequestService.approve(caller, request)
                        : approve(caller, request, changed, terms(caller, request, changed)));
    }

    @PostMapping("/{id}/refuse")
    AccessRequestResponse decline(Caller caller, @PathVariable UUID id, @RequestBody DeclineRequest declineRequest) {
        executor.requireAdministrator(new AdminAction(caller, "request.refuse", "request", id.toString(), null));
        return AccessRequestResponse.of(accessRequestService.decline(
                caller, new AccessRequestId(id), NewAccessRequestMapper.parseReason(declineRequest.reason())));
    }

    private AccessRequest approve(Caller caller, AccessRequestId id, GrantRequest changed, GrantTerms terms) {
        return changed.servers() == null
                ? accessRequestService.approveRequestedServers(caller, id, terms)
                : accessRequestService.approve(caller, id, List.of(terms));
    }

    private GrantTerms terms(Caller caller, AccessRequestId id, GrantRequest changed) {
        changed.requireNoGrantee("", "not-to-others");
        AccessRequest accessRequest =
                accessRequestService.find(caller, id).orElseThrow(UnknownAccessRequestException::new);
        GrantTerms grantTerms = mapper.toTerms(merged(accessRequest, changed), "");
        requireServersForOtherProject(accessRequest, changed, grantTerms);
        Instant end = grantTerms.until();
        if (end != null && !end.isAfter(clock.instant())) {
            throw ProblemException.invalidField("until", "over");
        }
        return grantTerms;
    }

    /**
     * Requires {@code servers} if the cloud or the project differs from the requested one, because the requested
     * servers belong to the requested project.
     */
    private static void requireServersForOtherProject(
            AccessRequest accessRequest, GrantRequest changed, GrantTerms grantTerms) {
        AccessRequestTarget accessRequestTarget = accessRequest.requested().target();
        if (accessRequestTarget == null || accessRequestTarget.isWholeProject() || changed.servers() != null) {
            return;
        }
        if (!grantTerms.cloud().equals(accessRequestTarget.cloud())
                || !grantTerms.projects().equals(Set.of(accessRequestTarget.project()))) {
            throw ProblemException.missingField("servers");
        }
    }

    /**
     * Completes the body with the fields of the request. A free-text request has no cloud, project, servers or
     * permissions. The default end is the requested duration after the start.
     */
    private GrantRequest merged(AccessRequest accessRequest, GrantRequest changed) {
        AccessRequestTarget accessRequestTarget = accessRequest.requested().target();
        boolean sameCloud = accessRequestTarget != null && changed.cloud() == null;
        boolean sameProject = sameCloud && changed.project() == null && changed.projects() == null;
        boolean sameRole = accessRequestTarget != null && changed.role() == null && changed.permissions() == null;
        return new GrantRequest(
                null,
                null,
                accessRequestTarget == null || changed.cloud() != null
                        ? changed.cloud()
                        : accessRequestTarget.cloud().value(),
                accessRequestTarget != null && sameProject
                        ? accessRequestTarget.project().value()
                        : changed.project(),
                changed.projects(),
                accessRequestTarget != null && changed.servers() == null
                        ? servers(accessRequestTarget)
                        : changed.servers(),
                changed.role(),
                sameRole ? Permission.codes(accessRequest.requested().permissions()) : changed.permissions(),
                changed.from(),
                changed.until() == null
                        ? start(changed)
                                .plus(accessRequest.requested().duration())
                                .toString()
                        : changed.until(),
                changed.hours());
    }

    private Instant start(GrantRequest changed) {
        Instant now = clock.instant();
        Instant from = GrantRequestMapper.parseInstant(changed.from(), "from");
        return from == null || from.isBefore(now) ? now : from;
    }

    private static ResourceSelectorJson servers(AccessRequestTarget accessRequestTarget) {
        return ResourceSelectorJson.of(
                accessRequestTarget.isWholeProject()
                        ? ResourceSelector.ALL
                        : new ResourceSelector.ByIds(accessRequestTarget.servers()));
    }

    record AccessRequestListResponse(List<AccessRequestResponse> open, List<AccessRequestResponse> closed) {}

    /** @param reason shown to the author of the request */
    record DeclineRequest(@Nullable String reason) {}
}
