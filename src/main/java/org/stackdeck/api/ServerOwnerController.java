package org.stackdeck.api;

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
import org.stackdeck.access.Owner;
import org.stackdeck.access.OwnerBook;
import org.stackdeck.access.Ownership;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.cloud.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserName;

/** REST controller for the owner of a server, for administrators. */
@Tag(name = "admin")
@RestController
@RequestMapping("/api/admin/servers/{id}/owner")
class ServerOwnerController {

    private static final String ACTION = "server.owner";

    private final VisibleServers servers;
    private final Ownership ownership;
    private final OwnerBook book;
    private final Directory directory;
    private final AdministratorCheck administrators;

    ServerOwnerController(
            VisibleServers servers,
            Ownership ownership,
            OwnerBook book,
            Directory directory,
            AdministratorCheck administrators) {
        this.servers = servers;
        this.ownership = ownership;
        this.book = book;
        this.directory = directory;
        this.administrators = administrators;
    }

    /** @param cloud required only if several clouds have a server with this id */
    @GetMapping
    OwnerBody owner(Caller caller, @PathVariable String id, @RequestParam(required = false) @Nullable String cloud) {
        administrators.require(caller, "server.read-owner", null);
        return body(servers.known(caller, id, cloud));
    }

    /**
     * Assigns the server to a user and replaces the previous owner.
     *
     * @param cloud required only if several clouds have a server with this id
     */
    @PutMapping
    OwnerBody give(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cloud,
            @RequestBody OwnerWish wish) {
        administrators.require(caller, ACTION, wish.user());
        Server server = servers.known(caller, id, cloud);
        ownership.assign(caller, ServerFacts.of(server), user(wish).id());
        return body(server);
    }

    /**
     * Removes the owner. Succeeds if there is none.
     *
     * @param cloud required only if several clouds have a server with this id
     */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void take(Caller caller, @PathVariable String id, @RequestParam(required = false) @Nullable String cloud) {
        administrators.require(caller, ACTION, null);
        ownership.assign(caller, ServerFacts.of(servers.known(caller, id, cloud)), null);
    }

    private User user(OwnerWish wish) {
        String name = wish.user();
        if (name == null) {
            throw ProblemException.badField("user", "missing-field", "user");
        }
        return UserName.parse(name).flatMap(directory::find).orElseThrow(UnknownUserException::new);
    }

    private OwnerBody body(Server server) {
        return new OwnerBody(
                server.id().value(),
                server.cloud().value(),
                book.owners()
                        .of(server.key())
                        .map(Owner::name)
                        .map(UserName::value)
                        .orElse(null));
    }

    /** @param user user name */
    record OwnerWish(@Nullable String user) {}

    /** @param owner user name of the server's owner, or null */
    record OwnerBody(String server, String cloud, @Nullable String owner) {}
}
