package org.stackdeck.api.resources;

import static org.stackdeck.cloud.action.ActionParameter.REASON;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.servers.VisibleServerService;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceActionLookup;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.DeletionProtection;
import org.stackdeck.operations.DeletionProtectionCache;
import org.stackdeck.operations.DeletionProtectionService;

/**
 * REST controller for the deletion protection of a server or another resource. Reading the protection requires access
 * to the resource. Changing it requires the permission to delete the resource.
 */
@RestController
@RequestMapping("/api/os/{kind:" + DeletionProtectionController.KINDS + "}/{id}/protection")
public class DeletionProtectionController {

    private static final String SERVERS = "servers";

    /** Servers, and the kinds that {@link DeletionProtection#appliesTo} accepts. */
    static final String KINDS = SERVERS
            + "|volumes|volume-snapshots|volume-backups|networks|subnets|ports|routers|floating-ips|security-groups"
            + "|address-groups|server-groups";

    private final VisibleServerService visibleServerService;
    private final ResourceRequestHandler resources;
    private final DeletionProtectionService deletionProtectionService;
    private final DeletionProtectionCache deletionProtectionCache;

    DeletionProtectionController(
            VisibleServerService visibleServerService,
            ResourceRequestHandler resources,
            DeletionProtectionService deletionProtectionService,
            DeletionProtectionCache deletionProtectionCache) {
        this.visibleServerService = visibleServerService;
        this.resources = resources;
        this.deletionProtectionService = deletionProtectionService;
        this.deletionProtectionCache = deletionProtectionCache;
    }

    /** @param cloud required only if several clouds have a resource with this ID */
    @GetMapping
    DeletionProtectionResponse get(
            Caller caller,
            @PathVariable String kind,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cloud) {
        ActionTarget target = kind.equals(SERVERS)
                ? visibleServerService.requireVisible(caller, id, cloud).key()
                : resources
                        .find(caller, ResourceRequestHandler.kind(kind), id, cloud)
                        .key();
        return DeletionProtectionResponse.of(
                kind, target, deletionProtectionCache.current().find(target).orElse(null));
    }

    /**
     * Protects the resource. If the resource is already protected, replaces the reason.
     *
     * @param cloud required only if several clouds have a resource with this ID
     */
    @PutMapping
    DeletionProtectionResponse protect(
            Caller caller,
            @PathVariable String kind,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cloud,
            @RequestBody(required = false) @Nullable DeletionProtectionRequest request) {
        String reason = request == null ? null : request.reason();
        if (reason != null && !REASON.accepts(reason)) {
            throw ProblemException.invalidField(REASON.code(), "bad-parameter", REASON.maxLength());
        }
        Function<ActionTarget, DeletionProtectionResponse> protection = target ->
                DeletionProtectionResponse.of(kind, target, deletionProtectionService.protect(caller, target, reason));
        return kind.equals(SERVERS)
                ? changeServer(caller, visibleServerService.findKey(caller, id, cloud), cloud, protection)
                : changeResource(caller, kind, id, cloud, protection);
    }

    /**
     * Removes the protection. Succeeds even if there is none.
     *
     * @param cloud required only if several clouds have a resource with this ID
     */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unprotect(
            Caller caller,
            @PathVariable String kind,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cloud) {
        Function<ActionTarget, ActionTarget> removal = target -> {
            deletionProtectionService.unprotect(caller, target);
            return target;
        };
        if (kind.equals(SERVERS)) {
            changeServer(caller, visibleServerService.findProtectedKey(caller, id, cloud), cloud, removal);
        } else {
            changeResource(caller, kind, id, cloud, removal);
        }
    }

    private <T> T changeServer(
            Caller caller, ServerKey server, @Nullable String cloud, Function<ActionTarget, T> change) {
        try {
            return change.apply(server);
        } catch (ActionRefusedException e) {
            throw visibleServerService.toProblem(caller, server, cloud, e);
        }
    }

    private <T> T changeResource(
            Caller caller, String code, String id, @Nullable String cloud, Function<ActionTarget, T> change) {
        ResourceKind kind = ResourceRequestHandler.kind(code);
        ActionRequest deletion =
                ActionRequest.of(ResourceActionLookup.deletionOf(kind).orElseThrow());
        return resources.perform(caller, kind, id, cloud, deletion, change::apply);
    }

    /** @param reason one line, or null */
    record DeletionProtectionRequest(@Nullable String reason) {}

    /**
     * @param server the ID of a server; absent for other resources
     * @param by name of the user who set the protection last; null for an unprotected resource, like all following
     *     fields
     */
    record DeletionProtectionResponse(
            String kind,
            String id,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String server,

            String cloud,
            @Nullable String by,
            @Nullable Instant at,
            @Nullable String reason) {

        static DeletionProtectionResponse of(
                String kind, ActionTarget target, @Nullable DeletionProtection deletionProtection) {
            return new DeletionProtectionResponse(
                    kind,
                    target.idText(),
                    kind.equals(SERVERS) ? target.idText() : null,
                    target.cloud().value(),
                    deletionProtection == null
                            ? null
                            : deletionProtection.userName().value(),
                    deletionProtection == null ? null : deletionProtection.protectedAt(),
                    deletionProtection == null ? null : deletionProtection.reason());
        }
    }
}
