package org.stackdeck.operations.protection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.operations.DeletionProtection;
import org.stackdeck.operations.DeletionProtectionMap;
import org.stackdeck.platform.database.DatabaseTimestamps;

/** JDBC repository for deletion protections. */
@Component
public class DeletionProtectionRepository {

    private static final String SELECT =
            "select cloud, target_type, target_id, user_id, user_name, protected_at, reason, project, target_name"
                    + " from deletion_protections";

    private final JdbcClient database;

    DeletionProtectionRepository(JdbcClient database) {
        this.database = database;
    }

    /**
     * A protection with the data that is needed to look up its target.
     *
     * @param targetName the target's name when it was protected
     */
    public record ProtectionRow(DeletionProtection protection, ProjectId project, String targetName) {

        public ActionTarget target() {
            return protection.target();
        }
    }

    public DeletionProtectionMap load() {
        Map<ActionTarget, DeletionProtection> all = new HashMap<>();
        findAll().forEach(one -> all.put(one.target(), one.protection()));
        return new DeletionProtectionMap(all);
    }

    public List<ProtectionRow> findAll() {
        return database.sql(SELECT).query(DeletionProtectionRepository::read).list();
    }

    public Optional<DeletionProtection> findProtection(ActionTarget target) {
        return find(target).map(ProtectionRow::protection);
    }

    /** Returns the protection of the port that the request would detach from the server. */
    public Optional<DeletionProtection> findProtectedPort(ServerKey server, ActionRequest request) {
        return request.action() == ServerAction.DETACH_INTERFACE
                ? request.value(ActionParameter.PORT)
                        .flatMap(port -> findProtection(new ResourceKey(server.cloud(), ResourceKind.PORT, port)))
                : Optional.empty();
    }

    public Optional<ProtectionRow> find(ActionTarget target) {
        return database.sql(SELECT + " where cloud = ? and target_type = ? and target_id = ?")
                .params(target.cloud().value(), target.objectType(), target.idText())
                .query(DeletionProtectionRepository::read)
                .optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException if the target is being protected concurrently */
    public void save(ProtectionRow protectionRow) {
        ActionTarget target = protectionRow.target();
        delete(target);
        DeletionProtection deletionProtection = protectionRow.protection();
        database.sql("""
                        insert into deletion_protections (cloud, target_type, target_id, user_id, user_name, protected_at,
                          reason, project, target_name) values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(target.cloud().value())
                .param(target.objectType())
                .param(target.idText())
                .param(deletionProtection.userId().toString())
                .param(deletionProtection.userName().value())
                .param(DatabaseTimestamps.toDatabase(deletionProtection.protectedAt()))
                .param(deletionProtection.reason())
                .param(protectionRow.project().value())
                .param(protectionRow.targetName())
                .update();
    }

    /** Returns false if the target had no protection. */
    public boolean delete(ActionTarget target) {
        return 1
                == database.sql(
                                "delete from deletion_protections where cloud = ? and target_type = ? and target_id = ?")
                        .params(target.cloud().value(), target.objectType(), target.idText())
                        .update();
    }

    private static ActionTarget target(ResultSet row) throws SQLException {
        return ResourceKey.targetOf(
                new CloudName(row.getString("cloud")), row.getString("target_type"), row.getString("target_id"));
    }

    private static ProtectionRow read(ResultSet row, int number) throws SQLException {
        @Nullable String reason = row.getString("reason");
        Instant at = DatabaseTimestamps.fromDatabase(row, "protected_at");
        return new ProtectionRow(
                new DeletionProtection(
                        target(row),
                        new UserId(UUID.fromString(row.getString("user_id"))),
                        new UserName(row.getString("user_name")),
                        at,
                        reason),
                new ProjectId(row.getString("project")),
                row.getString("target_name"));
    }
}
