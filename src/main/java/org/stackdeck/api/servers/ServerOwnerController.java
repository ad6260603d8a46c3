package org.stackdeck.api.servers;

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
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.ownership.ServerOwner;
import org.stackdeck.access.ownership.ServerOwnerCache;
import org.stackdeck.access.ownership.ServerOwnershipService;
import org.stackdeck.api.error.RequestFields;
import org.stackdeck.api.users.AdministratorCheck;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserName;

/** REST controller with which administrators read and change the owner of a server. */
@Tag(name = "admin")
@RestController
@RequestMapping("/api/admin/servers/{id}/owner")
public class ServerOwnerController {

    private static final String ACTION = "server.owner";

    private final VisibleServerService visibleServerService;
    private final ServerOwnershipService serverOwnershipService;
    private final ServerOwnerCache serverOwnerCache;
    private final UserDirectory userDirectory;
    private final AdministratorCheck administrators;

    ServerOwnerController(
            VisibleServerService visibleServerService,
            ServerOwnershipService serverOwnershipService,
            ServerOwnerCache serverOwnerCache,
            UserDirectory userDirectory,
            AdministratorCheck administrators) {
        this.visibleServerService = visibleServerService;
        this.serverOwnershipService = serverOwnershipService;
        this.serverOwnerCache = serverOwnerCache;
        this.userDirectory = userDirectory;
        this.administrators = administrators;
    }

    /** @param cloud required only if several clouds have a server with this ID */
    @GetMapping
    OwnerResponse get(Caller caller, @PathVariable String id, @RequestParam(required = false) @Nullable String cloud) {
        administrators.require(caller, "server.read-owner", null);
        return toResponse(visibleServerService.requireVisible(caller, id, cloud));
    }

    /**
     * Assigns the server to a user and replaces the previous owner.
     *
     * @param cloud required only if several clouds have a server with this ID
     */
    @PutMapping
    OwnerResponse assign(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cloud,
            @RequestBody OwnerRequest ownerRequest) {
        administrators.require(caller, ACTION, ownerRequest.user());
        Server server = visibleServerService.requireVisible(caller, id, cloud);
        serverOwnershipService.assign(
                caller, ServerAttributes.of(server), requireUser(ownerRequest).id());
        return toResponse(server);
    }

    /**
     * Removes the owner. Succeeds even if there is none.
     *
     * @param cloud required only if several clouds have a server with this ID
     */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Caller caller, @PathVariable String id, @RequestParam(required = false) @Nullable String cloud) {
        administrators.require(caller, ACTION, null);
        serverOwnershipService.assign(
                caller, ServerAttributes.of(visibleServerService.requireVisible(caller, id, cloud)), null);
    }

    private User requireUser(OwnerRequest ownerRequest) {
        return userDirectory
                .findByName(RequestFields.require(ownerRequest.user(), "user"))
                .orElseThrow(UnknownUserException::new);
    }

    private OwnerResponse toResponse(Server server) {
        return new OwnerResponse(
                server.id().value(),
                server.cloud().value(),
                serverOwnerCache
                        .current()
                        .ownerOf(server.key())
                        .map(ServerOwner::name)
                        .map(UserName::value)
                        .orElse(null));
    }

    /** @param user user name of the new owner */
    record OwnerRequest(@Nullable String user) {}

    /** @param owner user name of the server's owner, or null */
    record OwnerResponse(
            String server, String cloud, @Nullable String owner) {}
}
