package org.stackdeck.preferences;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.group.Group;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.signin.AttemptThrottle;

/**
 * Shares views in the database. Each query evaluates the permission of the owner, so no event is needed when the
 * permission changes.
 */
@Service
class JdbcViewSharingService implements ViewSharingService {

    /** SQL: shared views whose owners still have the permission to share them. */
    static final String EFFECTIVE_SHARES = """
            saved_view_share s join saved_view v on v.id = s.view_id join accounts o on o.id = v.owner_id
            where (o.role = 'ADMINISTRATOR' or exists (select 1 from group_members m
            where m.group_id = s.group_id and m.account_id = v.owner_id))""";

    private static final String SHARED_WITH_CALLER = EFFECTIVE_SHARES + " and (s.group_id is null or exists"
            + " (select 1 from group_members c where c.group_id = s.group_id and c.account_id = :caller))";

    private static final String HIDDEN =
            "exists (select 1 from saved_view_hidden h where h.view_id = v.id and h.account_id = :caller)";

    /** Value of {@code default_for} for the default of all users. */
    private static final String ALL_USERS = new UUID(0, 0).toString();

    private final JdbcClient database;
    private final ViewSharingAuthorizer authorizer;
    private final PreferenceChangeRepository changes;
    private final AttemptThrottle attemptThrottle;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;

