package org.stackdeck.launchtemplates;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.stackdeck.access.Grantee;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.launchtemplates.LaunchTemplateException.Reason;
import org.stackdeck.operations.NewServerDocument;
import org.stackdeck.platform.database.DatabaseTimestamps;
import tools.jackson.databind.json.JsonMapper;

/** JDBC repository for launch templates. Changes run in the transaction of the caller. */
@Repository
class LaunchTemplateRepository {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String COLUMNS =
            "select id, name, owner_id, owner_name, cloud, project, server, shared, shared_with, changed_at from recipe ";

    private final JdbcClient database;

    LaunchTemplateRepository(JdbcClient database) {
        this.database = database;
    }

    /** Values of the column {@code shared}. */
    enum SharingColumn {
        NOBODY,
        EVERYONE,
        USER,
        GROUP
    }

    /**
     * Returns the templates that the user owns, and the shared templates of all users. Returns all templates for an
     * administrator.
     */
    List<LaunchTemplate> findOwnAndShared(UserId user, boolean administrator) {
        return database.sql(COLUMNS + "where owner_id = ? or shared <> 'NOBODY' or ? order by name, owner_name, id")
                .params(user.toString(), administrator)
                .query(LaunchTemplateRepository::read)
                .list();
    }

    Optional<LaunchTemplate> find(LaunchTemplateId id) {
        return database.sql(COLUMNS + "where id = ?")
                .param(id.toString())
                .query(LaunchTemplateRepository::read)
                .optional();
    }

    /**
     * Returns the number of templates that the user owns. Locks before counting, so that the second of two concurrent
     * transactions counts the template of the first.
     */
    long lockAndCount(UserId owner) {
        database.sql("select id from recipe_lock where id = 1 for update")
                .query(Integer.class)
                .single();
        return database.sql("select count(*) from recipe where owner_id = ?")
                .param(owner.toString())
                .query(Long.class)
                .single();
    }

    /**
     * @throws LaunchTemplateException if the owner has another template with this name, or the server is too large
     */
    void insert(LaunchTemplate launchTemplate) {
        write("""
                insert into recipe (name, cloud, project, server, shared, shared_with, changed_at, owner_id, owner_name, id)
                values (:name, :cloud, :project, :server, :shared, :with, :changed, :owner, :ownerName, :id)""", launchTemplate);
    }

    /**
     * Replaces the stored template.
     *
     * @throws LaunchTemplateException as for {@link #insert}, or if the template was deleted after it was read
     */
    void update(LaunchTemplate launchTemplate) {
        write("""
                update recipe set name = :name, cloud = :cloud, project = :project, server = :server, shared = :shared,
                shared_with = :with, changed_at = :changed, owner_id = :owner, owner_name = :ownerName where id = :id""", launchTemplate);
    }

    /** Returns whether the template existed. */
    boolean delete(LaunchTemplateId id) {
        return database.sql("delete from recipe where id = ?")
                        .param(id.toString())
                        .update()
                > 0;
    }

    private void write(String sql, LaunchTemplate launchTemplate) {
        String server = JSON.writeValueAsString(NewServerDocument.of(launchTemplate.server()));
        if (server.length() > LaunchTemplateService.MAX_LENGTH) {
            throw new LaunchTemplateException(Reason.TOO_LARGE);
        }
        try {
            int rows = database.sql(sql)
                    .param("id", launchTemplate.id().toString())
                    .param("name", launchTemplate.name().value())
                    .param("owner", launchTemplate.owner().toString())
                    .param("ownerName", launchTemplate.ownerName().value())
                    .param("cloud", launchTemplate.cloud().value())
                    .param("project", launchTemplate.project().value())
                    .param("server", server)
                    .param("shared", sharingColumn(launchTemplate.sharing()).name())
                    .param("with", granteeId(launchTemplate.sharing()))
                    .param("changed", DatabaseTimestamps.toDatabase(launchTemplate.changedAt()))
                    .update();
            if (rows == 0) {
                throw new LaunchTemplateException(Reason.UNKNOWN);
            }
        } catch (DuplicateKeyException e) {
            throw new LaunchTemplateException(Reason.NAME_TAKEN);
        }
    }

    static SharingColumn sharingColumn(LaunchTemplateVisibility launchTemplateVisibility) {
        return switch (launchTemplateVisibility) {
            case LaunchTemplateVisibility.OwnerOnly() -> SharingColumn.NOBODY;
            case LaunchTemplateVisibility.AllUsers() -> SharingColumn.EVERYONE;
            case LaunchTemplateVisibility.SingleGrantee(Grantee.OfUser user) -> SharingColumn.USER;
            case LaunchTemplateVisibility.SingleGrantee(Grantee.OfGroup group) -> SharingColumn.GROUP;
        };
    }

    static @Nullable String granteeId(LaunchTemplateVisibility launchTemplateVisibility) {
        return launchTemplateVisibility instanceof LaunchTemplateVisibility.SingleGrantee(Grantee grantee)
                ? grantee.uuid().toString()
                : null;
    }

    private static LaunchTemplate read(ResultSet row, int number) throws SQLException {
        return new LaunchTemplate(
                new LaunchTemplateId(UUID.fromString(row.getString("id"))),
                LaunchTemplateName.stored(row.getString("name")),
                new UserId(UUID.fromString(row.getString("owner_id"))),
                new UserName(row.getString("owner_name")),
                new CloudName(row.getString("cloud")),
                new ProjectId(row.getString("project")),
                JSON.readValue(row.getString("server"), NewServerDocument.class).server(),
                sharing(SharingColumn.valueOf(row.getString("shared")), row.getString("shared_with")),
                DatabaseTimestamps.fromDatabase(row, "changed_at"));
    }

    private static LaunchTemplateVisibility sharing(SharingColumn sharingColumn, @Nullable String granteeId) {
        return switch (sharingColumn) {
            case NOBODY -> new LaunchTemplateVisibility.OwnerOnly();
            case EVERYONE -> new LaunchTemplateVisibility.AllUsers();
            case USER -> new LaunchTemplateVisibility.SingleGrantee(Grantee.of(new UserId(id(granteeId))));
            case GROUP -> new LaunchTemplateVisibility.SingleGrantee(Grantee.of(new GroupId(id(granteeId))));
        };
    }

    private static UUID id(@Nullable String granteeId) {
        return UUID.fromString(String.valueOf(granteeId));
    }
}
