package org.stackdeck.operations;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Access;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Rights;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Compute;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.identity.Caller;

/** Asks Nova for the very server, which alone tells of one that it keeps. */
@Component
class CloudDeletedServers implements DeletedServers {

    /** Of these the newest operation tells where the server was. */
    private static final int LOOKED_AT = 5;

    private final OperationStore store;
    private final Access access;
    private final Clouds clouds;

    CloudDeletedServers(OperationStore store, Access access, Clouds clouds) {
        this.store = store;
        this.access = access;
        this.clouds = clouds;
    }

    @Override
    public Optional<Server> find(Caller caller, ServerKey key) {
        Rights rights = access.rights(access.fresh(caller.userId()));
        return projects(key).stream()
                .filter(project -> rights.reach(key.cloud(), project))
                .flatMap(project -> clouds.compute(key.cloud(), project).stream())
                .collect(Collectors.toMap(Compute::scope, compute -> compute, (one, _) -> one))
                .values()
                .stream()
                .flatMap(compute -> compute.server(key.id()).stream())
                .filter(server -> server.status() == ServerStatus.SOFT_DELETED
                        && server.key().equals(key))
                .filter(server -> rights.maySee(ServerFacts.of(server)))
                .map(server -> rights.decide(Permission.SERVER_READ_HOST, ServerFacts.of(server))
                                .allowed()
                        ? server
                        : server.withoutHost())
                .findFirst();
    }

    @Override
    public boolean worthAsking(Caller caller, ServerKey key) {
        Rights rights = access.rights(access.subject(caller.userId()));
        return store.newest(key, LOOKED_AT).stream()
                .filter(operation -> operation.action().deletes())
                .anyMatch(operation ->
                        rights.maySee(ServerFacts.remembered(key, operation.project(), operation.serverName())));
    }

    /** Where it was when the console last did something to it; else it may be in any. */
    private List<ProjectId> projects(ServerKey key) {
        List<ProjectId> known =
                store.newest(key, 1).stream().map(Operation::project).toList();
        return known.isEmpty()
                ? clouds.projects().stream()
                        .filter(project -> project.cloud().equals(key.cloud()))
                        .map(Project::id)
                        .toList()
                : known;
    }
}
