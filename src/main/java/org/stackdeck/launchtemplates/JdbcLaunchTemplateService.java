package org.stackdeck.launchtemplates;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.access.Grantee;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.signin.AttemptThrottle;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.LaunchService;
import org.stackdeck.operations.NewServerDocument;
import org.stackdeck.platform.database.DatabaseTimestamps;
import tools.jackson.databind.json.JsonMapper;

/** Stores launch templates in the database. */
@Service
class JdbcLaunchTemplateService implements LaunchTemplateService {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String COLUMNS =
            "select id, name, owner_id, owner_name, cloud, project, server, shared, shared_with, changed_at from recipe ";

    private final JdbcClient database;
    private final LaunchTemplateAccess access;
    private final LaunchService launchService;
    private final AuditTrail audit;
    private final AttemptThrottle attemptThrottle;
    private final Clock clock;
    private final TransactionTemplate transaction;

    JdbcLaunchTemplateService(
            JdbcClient database,
            LaunchTemplateAccess access,
            LaunchService launchService,
            AuditTrail audit,
            AttemptThrottle attemptThrottle,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.attemptThrottle = attemptThrottle;
        this.transaction = new TransactionTemplate(transactions);
        this.database = database;
        this.access = access;
        this.launchService = launchService;
        this.audit = audit;
        this.clock = clock;
    }

    /** Values of the column {@code shared}. */
    private enum SharingColumn {
        NOBODY,
        EVERYONE,
        USER,
        GROUP
    }

