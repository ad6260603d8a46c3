package org.stackdeck.ui.access.roles;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Role;
import org.stackdeck.access.role.RoleConflictException;
import org.stackdeck.access.role.RoleProtectedException;
import org.stackdeck.access.role.RoleService;
import org.stackdeck.access.role.RoleUsage;
import org.stackdeck.access.role.UnknownRoleException;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.group.GroupService;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.access.GrantMessages;
import org.stackdeck.ui.access.NamedGrantee;
import org.stackdeck.ui.access.grants.GrantsView;
import org.stackdeck.ui.admin.AdminChangeNotifier;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.ListPageElements;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.reauthentication.ReauthenticationPrompt;

/** Lists the predefined roles and the custom roles. */
@Route(value = RolesView.PATH, layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
@JsModule("context://frontend/js/grid.js")
public class RolesView extends Div implements HasDynamicTitle {

    public static final String PATH = "admin/roles";

    private final transient RoleService roleService;
    private final transient UserDirectory userDirectory;
    private final transient GroupService groupService;
    private final transient AdminChangeNotifier notifier;
    private final transient UiPush uiPush;
    private final transient ReauthenticationPrompt prompt;
    private final transient CurrentUser currentUser;
    private final Messages messages = Messages.current();
    private final transient GrantMessages grantMessages;
    private final Grid<RoleRow> grid = new Grid<>();
    private List<RoleRow> rows = List.of();
    private @Nullable RoleDialog openDialog;

    RolesView(
            RoleService roleService,
            UserDirectory userDirectory,
            GroupService groupService,
            Clouds clouds,
            Inventory inventory,
            AdminChangeNotifier notifier,
            UiPush uiPush,
            ReauthenticationPrompt prompt,
            CurrentUser currentUser) {
        this.roleService = roleService;
        this.userDirectory = userDirectory;
        this.groupService = groupService;
        this.notifier = notifier;
        this.uiPush = uiPush;
        this.prompt = prompt;
        this.currentUser = currentUser;
        this.grantMessages = new GrantMessages(messages, clouds, inventory);
        addClassName("list-page");
        Button create = new Button(messages.text("roles.create"), new Icon("plus"), _ -> openDialog(null));
        create.addThemeVariants(ButtonVariant.PRIMARY);
        Div box = new Div(grid);
        box.addClassName("grid-box");
        add(ListPageElements.header(messages.text("roles.title"), create), box);
        build();
    }

    @Override
    public String getPageTitle() {
        return messages.text("app.page-title", messages.text("roles.title"));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Caller caller = currentUser.caller();
        notifier.bind(event, uiPush, () -> load(caller), this::update);
    }

    private void build() {
        RoleCellRenderers cells =
                new RoleCellRenderers(messages, grantMessages, this::openDialog, this::showGrants, this::remove);
        ListPageElements.style(grid, messages.text("roles.title"));
        ListPageElements.addCardColumn(grid, cells.card());
        ListPageElements.addColumn(grid, messages.text("roles.column.name"), cells.name(), "300px", 0)
                .setRowHeader(true);
        ListPageElements.addColumn(grid, messages.text("roles.column.permissions"), cells.permissions(), "320px", 0)
                .setFlexGrow(1);
        ListPageElements.addColumn(grid, messages.text("grants.title"), cells.grants(), "110px", 760);
        Span header = new Span(messages.text("servers.column.actions"));
        header.addClassName("sr");
        ListPageElements.addColumn(grid, "", cells.actions(), "150px", 0)
                .setKey("actions")
                .setTextAlign(ColumnTextAlign.END)
                .setHeader(header);
        grid.setDataProvider(new CallbackDataProvider<RoleRow, Void>(
                query -> rows.stream().skip(query.getOffset()).limit(query.getLimit()),
                _ -> rows.size(),
                RoleRow::code));
    }

    private List<RoleRow> load(Caller caller) {
        userDirectory.requireAdministrator(caller);
        Map<String, RoleUsage> uses = roleService.usage();
        Map<Grantee, NamedGrantee> parties = NamedGrantee.allIncludingRejected(userDirectory, groupService).stream()
                .collect(Collectors.toMap(NamedGrantee::grantee, Function.identity()));
        return roleService.list().stream()
                .map(role -> row(role, uses.getOrDefault(role.name(), RoleUsage.NONE), parties))
                .toList();
    }

    private static RoleRow row(Role role, RoleUsage usage, Map<Grantee, NamedGrantee> parties) {
        return new RoleRow(
                role,
                usage.grants(),
                usage.grantees().stream()
                        .flatMap(grantee -> Optional.ofNullable(parties.get(grantee)).stream())
                        .sorted(Comparator.comparing(NamedGrantee::name))
                        .toList());
    }

    private void reload() {
        update(load(currentUser.caller()));
    }

    private void update(List<RoleRow> present) {
        rows = present;
        grid.getDataProvider().refreshAll();
        RoleDialog dialog = openDialog;
        if (dialog != null) {
            dialog.updateRows(rows);
        }
    }

    private Optional<RoleRow> row(String word) {
        return rows.stream().filter(row -> row.code().equals(word)).findFirst();
    }

    private void showGrants(RoleRow row) {
        getUI().ifPresent(ui -> ui.navigate(
                GrantsView.class, QueryParameters.of(GrantsView.WHO, GrantMessages.roleName(messages, row.role()))));
    }

    /** @param row null for a new role */
    private void openDialog(@Nullable RoleRow row) {
        if (row != null && !row.isCustom()) {
            return;
        }
        RoleDialog dialog = new RoleDialog(messages, grantMessages, row, this::save);
        dialog.addOpenedChangeListener(event -> openDialog = event.isOpened() ? dialog : null);
        dialog.open();
    }

    private void save(@Nullable Role before, Role role, RoleDialog.SaveCallback saveCallback) {
        prompt.runAuthenticated(messages, () -> {
            try {
                if (before == null) {
                    roleService.create(currentUser.caller(), role);
                } else {
                    roleService.update(currentUser.caller(), before, role);
                }
                saveCallback.saved();
                reload();
                Toasts.showSuccess(messages.text("roles.saved", role.name()));
            } catch (RoleProtectedException taken) {
                saveCallback.nameTaken();
            } catch (RoleConflictException e) {
                reload();
                if (before == null) {
                    saveCallback.nameTaken();
                } else {
                    saveCallback.changedByOther(row(e.roleName()).orElse(null));
                }
            }
        });
    }

    private void remove(RoleRow row) {
        if (!row.isCustom()) {
            return;
        }
        new DeleteRoleDialog(
                        messages,
                        grantMessages,
                        row,
                        () -> showGrants(row),
                        () -> prompt.runAuthenticated(messages, () -> {
                            try {
                                roleService.delete(currentUser.caller(), row.code());
                                Toasts.showSuccess(messages.text("roles.removed", row.code()));
                            } catch (UnknownRoleException gone) {
                                Toasts.showError(messages.text("roles.gone"), "");
                            } catch (RoleProtectedException used) {
                                Toasts.showError(
                                        messages.text("roles.remove.refused", row.code()),
                                        messages.text(
                                                used.reason() == RoleProtectedException.Reason.PROMISED
                                                        ? "roles.remove.promised"
                                                        : "roles.remove.used"));
                            }
                            reload();
                        }))
                .open();
    }
}
