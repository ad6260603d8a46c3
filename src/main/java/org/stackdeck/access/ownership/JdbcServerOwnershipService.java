package org.stackdeck.access.ownership;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.grant.GrantRepository;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.AdminActionExecutor.AdminAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;

/** Stores owners in the database. */
@Service
public class JdbcServerOwnershipService implements ServerOwnershipService {

    private final JdbcClient database;
    private final UserDirectory userDirectory;
    private final GrantRepository grants;
    private final AdminActionExecutor executor;
    private final ApplicationEventPublisher events;
    /**
     * Names of owners, kept without expiry, because user names do not change. Avoids loading all users for each query.
     */
    private final Map<UserId, ServerOwner> known = new ConcurrentHashMap<>();

    JdbcServerOwnershipService(
            JdbcClient database,
            UserDirectory userDirectory,
            GrantRepository grants,
            AdminActionExecutor executor,
            ApplicationEventPublisher events) {
        this.database = database;
        this.userDirectory = userDirectory;
        this.grants = grants;
        this.executor = executor;
        this.events = events;
    }

    @Override
    @Transactional(readOnly = true)
    public Set<ServerKey> findServersOf(UserId user) {
        return database
                .sql("select cloud, server from server_owners where account_id = ?")
                .param(user.toString())
                .query((row, _) -> key(row))
                .stream()
                .collect(Collectors.toSet());
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<UserId> findOwner(ServerKey server) {
        return database.sql("select account_id from server_owners where cloud = ? and server = ?")
                .params(server.cloud().value(), server.id().value())
                .query(String.class)
                .optional()
                .map(id -> new UserId(UUID.fromString(id)));
    }

    @Override
    @Transactional(readOnly = true)
    public ServerOwnerMap loadAll() {
        Map<ServerKey, UserId> rows = new HashMap<>();
        database.sql("select cloud, server, account_id from server_owners").query(row -> {
            rows.put(key(row), new UserId(UUID.fromString(row.getString(3))));
        });
        if (!known.keySet().containsAll(rows.values())) {
            userDirectory.all().forEach(user -> known.put(user.id(), new ServerOwner(user.id(), user.name())));
        }
        Map<ServerKey, ServerOwner> serverOwnerMap = new HashMap<>();
        rows.forEach((server, user) ->
                Optional.ofNullable(known.get(user)).ifPresent(serverOwner -> serverOwnerMap.put(server, serverOwner)));
        return new ServerOwnerMap(serverOwnerMap);
    }

    @Override
    public void assign(Caller caller, ServerAttributes server, @Nullable UserId owner) {
        ServerKey key = server.key();
        AdminAction adminAction =
                new AdminAction(caller, "server.owner", "server", key.id().value(), server.name());
        executor.execute(adminAction, () -> {
            // Lock, so that concurrent assignments of the same server run one after the other.
            grants.lock();
            Optional<UserId> before = findOwner(key);
            if (!before.equals(Optional.ofNullable(owner))) {
                AuditDetail detail = AuditDetail.of("cloud", key.cloud())
                        .with("owner", name(owner))
                        .with("was", name(before.orElse(null)));
                store(key, owner);
                executor.recordSuccess(adminAction, detail);
                Stream.concat(before.stream(), Stream.ofNullable(owner))
                        .forEach(user -> events.publishEvent(new AccessChanged(user)));
                events.publishEvent(new ServerOwnerChanged(key));
            }
            return true;
        });
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void assignToCreator(UserId maker, ServerKey server) {
        grants.lock();
        if (findOwner(server).isEmpty()) {
            store(server, maker);
            events.publishEvent(new AccessChanged(maker));
            events.publishEvent(new ServerOwnerChanged(server));
        }
    }

    private void store(ServerKey server, @Nullable UserId owner) {
        database.sql("delete from server_owners where cloud = ? and server = ?")
                .params(server.cloud().value(), server.id().value())
                .update();
        if (owner != null) {
            database.sql("insert into server_owners (cloud, server, account_id) values (?, ?, ?)")
                    .params(server.cloud().value(), server.id().value(), owner.toString())
                    .update();
        }
    }

    private String name(@Nullable UserId user) {
        return user == null ? "-" : userDirectory.require(user).name().value();
    }

    private static ServerKey key(ResultSet row) throws SQLException {
        return new ServerKey(new CloudName(row.getString(1)), new ServerId(row.getString(2)));
    }
}