    JdbcViewSharingService(
            JdbcClient database,
            ViewSharingAuthorizer authorizer,
            PreferenceChangeRepository changes,
            AttemptThrottle attemptThrottle,
            AuditTrail audit,
            PlatformTransactionManager transactions) {
        this.database = database;
        this.authorizer = authorizer;
        this.changes = changes;
        this.attemptThrottle = attemptThrottle;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public List<Group> findShareableGroups(Caller caller) {
        return authorizer.findShareableGroups(caller);
    }

    @Override
    public Optional<SavedViewVisibility> findSharing(Caller caller, SavedViewId view) {
        return database.sql("""
                        select s.group_id, s.default_for from saved_view_share s join saved_view v on v.id = s.view_id
                        where v.id = ? and v.owner_id = ?""")
                .params(view.toString(), caller.userId().toString())
                .query((row, _) -> new SavedViewVisibility(group(row), row.getString("default_for") != null))
                .optional();
    }

    @Override
    public Set<SavedViewId> findOwnShared(Caller caller) {
        return Set.copyOf(database.sql("select v.id from " + EFFECTIVE_SHARES + " and v.owner_id = ?")
                .param(caller.userId().toString())
                .query((row, _) -> new SavedViewId(UUID.fromString(row.getString("id"))))
                .list());
    }

    @Override
    public List<SharedView> listShared(Caller caller) {
        return database.sql("select v.id, v.name, v.content, v.version, o.name as owner, case when " + HIDDEN
                        + " then 1 else 0 end as hidden from " + SHARED_WITH_CALLER
                        + " and v.owner_id <> :caller order by v.name_key, o.name, v.id")
                .param("caller", caller.userId().toString())
                .query((row, _) -> new SharedView(
                        JdbcSavedViewService.view(row),
                        new UserName(row.getString("owner")),
                        row.getInt("hidden") == 1))
                .list();
    }

    @Override
    public Optional<SavedViewId> findDefault(Caller caller) {
        return database.sql(
                        "select v.id from " + SHARED_WITH_CALLER + " and s.default_for is not null and not " + HIDDEN
                                + " order by case when s.group_id is null then 1 else 0 end,"
                                + " (select g.name from user_groups g where g.id = s.group_id) limit 1")
                .param("caller", caller.userId().toString())
                .query((row, _) -> new SavedViewId(UUID.fromString(row.getString("id"))))
                .optional();
    }

    @Override
    public void share(Caller caller, SavedViewId view, SavedViewVisibility sharing) {
        attemptThrottle.recordChange(caller);
        SavedViewName name = requireOwned(caller, view);
        AuditDetail detail = detail(sharing);
        boolean permitted = Boolean.TRUE.equals(transaction.execute(_ -> {
            lockShares();
            requireOwned(caller, view);
            if (!authorizer.mayShare(caller, sharing.group())) {
                return false;
            }
            if (countOthers(view, sharing.group()) >= MAX_SHARED) {
                throw new SavedViewException(SavedViewException.Reason.TOO_MANY_SHARED);
            }
            replace(caller, view, sharing);
            changes.recordChange(caller.userId());
            audit.record(entry(caller, "view.share", view, name, AuditEntry.Result.SUCCESS, detail));
            return true;
        }));
        if (!permitted) {
            audit.recordRefusal(entry(caller, "view.share", view, name, AuditEntry.Result.REFUSED, detail));
            throw new SavedViewException(SavedViewException.Reason.SHARING_FORBIDDEN);
        }
    }

    @Override
    public void unshare(Caller caller, SavedViewId view) {
        attemptThrottle.recordChange(caller);
        SavedViewName name = requireOwned(caller, view);
        transaction.executeWithoutResult(_ -> {
            if (deleteShare(view)) {
                changes.recordChange(caller.userId());
                audit.record(entry(caller, "view.unshare", view, name, AuditEntry.Result.SUCCESS, AuditDetail.EMPTY));
            }
        });
    }

    @Override
    public void hide(Caller caller, SavedViewId view) {
        attemptThrottle.recordChange(caller);
        if (listShared(caller).stream().anyMatch(shared -> shared.view().id().equals(view) && !shared.hidden())) {
            try {
                transaction.executeWithoutResult(_ -> insertHidden(caller, view));
            } catch (DuplicateKeyException e) {
                // A concurrent request has hidden the view.
            }
        }
    }

    private void insertHidden(Caller caller, SavedViewId view) {
        // The insert acquires a shared lock on the account because of the foreign key. Two transactions that then lock
        // it exclusively would deadlock.
        changes.lockAccount(caller.userId());
        database.sql("insert into saved_view_hidden (view_id, account_id) values (?, ?)")
                .params(view.toString(), caller.userId().toString())
                .update();
        changes.recordChange(caller.userId());
    }

    @Override
    @Transactional
    public void unhide(Caller caller, SavedViewId view) {
        attemptThrottle.recordChange(caller);
        int deleted = database.sql("delete from saved_view_hidden where account_id = ? and view_id = ?")
                .params(caller.userId().toString(), view.toString())
                .update();
        if (deleted > 0) {
            changes.recordChange(caller.userId());
        }
    }

    @Override
    @Transactional
    public void showHidden(Caller caller) {
        attemptThrottle.recordChange(caller);
        database.sql("delete from saved_view_hidden where account_id = ?")
                .param(caller.userId().toString())
                .update();
        changes.recordChange(caller.userId());
    }

    /**
     * Locks the row that also serializes changes of groups. Only one transaction at a time checks limits and defaults,
     * and no member is removed between the check and the change.
     */
    private void lockShares() {
        database.sql("select id from groups_lock where id = 1 for update")
                .query(Integer.class)
                .single();
    }

    private SavedViewName requireOwned(Caller caller, SavedViewId view) {
        return database.sql("select name from saved_view where id = ? and owner_id = ?")
                .params(view.toString(), caller.userId().toString())
                .query((row, _) -> new SavedViewName(row.getString("name")))
                .optional()
                .orElseThrow(() -> new SavedViewException(SavedViewException.Reason.UNKNOWN));
    }

    private long countOthers(SavedViewId view, @Nullable GroupId group) {
        return database.sql("select count(*) from " + EFFECTIVE_SHARES
                        + " and v.id <> :view and coalesce(s.group_id, :allUsers) = :audience")
                .param("view", view.toString())
                .param("allUsers", ALL_USERS)
                .param("audience", audience(group))
                .query(Long.class)
                .single();
    }

    private void replace(Caller caller, SavedViewId view, SavedViewVisibility sharing) {
        String group = sharing.group() == null ? null : sharing.group().toString();
        String defaultFor = sharing.isDefault() ? audience(sharing.group()) : null;
        deleteShare(view);
        if (defaultFor != null) {
            removeReplaceableDefault(caller, defaultFor);
        }
        try {
            database.sql(
                            "insert into saved_view_share (view_id, group_id, default_for) values (:view, :group, :default)")
                    .param("view", view.toString())
                    .param("group", group)
                    .param("default", defaultFor)
                    .update();
        } catch (DuplicateKeyException e) {
            throw new SavedViewException(SavedViewException.Reason.DEFAULT_TAKEN);
        }
    }

    private static String audience(@Nullable GroupId group) {
        return group == null ? ALL_USERS : group.toString();
    }

    private boolean deleteShare(SavedViewId view) {
        return database.sql("delete from saved_view_share where view_id = ?")
                        .param(view.toString())
                        .update()
                > 0;
    }

    private void removeReplaceableDefault(Caller caller, String defaultFor) {
        boolean administrator = authorizer.isAdministrator(caller);
        database.sql("""
                        update saved_view_share set default_for = null where default_for = :audience and (:administrator
                        or not exists (select 1 from saved_view v join accounts o on o.id = v.owner_id
                        where v.id = saved_view_share.view_id and v.owner_id <> :caller and (o.role = 'ADMINISTRATOR'
                        or exists (select 1 from group_members m
                        where m.group_id = saved_view_share.group_id and m.account_id = v.owner_id))))""")
                .param("audience", defaultFor)
                .param("administrator", administrator)
                .param("caller", caller.userId().toString())
                .update();
    }

    private static AuditDetail detail(SavedViewVisibility sharing) {
        return AuditDetail.of("default", sharing.isDefault()).with("grantee", sharing.group());
    }

    private static AuditEntry entry(
            Caller caller,
            String action,
            SavedViewId view,
            SavedViewName name,
            AuditEntry.Result result,
            AuditDetail detail) {
        return caller.auditEntry(action, "view", view.toString(), name.value(), result, detail);
    }

    static @Nullable GroupId group(ResultSet row) throws SQLException {
        String id = row.getString("group_id");
        return id == null ? null : new GroupId(UUID.fromString(id));
    }
}