    @Override
    @Transactional(readOnly = true)
    public List<LaunchTemplate> list(Caller caller) {
        LaunchTemplateAccess.TemplateViewer templateViewer = access.viewer(caller.userId());
        return database
                .sql(COLUMNS + "where owner_id = ? or shared <> 'NOBODY' or ? order by name, owner_name, id")
                .params(caller.userId().toString(), templateViewer.rights().isAdministrator())
                .query(JdbcLaunchTemplateService::read)
                .list()
                .stream()
                .filter(templateViewer::canSee)
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<LaunchTemplate> find(Caller caller, LaunchTemplateId id) {
        return findStored(id).filter(access.viewer(caller.userId())::canSee);
    }

    @Override
    public boolean mayChange(Caller caller, LaunchTemplate launchTemplate) {
        return access.viewer(caller.userId()).mayChange(launchTemplate);
    }

    // Permissions are checked before the transaction starts, because a refusal is recorded in a separate transaction,
    // which requires a second connection.

    @Override
    public LaunchTemplate create(
            Caller caller,
            LaunchTemplateName name,
            CloudName cloud,
            ProjectId project,
            NewServer server,
            LaunchTemplateSharing launchTemplateSharing) {
        attemptThrottle.recordChange(caller);
        LaunchTemplate launchTemplate = new LaunchTemplate(
                new LaunchTemplateId(UUID.randomUUID()),
                name,
                caller.userId(),
                caller.userName(),
                cloud,
                project,
                server.withoutUserDataAndKey(),
                launchTemplateSharing,
                now());
        requireAllowed(caller, launchTemplate, "recipe.create");
        transaction.executeWithoutResult(_ -> {
            // Lock before counting, so that the second of two concurrent calls counts the template of the first.
            database.sql("select id from recipe_lock where id = 1 for update")
                    .query(Integer.class)
                    .single();
            Long count = database.sql("select count(*) from recipe where owner_id = ?")
                    .param(caller.userId().toString())
                    .query(Long.class)
                    .single();
            if (count >= MAX_PER_USER) {
                throw new TooManyLaunchTemplatesException();
            }
            write("""
                insert into recipe (name, cloud, project, server, shared, shared_with, changed_at, owner_id, owner_name, id)
                values (:name, :cloud, :project, :server, :shared, :with, :changed, :owner, :ownerName, :id)""", launchTemplate);
            audit.record(entry(caller, launchTemplate, "recipe.create", AuditEntry.Result.SUCCESS));
        });
        return launchTemplate;
    }

    @Override
    public LaunchTemplate update(
            Caller caller,
            LaunchTemplateId id,
            LaunchTemplateName name,
            NewServer server,
            LaunchTemplateSharing launchTemplateSharing) {
        attemptThrottle.recordChange(caller);
        LaunchTemplate before = requireChangeable(caller, id, "recipe.change");
        LaunchTemplate after = new LaunchTemplate(
                id,
                name,
                before.owner(),
                before.ownerName(),
                before.cloud(),
                before.project(),
                server.withoutUserDataAndKey(),
                launchTemplateSharing,
                now());
        requireAllowed(caller, after, "recipe.change");
        transaction.executeWithoutResult(_ -> {
            write("""
                update recipe set name = :name, cloud = :cloud, project = :project, server = :server, shared = :shared,
                shared_with = :with, changed_at = :changed, owner_id = :owner, owner_name = :ownerName where id = :id""", after);
            audit.record(entry(caller, after, "recipe.change", AuditEntry.Result.SUCCESS));
        });
        return after;
    }

    @Override
    public void delete(Caller caller, LaunchTemplateId id) {
        attemptThrottle.recordChange(caller);
        LaunchTemplate launchTemplate = requireChangeable(caller, id, "recipe.remove");
        transaction.executeWithoutResult(_ -> {
            database.sql("delete from recipe where id = ?").param(id.toString()).update();
            audit.record(entry(caller, launchTemplate, "recipe.remove", AuditEntry.Result.SUCCESS));
        });
    }

    private Optional<LaunchTemplate> findStored(LaunchTemplateId id) {
        return database.sql(COLUMNS + "where id = ?")
                .param(id.toString())
                .query(JdbcLaunchTemplateService::read)
                .optional();
    }

    private LaunchTemplate requireChangeable(Caller caller, LaunchTemplateId id, String action) {
        LaunchTemplateAccess.TemplateViewer templateViewer = access.freshViewer(caller.userId());
        LaunchTemplate launchTemplate =
                findStored(id).filter(templateViewer::canSee).orElseThrow(UnknownLaunchTemplateException::new);
        if (!templateViewer.mayChange(launchTemplate)) {
            audit.recordRefusal(entry(caller, launchTemplate, action, AuditEntry.Result.REFUSED));
            throw new LaunchTemplateNotOwnedException();
        }
        return launchTemplate;
    }

    private void requireAllowed(Caller caller, LaunchTemplate launchTemplate, String action) {
        ActionAvailability actionAvailability = launchService.checkAvailability(
                caller, launchTemplate.cloud(), launchTemplate.project(), launchTemplate.server());
        if (!actionAvailability.isAvailable()) {
            audit.recordRefusal(entry(caller, launchTemplate, action, AuditEntry.Result.REFUSED));
            throw new ActionRefusedException(actionAvailability);
        }
        LaunchTemplateAccess.TemplateViewer templateViewer = access.freshViewer(caller.userId());
        if (!access.canShare(
                templateViewer, launchTemplate.sharing(), launchTemplate.cloud(), launchTemplate.project())) {
            audit.recordRefusal(entry(caller, launchTemplate, action, AuditEntry.Result.REFUSED));
            throw new UnknownShareTargetException();
        }
    }

    private void write(String sql, LaunchTemplate launchTemplate) {
        String server = JSON.writeValueAsString(NewServerDocument.of(launchTemplate.server()));
        if (server.length() > MAX_LENGTH) {
            throw new LaunchTemplateTooLargeException();
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
                    .param("with", partner(launchTemplate.sharing()))
                    .param("changed", DatabaseTimestamps.toDatabase(launchTemplate.changedAt()))
                    .update();
            if (rows == 0) {
                // The template was deleted after it was read.
                throw new UnknownLaunchTemplateException();
            }
        } catch (DuplicateKeyException e) {
            throw new LaunchTemplateNameTakenException();
        }
    }

    private static SharingColumn sharingColumn(LaunchTemplateSharing launchTemplateSharing) {
        return switch (launchTemplateSharing) {
            case LaunchTemplateSharing.OwnerOnly() -> SharingColumn.NOBODY;
            case LaunchTemplateSharing.AllUsers() -> SharingColumn.EVERYONE;
            case LaunchTemplateSharing.SingleGrantee(Grantee.OfUser user) -> SharingColumn.USER;
            case LaunchTemplateSharing.SingleGrantee(Grantee.OfGroup group) -> SharingColumn.GROUP;
        };
    }

    private static @Nullable String partner(LaunchTemplateSharing launchTemplateSharing) {
        return launchTemplateSharing instanceof LaunchTemplateSharing.SingleGrantee(Grantee grantee)
                ? grantee.uuid().toString()
                : null;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static AuditEntry entry(
            Caller caller, LaunchTemplate launchTemplate, String action, AuditEntry.Result result) {
        String partner = partner(launchTemplate.sharing());
        return caller.auditEntry(
                action,
                "recipe",
                launchTemplate.id().toString(),
                launchTemplate.name().value(),
                result,
                "cloud=" + launchTemplate.cloud() + " project=" + launchTemplate.project() + " owner="
                        + launchTemplate.ownerName() + " shared=" + sharingColumn(launchTemplate.sharing())
                        + (partner == null ? "" : " with=" + partner));
    }

    private static LaunchTemplate read(ResultSet row, int number) throws SQLException {
        return new LaunchTemplate(
                new LaunchTemplateId(UUID.fromString(row.getString("id"))),
                new LaunchTemplateName(row.getString("name")),
                new UserId(UUID.fromString(row.getString("owner_id"))),
                new UserName(row.getString("owner_name")),
                new CloudName(row.getString("cloud")),
                new ProjectId(row.getString("project")),
                JSON.readValue(row.getString("server"), NewServerDocument.class).server(),
                sharing(SharingColumn.valueOf(row.getString("shared")), row.getString("shared_with")),
                DatabaseTimestamps.fromDatabase(row, "changed_at"));
    }

    private static LaunchTemplateSharing sharing(SharingColumn sharingColumn, @Nullable String partner) {
        return switch (sharingColumn) {
            case NOBODY -> new LaunchTemplateSharing.OwnerOnly();
            case EVERYONE -> new LaunchTemplateSharing.AllUsers();
            case USER -> new LaunchTemplateSharing.SingleGrantee(Grantee.of(new UserId(id(partner))));
            case GROUP -> new LaunchTemplateSharing.SingleGrantee(Grantee.of(new GroupId(id(partner))));
        };
    }

    private static UUID id(@Nullable String partner) {
        return UUID.fromString(String.valueOf(partner));
    }
}
