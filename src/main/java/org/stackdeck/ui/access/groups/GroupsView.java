package org.stackdeck.ui.access.groups;

import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Grant;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.grant.GrantService;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.group.GroupName;
import org.stackdeck.identity.group.GroupNameTakenException;
import org.stackdeck.identity.group.GroupService;
import org.stackdeck.identity.group.UnknownGroupException;
import org.stackdeck.notices.webhook.GroupWebhook;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.access.grants.GrantsView;
import org.stackdeck.ui.admin.AdminChangeNotifier;
import org.stackdeck.ui.admin.ReloadingAdminPage;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.dialog.ConfirmationDialog;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/** Lists the groups of users. A group can be a grantee. */
@Route(value = GroupsView.PATH, layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
public class GroupsView extends ReloadingAdminPage<List<GroupRow>> {

    public static final String PATH = "admin/groups";

    private final transient GroupService groupService;
    private final transient GrantService grantService;
    private final transient UserDirectory userDirectory;
    private final transient GroupWebhookDialogs webhookDialogs;
    private final GroupGrid grid =
            new GroupGrid(messages, this::openDialog, this::showGrants, this::openWebhook, this::remove);

    GroupsView(
            GroupService groupService,
            GrantService grantService,
            UserDirectory userDirectory,
            GroupWebhookDialogs webhookDialogs,
            AdminChangeNotifier notifier,
            ReauthenticationHandler handler,
            CurrentUser currentUser) {
        super("groups.title", notifier, handler, currentUser);
        this.groupService = groupService;
        this.grantService = grantService;
        this.userDirectory = userDirectory;
        this.webhookDialogs = webhookDialogs;
        addHeader(createButton("groups.create", () -> openDialog(null)));
        add(grid);
    }

    @Override
    protected List<GroupRow> load(Caller caller) {
        userDirectory.requireAdministrator(caller);
        Map<UserId, User> users = userDirectory.all().stream().collect(Collectors.toMap(User::id, Function.identity()));
        Map<Grantee, Long> counts =
                grantService.list().stream().collect(Collectors.groupingBy(Grant::grantee, Collectors.counting()));
        Map<GroupId, GroupWebhook> webhooks = webhookDialogs.service().list(caller).stream()
                .collect(Collectors.toMap(GroupWebhook::group, Function.identity()));
        return groupService.all().stream()
                .map(group -> new GroupRow(
                        group,
                        group.members().stream()
                                .flatMap(id -> Optional.ofNullable(users.get(id)).stream())
                                .sorted(Comparator.comparing(User::name))
                                .toList(),
                        counts.getOrDefault(Grantee.of(group.id()), 0L).intValue(),
                        webhooks.get(group.id())))
                .toList();
    }

    @Override
    protected void update(List<GroupRow> rows) {
        grid.setRows(rows);
    }

    private void showGrants(GroupRow row) {
        getUI().ifPresent(ui -> ui.navigate(GrantsView.class, QueryParameters.of(GrantsView.WHO, row.name())));
    }

    private void openWebhook(GroupRow row) {
        webhookDialogs.open(row, messages, this::reload);
    }

    /** @param row null for a new group */
    private void openDialog(@Nullable GroupRow row) {
        Set<User> members = row == null ? Set.of() : Set.copyOf(row.members());
        new GroupDialog(
                        messages,
                        row == null ? "" : row.name(),
                        userDirectory.all().stream()
                                .filter(user -> user.state() != User.State.REJECTED || members.contains(user))
                                .toList(),
                        members,
                        (name, selected, dialog) -> save(row, name, selected, dialog))
                .open();
    }

    private void save(@Nullable GroupRow row, GroupName name, Set<UserId> members, GroupDialog dialog) {
        perform(caller -> {
            try {
                if (row == null) {
                    groupService.create(caller, name, members);
                } else {
                    Set<UserId> before = row.members().stream().map(User::id).collect(Collectors.toSet());
                    groupService.update(
                            caller, row.group().id(), name, difference(members, before), difference(before, members));
                }
                dialog.close();
                reload();
            } catch (GroupNameTakenException e) {
                dialog.showError("groups.name.taken");
            } catch (UnknownGroupException gone) {
                dialog.showError("groups.gone");
            }
        });
    }

    private static Set<UserId> difference(Set<UserId> these, Set<UserId> userIds) {
        return these.stream().filter(user -> !userIds.contains(user)).collect(Collectors.toSet());
    }

    private void remove(GroupRow row) {
        new ConfirmationDialog(
                        messages,
                        messages.text("groups.remove", row.name()),
                        messages.text("groups.remove.confirm"),
                        () -> perform(caller -> {
                            groupService.delete(caller, row.group().id());
                            reload();
                            Toasts.showSuccess(messages.text("groups.removed", row.name()));
                        }),
                        messages.text("groups.remove.warning", row.grants()))
                .open();
    }
}
