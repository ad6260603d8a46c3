package org.stackdeck.api.resources;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.tags.Tag;
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
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.ownership.Owner;
import org.stackdeck.access.ownership.OwnerCache;
import org.stackdeck.access.ownership.OwnershipService;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.error.RequestFields;
import org.stackdeck.api.servers.VisibleServerService;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.AdminActionExecutor.AdminAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserName;

/** REST controller with which administrators read and change the owner of a server or another resource. */
@Tag(name = "admin")
@RestController
@RequestMapping("/api/admin/{kind:" + OwnerController.KINDS + "}/{id}/owner")
public class OwnerController {

    private static final String SERVERS = "servers";

    static final String KINDS = SERVERS
            + "|images|volumes|volume-snapshots|volume-backups|networks|subnets|ports|routers|floating-ips|security-groups"
            + "|server-groups";

    private final VisibleServerService visibleServerService;
    private final ResourceActionRequestHandler resources;
    private final OwnershipService ownershipService;
    private final OwnerCache ownerCache;
    private final UserDirectory userDirectory;
    private final AdminActionExecutor executor;

    OwnerController(
            VisibleServerService visibleServerService,
            ResourceActionRequestHandler resources,
            OwnershipService ownershipService,
            OwnerCache ownerCache,
            UserDirectory userDirectory,
            AdminActionExecutor executor) {
        this.visibleServerService = visibleServerService;
        this.resources = resources;
        this.ownershipService = ownershipService;
        this.ownerCache = ownerCache;
        this.userDirectory = userDirectory;
        this.executor = executor;
    }

    /** @param cloud required only if several clouds have a resource with this ID */
    @GetMapping
    OwnerResponse get(
            Caller caller,
            @PathVariable String kind,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cloud) {
        requireAdministrator(caller, ".read-owner", kind, id);
        return toResponse(kind, find(caller, kind, id, cloud).target());
    }

    /**
     * Assigns the resource to a user and replaces the previous owner.
     *
     * @param cloud required only if several clouds have a resource with this ID
     */
    @PutMapping
    OwnerResponse assign(
            Caller caller,
            @PathVariable String kind,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cloud,
            @RequestBody OwnerRequest ownerRequest) {
        requireAdministrator(caller, ".owner", kind, id);
        ResourceAttributes resource = find(caller, kind, id, cloud);
        User owner = userDirectory.requireByName(RequestFields.require(ownerRequest.user(), "user"));
        ownershipService.assign(caller, resource, owner.id());
        return toResponse(kind, resource.target());
    }

    /**
     * Removes the owner. Succeeds even if there is none.
     *
     * @param cloud required only if several clouds have a resource with this ID
     */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            Caller caller,
            @PathVariable String kind,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cloud) {
        requireAdministrator(caller, ".owner", kind, id);
        ownershipService.assign(caller, find(caller, kind, id, cloud), null);
    }

    private void requireAdministrator(Caller caller, String verb, String kind, String id) {
        String type = objectType(kind);
        executor.requireAdministrator(new AdminAction(caller, type + verb, type, id, null));
    }

    private static String objectType(String kind) {
        return kind.equals(SERVERS)
                ? "server"
                : ResourceActionRequestHandler.kind(kind).objectType();
    }

    private ResourceAttributes find(Caller caller, String kind, String id, @Nullable String cloud) {
        if (kind.equals(SERVERS)) {
            return ServerAttributes.of(visibleServerService.requireVisible(caller, id, cloud));
        }
        CloudResource resource = resources.find(caller, ResourceActionRequestHandler.kind(kind), id, cloud);
        if (resource.project() == null) {
            // Resources that other projects publish, such as public images, have no project here.
            throw ProblemException.notFound("unknown-resource");
        }
        return ResourceAttributes.of(resource, resource.project().id());
    }

    private OwnerResponse toResponse(String kind, ActionTarget target) {
        return new OwnerResponse(
                kind,
                target.idText(),
                kind.equals(SERVERS) ? target.idText() : null,
                target.cloud().value(),
                ownerCache
                        .current()
                        .ownerOf(target)
                        .map(Owner::name)
                        .map(UserName::value)
                        .orElse(null));
    }

    /** @param user user name of the new owner */
    record OwnerRequest(@Nullable String user) {}

    /**
     * @param server the ID of a server; absent for other resources
     * @param owner user name of the owner; null if the resource has none
     */
    record OwnerResponse(
            String kind,
            String id,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String server,

            String cloud,
            @Nullable String owner) {}
}
