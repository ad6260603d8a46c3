package org.stackdeck.ui.access.roles;

import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Role;
import org.stackdeck.access.role.RoleChangeRefusedException;
import org.stackdeck.access.role.RoleConflictException;
import org.stackdeck.access.role.RoleService;
import org.stackdeck.access.role.RoleUsage;
import org.stackdeck.access.role.UnknownRoleException;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.group.GroupService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.access.GrantFormatter;
import org.stackdeck.ui.access.GrantReferenceLookup;
import org.stackdeck.ui.access.NamedGrantee;
import org.stackdeck.ui.access.grants.GrantsView;
import org.stackdeck.ui.admin.AdminChangeNotifier;
import org.stackdeck.ui.admin.ReloadingAdminPage;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.dialog.ConfirmationDialog;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/** Lists the predefined roles and the custom roles. */
@Route(value = RolesView.PATH, layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
public class RolesView extends ReloadingAdminPage<List<RoleRow>> {

    public static final String PATH = "admin/roles";

    private final transient RoleService roleService;
    private final transient UserDirectory userDirectory;
    private final transient GroupService groupService;
    private final transient GrantFormatter grantFormatter;
    private final RoleGrid grid;
    private @Nullable RoleDialog openDialog;

    RolesView(
            RoleService roleService,
            UserDirectory userDirectory,
            GroupService groupService,
            GrantReferenceLookup catalog,
            AdminChangeNotifier notifier,
            ReauthenticationHandler handler,
            CurrentUser currentUser) {
        super("roles.title", notifier, handler, currentUser);
        this.roleService = roleService;
        this.userDirectory = userDirectory;
        this.groupService = groupService;
        this.grantFormatter = catalog.formatter(messages);
        this.grid = new RoleGrid(messages, grantFormatter, this::openDialog, this::showGrants, this::remove);
        addHeader(createButton("roles.create", () -> openDialog(null)));
        add(grid);
    }

    @Override
    protected List<RoleRow> load(Caller caller) {
        userDirectory.requireAdministrator(caller);
        Map<String, RoleUsage> uses = roleService.usage();
        Map<Grantee, NamedGrantee> namedGrantees = NamedGrantee.allIncludingRejected(userDirectory, groupService);
        return roleService.list().stream()
                .map(role -> row(role, uses.getOrDefault(role.name(), RoleUsage.NONE), namedGrantees))
                .toList();
    }

    private static RoleRow row(Role role, RoleUsage usage, Map<Grantee, NamedGrantee> namedGrantees) {
        return new RoleRow(
                role,
                usage.grants(),
                usage.grantees().stream()
                        .flatMap(grantee -> Optional.ofNullable(namedGrantees.get(grantee)).stream())
                        .sorted(Comparator.comparing(NamedGrantee::name))
                        .toList());
    }

    @Override
    protected void update(List<RoleRow> rows) {
        grid.setRows(rows);
        RoleDialog dialog = openDialog;
        if (dialog != null) {
            dialog.updateRows(rows);
        }
    }

    private Optional<RoleRow> row(String roleName) {
        return grid.rows().stream().filter(row -> row.code().equals(roleName)).findFirst();
    }

    private void showGrants(RoleRow row) {
        getUI().ifPresent(ui -> ui.navigate(
                GrantsView.class, QueryParameters.of(GrantsView.WHO, GrantFormatter.roleName(messages, row.role()))));
    }

    /** @param row null for a new role */
    private void openDialog(@Nullable RoleRow row) {
        if (row != null && !row.isCustom()) {
            return;
        }
        RoleDialog dialog = new RoleDialog(messages, grantFormatter, row, this::save);
        dialog.addOpenedChangeListener(event -> openDialog = event.isOpened() ? dialog : null);
        dialog.open();
    }

    private void save(@Nullable Role before, Role role, RoleDialog dialog) {
        perform(caller -> {
            try {
                if (before == null) {
                    roleService.create(caller, role);
                } else {
                    roleService.update(caller, before, role);
                }
                dialog.close();
                reload();
                Toasts.showSuccess(messages.text("roles.saved", role.name()));
            } catch (RoleChangeRefusedException taken) {
                dialog.showNameTaken();
            } catch (RoleConflictException e) {
                reload();
                if (before == null) {
                    dialog.showNameTaken();
                } else {
                    dialog.showChangedByOther(row(e.roleName()).orElse(null));
                }
            }
        });
    }

    private void remove(RoleRow row) {
        if (!row.isCustom()) {
            return;
        }
        if (row.isUsed()) {
            new RoleInUseDialog(messages, grantFormatter, row, () -> showGrants(row)).open();
            return;
        }
        new ConfirmationDialog(
                        messages,
                        messages.text("roles.remove", row.code()),
                        messages.text("roles.remove.confirm"),
                        () -> perform(caller -> delete(caller, row)),
                        messages.text("roles.remove.text"))
                .open();
    }

    private void delete(Caller caller, RoleRow row) {
        try {
            roleService.delete(caller, row.code());
            Toasts.showSuccess(messages.text("roles.removed", row.code()));
        } catch (UnknownRoleException gone) {
            Toasts.showError(messages.text("roles.gone"), "");
        } catch (RoleChangeRefusedException used) {
            Toasts.showError(
                    messages.text("roles.remove.refused", row.code()),
                    messages.text(
                            used.reason() == RoleChangeRefusedException.Reason.IN_OPEN_INVITATION
                                    ? "roles.remove.promised"
                                    : "roles.remove.used"));
        }
        reload();
    }
}
