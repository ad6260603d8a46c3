package org.stackdeck.ui.grants;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
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
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Grants;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.Group;
import org.stackdeck.identity.GroupName;
import org.stackdeck.identity.GroupNameTakenException;
import org.stackdeck.identity.Groups;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.MainLayout;
import org.stackdeck.ui.admin.AdminNews;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Pages;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.proof.ProofPrompt;

/** Groups of users, to whom something can be granted together. */
@Route(value = GroupsView.PATH, layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
@JsModule("context://frontend/js/grid.js")
public class GroupsView extends Div implements HasDynamicTitle {

    public static final String PATH = "admin/groups";

    private final transient Groups groups;
    private final transient Grants grants;
    private final transient Directory directory;
    private final transient AdminNews news;
    private final transient Live live;
    private final transient ProofPrompt prompt;
    private final transient CurrentUser currentUser;
    private final Words words = Words.here();
    private final Grid<Group> grid = new Grid<>();
    private final Div empty = new Div();
    private List<Group> rows = List.of();

    GroupsView(
            Groups groups,
            Grants grants,
            Directory directory,
            AdminNews news,
            Live live,
            ProofPrompt prompt,
            CurrentUser currentUser) {
        this.groups = groups;
        this.grants = grants;
        this.directory = directory;
        this.news = news;
        this.live = live;
        this.prompt = prompt;
        this.currentUser = currentUser;
        addClassName("list-page");
        Button create = new Button(words.say("groups.create"), new Icon("plus"), _ -> open(null));
        create.addThemeVariants(ButtonVariant.PRIMARY);
        empty.addClassName("empty-box");
        empty.add(new EmptyState("users", words.say("groups.none"), words.say("groups.none.hint")));
        Div box = new Div(grid, empty);
        box.addClassName("grid-box");
        add(Pages.title(words.say("groups.title"), create), box);
        build();
    }

    @Override
    public String getPageTitle() {
        return words.say("app.page-title", words.say("groups.title"));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        Consumer<Boolean> refresh = live.newest(ui, this, _ -> show());
        // Before the first look, so that nothing falls between.
        Subscription subscription = news.ofUsers(() -> refresh.accept(true));
        show();
        addDetachListener(detach -> {
            detach.unregisterListener();
            subscription.close();
        });
    }

    private void build() {
        GroupCells cells = new GroupCells(words, this::names, this::grantCount);
        Pages.dress(grid, words.say("groups.title"));
        Pages.card(grid, cells.card(this::open, this::showGrants, this::remove));
        Pages.column(grid, words.say("groups.column.name"), cells.name(), "220px", 0)
                .setRowHeader(true);
        Pages.column(grid, words.say("groups.column.members"), cells.members(), "320px", 0)
                .setFlexGrow(1);
        Pages.column(grid, words.say("grants.title"), cells.grants(), "110px", 760);
        Span header = new Span(words.say("servers.column.actions"));
        header.addClassName("sr");
        Pages.column(grid, "", cells.actions(this::open, this::showGrants, this::remove), "150px", 0)
                .setTextAlign(ColumnTextAlign.END)
                .setHeader(header);
        grid.setDataProvider(new CallbackDataProvider<Group, Void>(
                query -> rows.stream().skip(query.getOffset()).limit(query.getLimit()), _ -> rows.size(), Group::id));
    }

    private void show() {
        directory.requireAdministrator(currentUser.caller());
        rows = groups.all();
        grid.getDataProvider().refreshAll();
        grid.setVisible(!rows.isEmpty());
        empty.setVisible(rows.isEmpty());
    }

    private List<String> names(Group group) {
        return group.members().stream()
                .flatMap(id -> directory.find(id).stream())
                .map(user -> user.name().value())
                .sorted()
                .toList();
    }

    private int grantCount(Group group) {
        return grants.of(Grantee.of(group.id())).size();
    }

    private void showGrants(Group group) {
        getUI().ifPresent(ui -> ui.navigate(
                GrantsView.class,
                QueryParameters.of(GrantsView.WHO, group.name().value())));
    }

    /** @param group null for a new one */
    private void open(@Nullable Group group) {
        Set<User> members = group == null
                ? Set.of()
                : group.members().stream()
                        .flatMap(id -> directory.find(id).stream())
                        .collect(Collectors.toSet());
        new GroupDialog(
                        words,
                        group == null ? "" : group.name().value(),
                        directory.all(),
                        members,
                        (name, users, done) -> save(group, name, users, done))
                .open();
    }

    private void save(@Nullable Group group, GroupName name, Set<UserId> members, GroupDialog.Outcome done) {
        prompt.during(words, () -> {
            try {
                Group saved = group == null
                        ? groups.create(currentUser.caller(), name)
                        : groups.rename(currentUser.caller(), group.id(), name);
                groups.setMembers(currentUser.caller(), saved.id(), members);
                done.saved();
                show();
            } catch (GroupNameTakenException e) {
                done.nameTaken();
            }
        });
    }

    private void remove(Group group) {
        new ConfirmRemoval(
                        words,
                        group.name().value(),
                        grantCount(group),
                        () -> prompt.during(words, () -> {
                            groups.remove(currentUser.caller(), group.id());
                            show();
                            Toasts.done(words.say("groups.removed", group.name().value()));
                        }))
                .open();
    }
}
