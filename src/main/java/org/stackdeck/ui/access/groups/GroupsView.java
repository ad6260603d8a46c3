package org.stackdeck.ui.access.groups;

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
import org.stackdeck.identity.group.GroupName;
import org.stackdeck.identity.group.GroupNameTakenException;
import org.stackdeck.identity.group.GroupService;
import org.stackdeck.identity.group.UnknownGroupException;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.access.grants.GrantsView;
import org.stackdeck.ui.admin.AdminChangeNotifier;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.ListPageElements;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.reauthentication.ReauthenticationPrompt;

/** Lists the groups of users. A group can be a grantee. */
@Route(value = GroupsView.PATH, layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
@JsModule("context://frontend/js/grid.js")
public class GroupsView extends Div implements HasDynamicTitle {

    public static final String PATH = "admin/groups";

    private final transient GroupService groupService;
    private final transient GrantService grantService;
    private final transient UserDirectory userDirectory;
    private final transient AdminChangeNotifier notifier;
    private final transient UiPush uiPush;
    private final transient ReauthenticationPrompt prompt;
    private final transient CurrentUser currentUser;
    private final Messages messages = Messages.current();
    private final Grid<GroupRow> grid = new Grid<>();
    private final Div empty = new Div();
    private List<GroupRow> rows = List.of();

    GroupsView(
            GroupService groupService,
            GrantService grantService,
            UserDirectory userDirectory,
            AdminChangeNotifier notifier,
            UiPush uiPush,
            ReauthenticationPrompt prompt,
            CurrentUser currentUser) {
        this.groupService = groupService;
        this.grantService = grantService;
        this.userDirectory = userDirectory;
        this.notifier = notifier;
        this.uiPush = uiPush;
        this.prompt = prompt;
        this.currentUser = currentUser;
        addClassName("list-page");
        Button create = new Button(messages.text("groups.create"), new Icon("plus"), _ -> openDialog(null));
        create.addThemeVariants(ButtonVariant.PRIMARY);
        empty.addClassName("empty-box");
        empty.add(new EmptyState("users", messages.text("groups.none"), messages.text("groups.none.hint")));
        Div box = new Div(grid, empty);
        box.addClassName("grid-box");
        add(ListPageElements.header(messages.text("groups.title"), create), box);
        build();
    }

    @Override
    public String getPageTitle() {
        return messages.text("app.page-title", messages.text("groups.title"));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Caller caller = currentUser.caller();
        notifier.bind(event, uiPush, () -> load(caller), this::update);
    }

    private void build() {
        GroupCellRenderers cells = new GroupCellRenderers(messages);
        ListPageElements.style(grid, messages.text("groups.title"));
        ListPageElements.addCardColumn(grid, cells.card(this::openDialog, this::showGrants, this::remove));
        ListPageElements.addColumn(grid, messages.text("groups.column.name"), cells.name(), "220px", 0)
                .setRowHeader(true);
        ListPageElements.addColumn(grid, messages.text("groups.column.members"), cells.members(), "320px", 0)
                .setFlexGrow(1);
        ListPageElements.addColumn(grid, messages.text("grants.title"), cells.grants(), "110px", 760);
        Span header = new Span(messages.text("servers.column.actions"));
        header.addClassName("sr");
        ListPageElements.addColumn(
                        grid, "", cells.actions(this::openDialog, this::showGrants, this::remove), "150px", 0)
                .setTextAlign(ColumnTextAlign.END)
                .setHeader(header);
        grid.setDataProvider(new CallbackDataProvider<GroupRow, Void>(
                query -> rows.stream().skip(query.getOffset()).limit(query.getLimit()),
                _ -> rows.size(),
                row -> row.group().id()));
    }

    private List<GroupRow> load(Caller caller) {
        userDirectory.requireAdministrator(caller);
        Map<UserId, User> users = userDirectory.all().stream().collect(Collectors.toMap(User::id, Function.identity()));
        Map<Grantee, Long> counts =
                grantService.list().stream().collect(Collectors.groupingBy(Grant::grantee, Collectors.counting()));
        return groupService.all().stream()
                .map(group -> new GroupRow(
                        group,
                        group.members().stream()
                                .flatMap(id -> Optional.ofNullable(users.get(id)).stream())
                                .sorted(Comparator.comparing(User::name))
                                .toList(),
                        counts.getOrDefault(Grantee.of(group.id()), 0L).intValue()))
                .toList();
    }

    private void reload() {
        update(load(currentUser.caller()));
    }

    private void update(List<GroupRow> present) {
        rows = present;
        grid.getDataProvider().refreshAll();
        grid.setVisible(!rows.isEmpty());
        empty.setVisible(rows.isEmpty());
    }

    private void showGrants(GroupRow row) {
        getUI().ifPresent(ui -> ui.navigate(GrantsView.class, QueryParameters.of(GrantsView.WHO, row.name())));
    }

    /** @param row null for a new group */
    private void openDialog(@Nullable GroupRow row) {
        new GroupDialog(
                        messages,
                        row == null ? "" : row.name(),
                        userDirectory.all(),
                        row == null ? Set.of() : Set.copyOf(row.members()),
                        (name, users, done) -> save(row, name, users, done))
                .open();
    }

    private void save(@Nullable GroupRow row, GroupName name, Set<UserId> members, GroupDialog.SaveCallback done) {
        prompt.runAuthenticated(messages, () -> {
            try {
                if (row == null) {
                    groupService.create(currentUser.caller(), name, members);
                } else {
                    Set<UserId> before = row.members().stream().map(User::id).collect(Collectors.toSet());
                    groupService.update(
                            currentUser.caller(),
                            row.group().id(),
                            name,
                            difference(members, before),
                            difference(before, members));
                }
                done.saved();
                reload();
            } catch (GroupNameTakenException e) {
                done.nameTaken();
            } catch (UnknownGroupException gone) {
                done.groupDeleted();
            }
        });
    }

    private static Set<UserId> difference(Set<UserId> these, Set<UserId> userIds) {
        return these.stream().filter(user -> !userIds.contains(user)).collect(Collectors.toSet());
    }

    private void remove(GroupRow row) {
        new DeleteGroupDialog(
                        messages,
                        row.name(),
                        row.grants(),
                        () -> prompt.runAuthenticated(messages, () -> {
                            groupService.delete(
                                    currentUser.caller(), row.group().id());
                            reload();
                            Toasts.showSuccess(messages.text("groups.removed", row.name()));
                        }))
                .open();
    }
}
