package org.stackdeck.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.access.Holder;
import org.stackdeck.access.Holders;
import org.stackdeck.access.HoursDocument;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.access.SelectorDocument;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.access.Terms;
import org.stackdeck.access.Way;
import org.stackdeck.access.WhoCan;
import org.stackdeck.cloud.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;

/** REST controller for the users with access to a server, for administrators. */
@Tag(name = "admin")
@RestController
@RequestMapping("/api/admin/servers/{id}/access")
class ServerAccessController {

    private final VisibleServers servers;
    private final WhoCan whoCan;
    private final AdministratorCheck administrators;

    ServerAccessController(VisibleServers servers, WhoCan whoCan, AdministratorCheck administrators) {
        this.servers = servers;
        this.whoCan = whoCan;
        this.administrators = administrators;
    }

    /** @param cloud required only if several clouds have a server with this id */
    @GetMapping
    AccessBody access(Caller caller, @PathVariable String id, @RequestParam(required = false) @Nullable String cloud) {
        administrators.require(caller, "server.access", null);
        Server server = servers.known(caller, id, cloud);
        return AccessBody.of(server, whoCan.of(caller, ServerFacts.of(server)));
    }

    /** @param owner user name of the server's owner, or null */
    record AccessBody(
            String server,
            String cloud,
            String name,
            @Nullable String owner,
            List<UserAccess> users) {

        static AccessBody of(Server server, Holders holders) {
            User owner = holders.owner();
            return new AccessBody(
                    server.id().value(),
                    server.cloud().value(),
                    server.name(),
                    owner == null ? null : owner.name().value(),
                    holders.all().stream().map(UserAccess::of).toList());
        }
    }

    /** @param now false if the access only begins later */
    record UserAccess(String user, String displayName, boolean now, List<WayBody> ways) {

        static UserAccess of(Holder holder) {
            return new UserAccess(
                    holder.user().name().value(),
                    holder.user().displayName(),
                    holder.now(),
                    holder.ways().stream().map(WayBody::of).toList());
        }
    }

    /**
     * @param way "administrator" or "grant"
     * @param grant id of the grant; null for an administrator, as are all following fields except the permissions
     * @param group through which the user has the grant; null for a grant to the user
     * @param servers to which the grant applies
     * @param role null for individual permissions
     * @param permissions including implied ones
     * @param now whether the permissions apply now
     * @param opens when they apply next; null if they apply now
     */
    record WayBody(
            String way,
            @Nullable String grant,
            @Nullable String group,
            @Nullable SelectorDocument servers,
            @Nullable String role,
            List<String> permissions,
            boolean now,
            @Nullable Instant opens,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable HoursDocument hours) {

        static WayBody of(Way way) {
            return switch (way) {
                case Way.Administrator administrator ->
                    new WayBody(
                            "administrator",
                            null,
                            null,
                            null,
                            null,
                            words(administrator.role()),
                            true,
                            null,
                            null,
                            null,
                            null);
                case Way.ByGrant by -> of(by, by.terms());
            };
        }

        private static WayBody of(Way.ByGrant by, Terms terms) {
            return new WayBody(
                    "grant",
                    by.grant().toString(),
                    by.group() == null ? null : by.group().name().value(),
                    SelectorDocument.of(terms.servers()),
                    terms.role().named() ? terms.role().word() : null,
                    words(terms.role()),
                    by.open(),
                    by.opens(),
                    terms.from(),
                    terms.until(),
                    terms.hours() == null ? null : HoursDocument.of(terms.hours()));
        }

        private static List<String> words(Role role) {
            return role.permissions().stream().sorted().map(Permission::word).toList();
        }
    }
}
