package org.stackdeck.api.servers;

import static org.stackdeck.cloud.action.ActionParameter.REASON;

import io.swagger.v3.oas.annotations.tags.Tag;
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
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.DeletionProtection;
import org.stackdeck.operations.DeletionProtectionCache;
import org.stackdeck.operations.DeletionProtectionService;

/**
 * REST controller for the deletion protection of a server. Reading it requires access to the server, and changing it
 * requires the permission to delete the server.
 */
@Tag(name = "servers")
@RestController
@RequestMapping("/api/os/servers/{id}/protection")
public class DeletionProtectionController {

    private final VisibleServerService visibleServerService;
    private final DeletionProtectionService deletionProtectionService;
    private final DeletionProtectionCache deletionProtectionCache;

    DeletionProtectionController(
            VisibleServerService visibleServerService,
            DeletionProtectionService deletionProtectionService,
            DeletionProtectionCache deletionProtectionCache) {
        this.visibleServerService = visibleServerService;
        this.deletionProtectionService = deletionProtectionService;
        this.deletionProtectionCache = deletionProtectionCache;
    }

    /** @param cloud required only if several clouds have a server with this ID */
    @GetMapping
    DeletionProtectionResponse get(
            Caller caller, @PathVariable String id, @RequestParam(required = false) @Nullable String cloud) {
        ServerKey server =
                visibleServerService.requireVisible(caller, id, cloud).key();
        return DeletionProtectionResponse.of(
                server, deletionProtectionCache.current().find(server).orElse(null));
    }

    /**
     * Protects the server, or replaces the reason if it is already protected.
     *
     * @param cloud required only if several clouds have a server with this ID
     */
    @PutMapping
    DeletionProtectionResponse protect(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cloud,
            @RequestBody(required = false) @Nullable DeletionProtectionRequest deletionProtectionRequest) {
        String reason = deletionProtectionRequest == null ? null : deletionProtectionRequest.reason();
        if (reason != null && !REASON.accepts(reason)) {
            throw ProblemException.invalidField(REASON.code(), "bad-parameter", REASON.maxLength());
        }
        ServerKey server = visibleServerService.findKey(caller, id, cloud);
        try {
            return DeletionProtectionResponse.of(server, deletionProtectionService.protect(caller, server, reason));
        } catch (ActionRefusedException e) {
            throw visibleServerService.toProblem(caller, server, cloud, e);
        }
    }

    /**
     * Removes the protection. Succeeds even if there is none.
     *
     * @param cloud required only if several clouds have a server with this ID
     */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unprotect(Caller caller, @PathVariable String id, @RequestParam(required = false) @Nullable String cloud) {
        ServerKey server = visibleServerService.findProtectedKey(caller, id, cloud);
        try {
            deletionProtectionService.unprotect(caller, server);
        } catch (ActionRefusedException e) {
            throw visibleServerService.toProblem(caller, server, cloud, e);
        }
    }

    /** @param reason one line, or null */
    record DeletionProtectionRequest(@Nullable String reason) {}

    /**
     * @param by name of the user who set the protection last; null for an unprotected server, as are all following
     *     fields
     */
    record DeletionProtectionResponse(
            String server,
            String cloud,
            @Nullable String by,
            @Nullable Instant at,
            @Nullable String reason) {

        static DeletionProtectionResponse of(ServerKey server, @Nullable DeletionProtection deletionProtection) {
            return new DeletionProtectionResponse(
                    server.id().value(),
                    server.cloud().value(),
                    deletionProtection == null
                            ? null
                            : deletionProtection.userName().value(),
                    deletionProtection == null ? null : deletionProtection.protectedAt(),
                    deletionProtection == null ? null : deletionProtection.reason());
        }
    }
}
