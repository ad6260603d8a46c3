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
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.access.grant.GrantRepository;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.AdminActionExecutor.AdminAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;

@Service
public class JdbcOwnershipService implements OwnershipService {

    private final JdbcClient database;
    private final UserDirectory userDirectory;
    private final GrantRepository grants;
    private final AdminActionExecutor executor;
    private final ApplicationEventPublisher events;
    /**
     * Names of owners, kept without expiry, because user names do not change. Avoids loading all users for each query.
     */
    private final Map<UserId, Owner> known = new ConcurrentHashMap<>();

    JdbcOwnershipService(
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
    public Set<ActionTarget> findOwnedBy(UserId user) {
        return database
                .sql("select cloud, target_type, target_id from resource_owners where account_id = ?")
                .param(user.toString())
                .query((row, _) -> target(row))
                .stream()
                .collect(Collectors.toSet());
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<UserId> findOwner(ActionTarget target) {
        return database.sql(
                        "select account_id from resource_owners where cloud = ? and target_type = ? and target_id = ?")
                .params(target.cloud().value(), target.objectType(), target.idText())
                .query(String.class)
                .optional()
                .map(id -> new UserId(UUID.fromString(id)));
    }

    @Override
    @Transactional(readOnly = true)
    public OwnerMap loadAll() {
        Map<ActionTarget, UserId> rows = new HashMap<>();
        database.sql("select cloud, target_type, target_id, account_id from resource_owners")
                .query(row -> {
                    rows.put(target(row), new UserId(UUID.fromString(row.getString("account_id"))));
                });
        if (!known.keySet().containsAll(rows.values())) {
            userDirectory.all().forEach(user -> known.put(user.id(), new Owner(user.id(), user.name())));
        }
        Map<ActionTarget, Owner> ownerMap = new HashMap<>();
        rows.forEach(
                (target, user) -> Optional.ofNullable(known.get(user)).ifPresent(owner -> ownerMap.put(target, owner)));
        return new OwnerMap(ownerMap);
    }

    @Override
    public void assign(Caller caller, ResourceAttributes resource, @Nullable UserId owner) {
        ActionTarget target = resource.target();
        String type = target.objectType();
        AdminAction adminAction = new AdminAction(caller, type + ".owner", type, target.idText(), resource.name());
        executor.execute(adminAction, () -> {
            // Serializes concurrent assignments of the same resource.
            grants.lock();
            Optional<UserId> before = findOwner(target);
            if (!before.equals(Optional.ofNullable(owner))) {
                AuditDetail detail = AuditDetail.of("cloud", target.cloud())
                        .with("owner", name(owner))
                        .with("was", name(before.orElse(null)));
                store(target, owner);
                executor.recordSuccess(adminAction, detail);
                Stream.concat(before.stream(), Stream.ofNullable(owner))
                        .forEach(user -> events.publishEvent(new AccessChanged(user)));
                events.publishEvent(new OwnerChanged());
            }
            return true;
        });
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void assignToCreator(UserId creator, ActionTarget target) {
        grants.lock();
        if (findOwner(target).isEmpty()) {
            store(target, creator);
            events.publishEvent(new AccessChanged(creator));
            events.publishEvent(new OwnerChanged());
        }
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void deleteOwner(ActionTarget target) {
        grants.lock();
        findOwner(target).ifPresent(owner -> {
            store(target, null);
            events.publishEvent(new AccessChanged(owner));
            events.publishEvent(new OwnerChanged());
        });
    }

    private void store(ActionTarget target, @Nullable UserId owner) {
        database.sql("delete from resource_owners where cloud = ? and target_type = ? and target_id = ?")
                .params(target.cloud().value(), target.objectType(), target.idText())
                .update();
        if (owner != null) {
            database.sql("insert into resource_owners (cloud, target_type, target_id, account_id) values (?, ?, ?, ?)")
                    .params(target.cloud().value(), target.objectType(), target.idText(), owner.toString())
                    .update();
        }
    }

    private String name(@Nullable UserId user) {
        return user == null ? "-" : userDirectory.require(user).name().value();
    }

    private static ActionTarget target(ResultSet row) throws SQLException {
        return ResourceKey.targetOf(
                new CloudName(row.getString("cloud")), row.getString("target_type"), row.getString("target_id"));
    }
}
