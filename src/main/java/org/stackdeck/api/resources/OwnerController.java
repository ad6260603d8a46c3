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
import org.stackdeck.access.ownership.Owner;
import org.stackdeck.access.ownership.OwnerCache;
import org.stackdeck.access.ownership.OwnershipService;
import org.stackdeck.api.error.RequestFieldValidator;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserName;

/** REST controller with which administrators read and change the owner of a server or another resource. */
@Tag(name = "admin")
@RestController
@RequestMapping("/api/admin/{kind:" + AdministratorResourceFinder.KINDS + "}/{id}/owner")
public class OwnerController {

    private final AdministratorResourceFinder finder;
    private final OwnershipService ownershipService;
    private final OwnerCache ownerCache;
    private final UserDirectory userDirectory;

    OwnerController(
            AdministratorResourceFinder finder,
            OwnershipService ownershipService,
            OwnerCache ownerCache,
            UserDirectory userDirectory) {
        this.finder = finder;
        this.ownershipService = ownershipService;
        this.ownerCache = ownerCache;
        this.userDirectory = userDirectory;
    }

    /** @param cloud required only if several clouds have a resource with this ID */
    @GetMapping
    OwnerResponse get(
            Caller caller,
            @PathVariable String kind,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cloud) {
        finder.requireAdministrator(caller, ".read-owner", kind, id);
        return toResponse(kind, finder.find(caller, kind, id, cloud).target());
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
        finder.requireAdministrator(caller, ".owner", kind, id);
        ResourceAttributes resource = finder.find(caller, kind, id, cloud);
        User owner = userDirectory.requireByName(RequestFieldValidator.require(ownerRequest.user(), "user"));
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
        finder.requireAdministrator(caller, ".owner", kind, id);
        ownershipService.assign(caller, finder.find(caller, kind, id, cloud), null);
    }

    private OwnerResponse toResponse(String kind, ActionTarget target) {
        return new OwnerResponse(
                kind,
                target.idText(),
                AdministratorResourceFinder.isServer(kind) ? target.idText() : null,
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
