package org.stackdeck.api.resources;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.servers.VisibleServerService;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.AdminActionExecutor.AdminAction;
import org.stackdeck.identity.Caller;

/** Finds the server or other resource that a request of an administrator names. */
@Component
public class AdministratorResourceFinder {

    private static final String SERVERS = "servers";

    /** Alternatives of a path variable: servers, and the codes of all kinds whose resources users can create. */
    static final String KINDS = SERVERS
            + "|images|volumes|volume-snapshots|volume-backups|networks|subnets|ports|routers|floating-ips|security-groups"
            + "|server-groups";

    /** @param resource null for a server */
    record FoundResource(
            ResourceAttributes attributes, @Nullable CloudResource resource) {}

    private final VisibleServerService visibleServerService;
    private final ResourceRequestHandler resources;
    private final AdminActionExecutor executor;

    AdministratorResourceFinder(
            VisibleServerService visibleServerService, ResourceRequestHandler resources, AdminActionExecutor executor) {
        this.visibleServerService = visibleServerService;
        this.resources = resources;
        this.executor = executor;
    }

    static boolean isServer(String kind) {
        return kind.equals(SERVERS);
    }

    /** @param verb end of the audit code, such as {@code .owner} */
    void requireAdministrator(Caller caller, String verb, String kind, String id) {
        String type =
                isServer(kind) ? "server" : ResourceRequestHandler.kind(kind).objectType();
        executor.requireAdministrator(new AdminAction(caller, type + verb, type, id, null));
    }

    /**
     * @param cloud required only if several clouds have a resource with this ID
     * @throws ProblemException if the resource does not exist or belongs to no project
     */
    ResourceAttributes find(Caller caller, String kind, String id, @Nullable String cloud) {
        return findWithSharing(caller, kind, id, cloud).attributes();
    }

    /**
     * Same as {@link #find}, with the projects that can use the resource.
     *
     * @throws ProblemException if the resource does not exist or belongs to no project
     */
    FoundResource findWithSharing(Caller caller, String kind, String id, @Nullable String cloud) {
        if (isServer(kind)) {
            return new FoundResource(ServerAttributes.of(visibleServerService.requireVisible(caller, id, cloud)), null);
        }
        CloudResource resource = resources.find(caller, ResourceRequestHandler.kind(kind), id, cloud);
        if (resource.project() == null) {
            // Resources that other projects publish, such as public images, have no project here.
            throw ProblemException.notFound("unknown-resource");
        }
        return new FoundResource(
                ResourceAttributes.of(resource, resource.project().id()), resource);
    }
}
