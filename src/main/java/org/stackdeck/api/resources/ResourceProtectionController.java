package org.stackdeck.api.resources;

import static org.stackdeck.cloud.action.ActionParameter.REASON;

import java.time.Instant;
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
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.DeletionProtection;
import org.stackdeck.operations.DeletionProtectionCache;
import org.stackdeck.operations.DeletionProtectionService;

/** REST controller for the deletion protection of resources besides servers, with the same rules as for servers. */
@RestController
@RequestMapping("/api/os/{kind:" + ResourceProtectionController.KINDS + "}/{id}/protection")
public class ResourceProtectionController {

    /** Those to which {@link DeletionProtection#appliesTo} refers. */
    static final String KINDS = "volumes|volume-snapshots|networks|routers|floating-ips|security-groups|server-groups";

    private final ResourceActionRequestHandler handler;
    private final DeletionProtectionService deletionProtectionService;
    private final DeletionProtectionCache deletionProtectionCache;

    ResourceProtectionController(
            ResourceActionRequestHandler handler,
            DeletionProtectionService deletionProtectionService,
            DeletionProtectionCache deletionProtectionCache) {
        this.handler = handler;
        this.deletionProtectionService = deletionProtectionService;
        this.deletionProtectionCache = deletionProtectionCache;
    }

    /** @param cloud required only if several clouds have a resource with this ID */
    @GetMapping
    ResourceProtectionResponse get(
            Caller caller,
            @PathVariable String kind,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cloud) {
        ResourceKey key = handler.find(caller, kind(kind), id, cloud).key();
        return ResourceProtectionResponse.of(
                key, deletionProtectionCache.current().find(key).orElse(null));
    }

    /**
     * Protects the resource, or replaces the reason if it is already protected.
     *
     * @param cloud required only if several clouds have a resource with this ID
     */
    @PutMapping
    ResourceProtectionResponse protect(
            Caller caller,
            @PathVariable String kind,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cloud,
            @RequestBody(required = false) @Nullable ResourceProtectionRequest request) {
        String reason = request == null ? null : request.reason();
        if (reason != null && !REASON.accepts(reason)) {
            throw ProblemException.invalidField(REASON.code(), "bad-parameter", REASON.maxLength());
        }
        return handler.perform(
                caller,
                kind(kind),
                id,
                cloud,
                deletionOf(kind(kind)),
                key -> ResourceProtectionResponse.of(key, deletionProtectionService.protect(caller, key, reason)));
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
        handler.perform(caller, kind(kind), id, cloud, deletionOf(kind(kind)), key -> {
            deletionProtectionService.unprotect(caller, key);
            return key;
        });
    }

    private static ResourceKind kind(String code) {
        return ResourceKind.fromCode(code).orElseThrow(() -> ProblemException.notFound("http-404"));
    }

    private static ActionRequest deletionOf(ResourceKind kind) {
        return ActionRequest.of(ResourceAction.deletionOf(kind).orElseThrow());
    }

    /** @param reason one line, or null */
    record ResourceProtectionRequest(@Nullable String reason) {}

    /**
     * @param by name of the user who set the protection last; null for an unprotected resource, as are all following
     *     fields
     */
    record ResourceProtectionResponse(
            String kind,
            String id,
            String cloud,
            @Nullable String by,
            @Nullable Instant at,
            @Nullable String reason) {

        static ResourceProtectionResponse of(ResourceKey key, @Nullable DeletionProtection deletionProtection) {
            return new ResourceProtectionResponse(
                    key.kind().code(),
                    key.id(),
                    key.cloud().value(),
                    deletionProtection == null
                            ? null
                            : deletionProtection.userName().value(),
                    deletionProtection == null ? null : deletionProtection.protectedAt(),
                    deletionProtection == null ? null : deletionProtection.reason());
        }
    }
}
