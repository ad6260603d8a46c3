package org.stackdeck.ui.grants;

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
import org.stackdeck.access.Grants;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.GroupName;
import org.stackdeck.identity.GroupNameTakenException;
import org.stackdeck.identity.Groups;
import org.stackdeck.identity.UnknownGroupException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
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

/** Lists the groups of users. A group can be a grantee. */
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
    private final Grid<GroupRow> grid = new Grid<>();
    private final Div empty = new Div();
    private List<GroupRow> rows = List.of();

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
        Caller caller = currentUser.caller();
        news.keep(event, live, () -> present(caller), this::show);
    }

    private void build() {
        GroupCells cells = new GroupCells(words);
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
        grid.setDataProvider(new CallbackDataProvider<GroupRow, Void>(
                query -> rows.stream().skip(query.getOffset()).limit(query.getLimit()),
                _ -> rows.size(),
                row -> row.group().id()));
    }

    private List<GroupRow> present(Caller caller) {
        directory.requireAdministrator(caller);
        Map<UserId, User> users = directory.all().stream().collect(Collectors.toMap(User::id, Function.identity()));
        Map<Grantee, Long> counts =
                grants.all().stream().collect(Collectors.groupingBy(Grant::grantee, Collectors.counting()));
        return groups.all().stream()
                .map(group -> new GroupRow(
                        group,
                        group.members().stream()
                                .flatMap(id -> Optional.ofNullable(users.get(id)).stream())
                                .sorted(Comparator.comparing(User::name))
                                .toList(),
                        counts.getOrDefault(Grantee.of(group.id()), 0L).intValue()))
                .toList();
    }

    private void show() {
        show(present(currentUser.caller()));
    }

    private void show(List<GroupRow> present) {
        rows = present;
        grid.getDataProvider().refreshAll();
        grid.setVisible(!rows.isEmpty());
        empty.setVisible(rows.isEmpty());
    }

    private void showGrants(GroupRow row) {
        getUI().ifPresent(ui -> ui.navigate(GrantsView.class, QueryParameters.of(GrantsView.WHO, row.name())));
    }

    /** @param row null for a new group */
    private void open(@Nullable GroupRow row) {
        new GroupDialog(
                        words,
                        row == null ? "" : row.name(),
                        directory.all(),
                        row == null ? Set.of() : Set.copyOf(row.members()),
                        (name, users, done) -> save(row, name, users, done))
                .open();
    }

    private void save(@Nullable GroupRow row, GroupName name, Set<UserId> members, GroupDialog.Outcome done) {
        prompt.during(words, () -> {
            try {
                if (row == null) {
                    groups.create(currentUser.caller(), name, members);
                } else {
                    Set<UserId> before = row.members().stream().map(User::id).collect(Collectors.toSet());
                    groups.edit(
                            currentUser.caller(),
                            row.group().id(),
                            name,
                            without(members, before),
                            without(before, members));
                }
                done.saved();
                show();
            } catch (GroupNameTakenException e) {
                done.nameTaken();
            } catch (UnknownGroupException gone) {
                done.gone();
            }
        });
    }

    private static Set<UserId> without(Set<UserId> these, Set<UserId> those) {
        return these.stream().filter(user -> !those.contains(user)).collect(Collectors.toSet());
    }

    private void remove(GroupRow row) {
        new ConfirmRemoval(
                        words,
                        row.name(),
                        row.grants(),
                        () -> prompt.during(words, () -> {
                            groups.remove(currentUser.caller(), row.group().id());
                            show();
                            Toasts.done(words.say("groups.removed", row.name()));
                        }))
                .open();
    }
}
