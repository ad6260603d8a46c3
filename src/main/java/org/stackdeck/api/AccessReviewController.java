package org.stackdeck.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.access.Permission;
import org.stackdeck.access.SelectorDocument;
import org.stackdeck.access.ServerSelector;
import org.stackdeck.access.Terms;
import org.stackdeck.identity.Caller;
import org.stackdeck.requests.AccessRequest;
import org.stackdeck.requests.AccessRequests;
import org.stackdeck.requests.RequestId;
import org.stackdeck.requests.Target;
import org.stackdeck.requests.UnknownRequestException;

/** REST controller for reviewing access requests, for administrators. */
@Tag(name = "admin")
@RestController
@RequestMapping("/api/admin/access-requests")
class AccessReviewController {

    private final AccessRequests requests;
    private final GrantWishes wishes;
    private final AdministratorCheck administrators;
    private final Clock clock;

    AccessReviewController(
            AccessRequests requests, GrantWishes wishes, AdministratorCheck administrators, Clock clock) {
        this.requests = requests;
        this.wishes = wishes;
        this.administrators = administrators;
        this.clock = clock;
    }

    @GetMapping
    All all(Caller caller) {
        administrators.require(caller, "request.read", null);
        return new All(
                requests.open(caller).stream().map(AccessRequestBody::of).toList(),
                requests.closed(caller).stream().map(AccessRequestBody::of).toList());
    }

    /** Approves the request. Fields of the body, which has the form of a grant, replace those of the request. */
    @PostMapping("/{id}/approve")
    AccessRequestBody approve(
            Caller caller, @PathVariable UUID id, @RequestBody(required = false) @Nullable GrantWish changed) {
        administrators.require(caller, "request.approve", null);
        RequestId request = new RequestId(id);
        return AccessRequestBody.of(
                changed == null
                        ? requests.approve(caller, request)
                        : requests.approve(caller, request, List.of(terms(caller, request, changed))));
    }

    @PostMapping("/{id}/refuse")
    AccessRequestBody refuse(Caller caller, @PathVariable UUID id, @RequestBody Refusal refusal) {
        administrators.require(caller, "request.refuse", null);
        return AccessRequestBody.of(requests.refuse(caller, new RequestId(id), AccessWishes.reason(refusal.reason())));
    }

    private Terms terms(Caller caller, RequestId id, GrantWish changed) {
        if (changed.user() != null || changed.group() != null) {
            String field = changed.user() == null ? "group" : "user";
            throw ProblemException.badField(field, "not-to-others", field);
        }
        AccessRequest asked = Stream.concat(requests.open(caller).stream(), requests.closed(caller).stream())
                .filter(request -> request.id().equals(id))
                .findFirst()
                .orElseThrow(UnknownRequestException::new);
        Terms terms = wishes.parsed(merged(asked, changed), "");
        requireOwnPlace(asked, changed, terms);
        Instant end = terms.until();
        if (end != null && !end.isAfter(clock.instant())) {
            throw ProblemException.badField("until", "over", "until");
        }
        return terms;
    }

    /** Requested servers belong to their project. In another project the grant would apply to all servers. */
    private static void requireOwnPlace(AccessRequest asked, GrantWish changed, Terms terms) {
        Target target = asked.wish().target();
        if (target == null || target.wholeProject() || changed.servers() != null) {
            return;
        }
        if (!terms.cloud().equals(target.cloud()) || !terms.projects().equals(Set.of(target.project()))) {
            throw ProblemException.badField("servers", "missing-field", "servers");
        }
    }

    /** A free-text request has no cloud, project, servers and permissions. */
    private GrantWish merged(AccessRequest asked, GrantWish changed) {
        Target target = asked.wish().target();
        boolean sameCloud = target != null && changed.cloud() == null;
        boolean sameProject = sameCloud && changed.project() == null && changed.projects() == null;
        boolean sameRole = target != null && changed.role() == null && changed.permissions() == null;
        return new GrantWish(
                null,
                null,
                target == null || changed.cloud() != null
                        ? changed.cloud()
                        : target.cloud().value(),
                target != null && sameProject ? target.project().value() : changed.project(),
                changed.projects(),
                target != null && changed.servers() == null ? servers(target) : changed.servers(),
                changed.role(),
                sameRole
                        ? asked.wish().permissions().stream()
                                .map(Permission::word)
                                .toList()
                        : changed.permissions(),
                changed.from(),
                changed.until() == null
                        ? clock.instant().plus(asked.wish().duration()).toString()
                        : changed.until(),
                changed.hours());
    }

    private static SelectorDocument servers(Target target) {
        return SelectorDocument.of(
                target.wholeProject() ? ServerSelector.ALL : new ServerSelector.Ids(target.servers()));
    }

    record All(List<AccessRequestBody> open, List<AccessRequestBody> closed) {}

    /** @param reason shown to the author of the request */
    record Refusal(@Nullable String reason) {}
}
